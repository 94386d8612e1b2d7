"""What tests do with the real microphone and loudspeaker, in a process of their own.

PortAudio reads its surroundings once in the life of a process and may take the process
with it, so nothing here runs in the process of the tests.  Functions are called there by
name; what they return is pickled.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from queue import Queue
from typing import ParamSpec, TypeVar

import numpy as np

from mit_trainer import places
from mit_trainer.capture.limits import read_limits
from mit_trainer.capture.recording import Recording
from mit_trainer.capture.take import Block, Samples, Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware import probe
from mit_trainer.hardware.devices import Device, Way, candidates
from mit_trainer.hardware.sound_card import SoundCard
from tests.hardware import contract

P = ParamSpec("P")
T = TypeVar("T")

RATE_HZ = 48000
TRIES = 12
VOICE = read_limits(places.ANSWER).voice


def go_first() -> None:
    """Let this thread, and whatever it begins from now on, run before all others.

    Other work shares the cores, and a sound that is late is a sound that is lost.  Where
    it is not allowed, a test may have to try more often.
    """
    with suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(5))


class Elsewhere:
    """A process that lives in other surroundings."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def begin(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Begin to run ``work`` there."""
        return self._pool.submit(work, *args, **kwargs)

    def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``work`` there and wait for what it returns."""
        return self._pool.submit(work, *args, **kwargs).result(120.0)


@contextmanager
def elsewhere(variables: dict[str, str | None]) -> Iterator[Elsewhere]:
    """Have a process with these variables set (None: unset)."""
    with ProcessPoolExecutor(1, get_context("spawn"), _surround, (variables,)) as pool:
        yield Elsewhere(pool)


def _surround(variables: dict[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    go_first()


@contextmanager
def opened() -> Iterator[SoundCard]:
    """Open the card and close it again."""
    card = SoundCard()
    try:
        card.wait_until_opened()
        yield card
    finally:
        card.close()


def keeps(fact: str) -> None:
    """Hold the real pair to one fact of the contract; one clean run of several is enough."""
    for _ in range(TRIES - 1):
        with suppress(AssertionError):
            contract.FACTS[fact](real_pair())
            return
    contract.FACTS[fact](real_pair())


@cache
def real_pair() -> contract.Pair:
    """Open the card once for all facts; it ends with the process."""
    card = SoundCard()
    card.wait_until_opened()
    return contract.Pair(card.microphone, card.speaker, time.perf_counter, time.sleep)


@dataclass(frozen=True)
class Heard:
    """What came back from the loudspeaker.

    ``clean`` says that neither card nor take reported any loss.
    """

    identical: bool
    clean: bool
    way_s: float


def burst() -> Samples:
    """Make half a second of noise, which lies at one place only."""
    return np.random.default_rng(9).uniform(-0.3, 0.3, RATE_HZ // 2).astype(np.float32)


def place_of(needle: Samples, hay: Samples) -> int:
    """Find where the needle lies in the hay, by correlation."""
    size = 1 << (hay.size + needle.size).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(hay, size) * np.fft.rfft(needle, size).conj(), size)
    return int(np.argmax(likeness[: hay.size]))


def hear_ourselves(*, busy: bool) -> list[Heard]:
    """Play a noise while recording, until it came back clean, or often enough.

    ``busy`` says that another thread calculates all the while.
    """
    heard: list[Heard] = []
    over = threading.Event()
    with opened() as card:
        if busy:
            threading.Thread(target=_calculate, args=(over,), daemon=True).start()
        time.sleep(1.0)
        while len(heard) < TRIES and not (heard and heard[-1].clean and heard[-1].identical):
            n_lost = card.speaker.n_lost
            recording = Recording.start(card.microphone, None, VOICE)
            time.sleep(0.3)
            playback = card.speaker.play(Sound(burst(), RATE_HZ))
            while not playback.done:
                time.sleep(0.005)
            time.sleep(0.3)
            take = recording.stop().result(5.0)
            start = place_of(burst(), take.sound.samples)
            found = take.sound.samples[start : start + burst().size]
            way_s = take.started_at_s + start / RATE_HZ - playback.started_at_s
            clean = take.n_gaps == 0 and card.speaker.n_lost == n_lost
            heard.append(Heard(bool(np.array_equal(found, burst())), clean, way_s))
    over.set()
    return heard


def _calculate(over: threading.Event) -> None:
    while not over.is_set():
        sum(k * k for k in range(1000))


def record_for(seconds: float, listening: Path) -> tuple[Samples, float]:
    """Record, touching a file when it begins; gives the samples and when they began."""
    with opened() as card:
        recording = Recording.start(card.microphone, None, VOICE)
        while recording.duration_s == 0.0:
            time.sleep(0.005)
        listening.touch()
        time.sleep(seconds)
        take = recording.stop().result(5.0)
        return take.sound.samples, take.started_at_s


@dataclass(frozen=True)
class Kept:
    """What was left of a take whose microphone vanished."""

    duration_s: float
    sounding_s: float
    ended_early: str | None
    trouble: str | None
    told_after_s: float
    closed_after_s: float


def record_until_lost(listening: Path) -> Kept:
    """Record until there is trouble, touching a file once sound arrives."""
    with opened() as card:
        recording = Recording.start(card.microphone, None, VOICE)
        while not np.any(recording.latest(0.05)):
            time.sleep(0.005)
        time.sleep(0.5)
        listening.touch()
        trouble, end_s, last_sound_s = None, time.perf_counter() + 20.0, time.perf_counter()
        while trouble is None and time.perf_counter() < end_s:
            if np.any(recording.latest(0.01)):
                last_sound_s = time.perf_counter()
            time.sleep(0.005)
            trouble = card.microphone.trouble()
        told_s = time.perf_counter()
        take = recording.stop().result(5.0)
        sounding_s = float(np.flatnonzero(take.sound.samples)[-1]) / RATE_HZ
        over_s = time.perf_counter()
        card.close()
        return Kept(
            duration_s=take.sound.duration_s,
            sounding_s=sounding_s,
            ended_early=take.ended_early,
            trouble=trouble,
            told_after_s=told_s - last_sound_s,
            closed_after_s=time.perf_counter() - over_s,
        )


@dataclass(frozen=True)
class Absence:
    """What the lines say when there is nothing."""

    devices: tuple[Device, ...]
    microphone: str | None
    speaker: str | None
    refused: str
    silenced: bool


def without_devices() -> Absence:
    """Open a card where there is none."""
    with opened() as card:
        refused = ""
        try:
            card.microphone.start(Queue())
        except DeviceTrouble as trouble:
            refused = str(trouble)
        try:
            card.speaker.play(Sound(burst(), RATE_HZ))
            silenced = False
        except DeviceTrouble:
            silenced = True
        return Absence(
            probe.devices(), card.microphone.trouble(), card.speaker.trouble(), refused, silenced
        )


def wait_for_a_card(waiting: Path, lost: Path) -> tuple[str | None, str | None, int, int]:
    """Begin without a card; find one, lose it, find it again.

    Touches a file when a card is wanted and another when it is to go.  Gives what was said
    each time there was none, and how many blocks came each time there was one.
    """
    with opened() as card:
        before = card.microphone.trouble()
        waiting.touch()
        first = _blocks_in_half_a_second(card)
        lost.touch()
        after = _trouble_within(card, 20.0)
        return before, after, first, _blocks_in_half_a_second(card)


def _trouble_within(card: SoundCard, patience_s: float) -> str | None:
    end_s = time.perf_counter() + patience_s
    while card.microphone.trouble() is None and time.perf_counter() < end_s:
        time.sleep(0.01)
    return card.microphone.trouble()


def _blocks_in_half_a_second(card: SoundCard) -> int:
    end_s = time.perf_counter() + 60.0
    while card.microphone.trouble() is not None and time.perf_counter() < end_s:
        time.sleep(0.01)
    blocks: Queue[Block] = Queue()
    card.microphone.start(blocks)
    time.sleep(0.5)
    card.microphone.stop()
    return blocks.qsize()


def silence(*_: object) -> bytes:
    """Hear or give nothing."""
    return b""


def open_stale(index: int, name: str) -> list[str]:
    """Open a device that is not there (any more), both ways; gives the sentences."""
    from mit_trainer.hardware.pyaudio_io import PortAudio

    audio = PortAudio()
    stale = Device(index, name, "ALSA", 64, 64, RATE_HZ)
    says = []
    for open_one in (audio.open_input, audio.open_output):
        try:
            open_one(stale, silence)
        except DeviceTrouble as trouble:
            says.append(str(trouble))
    audio.close()
    return says


def with_broken_callbacks() -> tuple[bool, bool]:
    """Let both callbacks raise for half a second; gives whether both streams still run."""
    from mit_trainer.hardware.pyaudio_io import PortAudio

    def broken(*_: object) -> bytes:
        raise RuntimeError("a defect of ours")

    audio = PortAudio()
    streams = (
        audio.open_input(candidates(audio.devices(), Way.IN)[0], broken),
        audio.open_output(candidates(audio.devices(), Way.OUT)[0], broken),
    )
    for _ in range(50):  # an exception of a callback would surface in one of these calls
        time.sleep(0.01)
    running = (streams[0].active, streams[1].active)
    for stream in streams:
        stream.close()
    audio.close()
    return running


def leave_open() -> None:
    """Open a card and leave without closing it."""
    card = SoundCard()
    card.wait_until_opened()
    card.speaker.play(Sound(burst(), RATE_HZ))
