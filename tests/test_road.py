"""The whole road as a person goes it: a real window, real clicks, a real microphone.

The app runs as its own process on a virtual screen and a virtual sound card.  A hand
clicks and taps through the X server; an answer is a synthetic voice that sounds in the
air before PortAudio's microphone.  The app is killed in the middle of an answer and
started again.
"""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mit_trainer.hardware.clock import SystemClock
from mit_trainer.phrase.find import find
from mit_trainer.places import DataFolder
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.record import AttemptMade, JudgementGiven, OpinionGiven, PhraseFinished, TakeFound
from mit_trainer.simulated.voice import Performance, Singer, sing
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.layout import practice as practice_places
from mit_trainer.ui.layout_more import home as home_places
from mit_trainer.ui.theme import Sizes
from mit_trainer.vault.keys import make_key_file
from mit_trainer.wiring.records import open_records
from tests.sound_card import SoundCard

WIDTH, HEIGHT = 1280, 800
PATIENCE_S = 90.0
SIZES = Sizes.of(WIDTH, HEIGHT)
HOME = home_places(WIDTH, HEIGHT, "left", SIZES)
PRACTICE = practice_places(WIDTH, HEIGHT, "left", SIZES)
TONIC_HZ = 150.0
LOOK_S = 0.5  # a touch right after the screen has changed is not meant, and not taken

pytestmark = pytest.mark.slow


class App:
    """The running app, its window and what it tells."""

    def __init__(self, environment: dict[str, str]) -> None:
        words = [sys.executable, "-m", "mit_trainer", "app", "--log"]
        self._process = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)
        self._lines: queue.Queue[str] = queue.Queue()
        self.told: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._window = ""

    def _read(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as told:
            for line in told:
                self._lines.put(line.strip())

    def until(self, pattern: str) -> dict[str, str]:
        """Wait until it tells a line of that pattern, and give what the line says."""
        end_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < end_s:
            try:
                line = self._lines.get(timeout=0.2)
            except queue.Empty:
                assert self._process.poll() is None, "\n".join(self.told)
                continue
            self.told.append(line)
            if re.search(pattern, line):
                return dict(re.findall(r"(\w+)=(\S+)", line))
        raise AssertionError(f"never told {pattern!r}:\n" + "\n".join(self.told))

    def click(self, place: Rect) -> None:
        """Click into the middle of a place on the window."""
        if not self._window:
            found = _xdotool("search", "--onlyvisible", "--pid", str(self._process.pid))
            self._window = found.split()[0]
        x, y = place.x + place.width / 2, HEIGHT - place.y - place.height / 2
        _xdotool("mousemove", "--window", self._window, str(round(x)), str(round(y)))
        time.sleep(LOOK_S)
        _xdotool("mousedown", "1")
        time.sleep(0.05)  # a finger stays for a moment
        _xdotool("mouseup", "1")

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        """Let nothing of it stay."""
        if self._process.poll() is None:
            self.kill()
        self._reader.join(30.0)  # it ends with the last process that could still tell something


def _xdotool(*words: str) -> str:
    return subprocess.run(
        ["xdotool", *words], check=True, stdout=subprocess.PIPE, text=True, timeout=30
    ).stdout


def _answer_to(phrase: str, manner: str, folder: Path) -> Path:
    """Sing a phrase of the deck perfectly, an octave of one's own, into a file."""
    path = folder / f"{phrase}-{manner}.wav"
    if not path.exists():
        tune = plan(find(phrase).phrase, Style(3.0, 80.0, 1.25, 3.0), TONIC_HZ)
        sung = sing(tune, Manner(manner), Singer(tonic_hz=TONIC_HZ), Performance(), 1)
        soundfile.write(path, sung.sound.samples, sung.sound.rate_hz, subtype="FLOAT")
    return path


@pytest.fixture
def environment(display: str, sound_card: SoundCard, data_folder: Path) -> dict[str, str]:
    """Give the app a screen, a sound card and a key file of its own."""
    data_folder.mkdir()
    key = data_folder / "book.key"
    make_key_file(key)
    return {**os.environ, **sound_card.environment, "DISPLAY": display}


@contextmanager
def room(card: SoundCard, folder: Path) -> Iterator[None]:
    """Let the microphone hear a quiet room; one that hears exact zeros is taken for lost."""
    chance = np.random.default_rng(0)
    noise = 1e-4 * chance.standard_normal(48000 * 600)
    soundfile.write(folder / "room.wav", noise, 48000, subtype="FLOAT")
    with card.playing_into_air(folder / "room.wav"):
        yield


@contextmanager
def running(environment: dict[str, str]) -> Iterator[App]:
    """Have the app open, and gone afterwards."""
    app = App(environment)
    try:
        yield app
    finally:
        app.end()


def practise_one_phrase(app: App, card: SoundCard, folder: Path) -> str:
    """Lead one phrase from hum to probe: press, sing, tap, judge; gives its name."""
    while True:
        now = app.until(
            r"stage=(ready|together|your-turn|judge|between) .*press=(?!nothing)|stage=judge"
        )
        match now["stage"]:
            case "together" | "your-turn":
                with card.playing_into_air(_answer_to(now["phrase"], "intoned", folder)) as voice:
                    for _ in range(3):
                        app.click(PRACTICE.pad)
                    voice.wait()
                app.click(PRACTICE.button)
            case "judge":
                app.click(PRACTICE.judge[0])
            case "between":
                return now["phrase"]
            case _:
                app.click(PRACTICE.button)


def test_a_phrase_from_hum_to_probe_and_a_power_cut(
    environment: dict[str, str], sound_card: SoundCard, data_folder: Path, tmp_path: Path
) -> None:
    """A phrase earns its four points by clicks alone; a kill mid-answer loses nothing."""
    with room(sound_card, tmp_path), running(environment) as app:
        app.until("stage=home unfinished=False")
        app.click(HOME.begin)
        first = practise_one_phrase(app, sound_card, tmp_path)
        app.click(PRACTICE.button)
        while (now := app.until(r"stage=(ready|together) .*press=(start|done)"))[
            "stage"
        ] == "ready":
            app.click(PRACTICE.button)
        with sound_card.playing_into_air(_answer_to(now["phrase"], "intoned", tmp_path)):
            time.sleep(2.0)
            app.kill()
    interrupted = now
    with room(sound_card, tmp_path), running(environment) as app:
        app.until("stage=home unfinished=True")
        app.click(HOME.begin)
        resumed = app.until(r"stage=(ready|preparing|instruction|together) ")
        app.click(PRACTICE.stop)
        app.until("stage=goodbye")

    assert (resumed["phrase"], resumed["step"]) == (interrupted["phrase"], interrupted["step"])
    facts = _facts(data_folder)
    finished = [fact for fact in facts if isinstance(fact, PhraseFinished)]
    assert [(f.phrase, f.points, f.points_max, f.dropped) for f in finished] == [
        (first, 4, 4, False)
    ]
    judged = [fact for fact in facts if isinstance(fact, JudgementGiven)]
    assert [fact.verdict for fact in judged] == ["understood"] * 4
    _check_answers(facts, first, data_folder)


def _check_answers(facts: list[Any], first: str, folder: Path) -> None:
    takes = [f for f in facts if isinstance(f, AttemptMade) and f.take is not None]
    assert [f.phrase for f in takes].count(first) == 4
    cut_off = [f for f in takes if f.phrase != first]
    assert len(cut_off) == 1, "the answer that was cut off is in the book"
    assert cut_off[0].take is not None
    assert cut_off[0].take.duration_s > 1.0
    assert cut_off[0].ended_early is not None
    opinions = {f.attempt: f.grade for f in facts if isinstance(f, OpinionGiven)}
    alone = [f for f in takes if f.phrase == first and f.step in {"repeat", "probe"}]
    assert [len(f.taps_s) for f in alone] == [3, 0], "a probe is not tapped"
    for fact in alone:
        grade = opinions[fact.attempt]
        # A busy machine may fetch the sound too late; then the grade says so.
        assert _heard_right(grade) or (fact.n_gaps > 0 and not grade["measurable"]["rhythm"])
    assert any(_heard_right(opinions[fact.attempt]) for fact in alone)


def _heard_right(grade: dict[str, Any]) -> bool:
    """All syllables, and the low tone within 20 cents of what was sung."""
    low = [s["f0_hz"] for s in grade["syllables"] if not s["stress"] and s["f0_hz"]]
    near = bool(low) and low[0] == pytest.approx(TONIC_HZ, rel=0.0116)
    return near and grade["syllables_found"] == grade["syllables_expected"]


def _facts(folder: Path) -> list[Any]:
    book = open_records(DataFolder(folder), SystemClock())
    try:
        [patient] = book.ledger.patients().result()
        summaries = book.ledger.summaries(patient.fact.patient).result()
        facts = []
        for summary in summaries:
            for entry in book.ledger.session(summary.session).result():
                facts.append(entry.fact)
                take = getattr(entry.fact, "take", None)
                if take is not None and not isinstance(entry.fact, TakeFound):
                    assert book.takes.read(take).duration_s == pytest.approx(take.duration_s)
        assert book.verify().result().troubles == ()
        return facts
    finally:
        book.close()
