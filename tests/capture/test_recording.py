"""Facts about recording an answer; the microphone is the simulated one."""

import threading
import time
from queue import Queue

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.capture.limits import read_limits
from mit_trainer.capture.recording import NOT_KEPT, TOO_LONG, Recording
from mit_trainer.capture.take import Block, Samples, Sound
from mit_trainer.errors import DeviceTrouble, StoreTrouble
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import UNPLUGGED, SimulatedMicrophone

RATE_HZ = 48000
VOICE = read_limits(places.ANSWER).voice
PATIENCE_S = 5.0


class Shelf:
    """Keeps what it is given, until it is full."""

    def __init__(self, trouble: Exception | None = None, holds: int = 10**9) -> None:
        self.kept: list[Samples] = []
        self._trouble = trouble
        self._holds = holds

    def write(self, samples: Samples) -> None:
        """Keep a piece, or raise."""
        if self._trouble is not None and len(self.kept) >= self._holds:
            raise self._trouble
        self.kept.append(samples)


class Studio:
    """A clock, a microphone in step with it, and a chirp to sing."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.microphone = SimulatedMicrophone(self.clock, in_step=True)
        self.clock.tell(self.microphone.hear)
        t = np.arange(RATE_HZ) / RATE_HZ
        chirp = 0.3 * np.sin(2 * np.pi * (200.0 * t + 300.0 * t**2))
        self.chirp = Sound(chirp.astype(np.float32), RATE_HZ)

    def record(self, sink: Shelf | None = None, longest_s: float = 300.0) -> Recording:
        """Begin to record."""
        return Recording.start(
            self.microphone,
            sink,
            VOICE,
            monotonic_s=self.clock.monotonic_s,
            longest_s=longest_s,
        )


@pytest.fixture
def studio() -> Studio:
    """Have a studio, its clock standing."""
    return Studio()


def place_of(needle: Samples, hay: Samples) -> int:
    """Find where the needle lies in the hay, by correlation."""
    size = 1 << (hay.size + needle.size).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(hay, size) * np.fft.rfft(needle, size).conj(), size)
    return int(np.argmax(likeness[: hay.size]))


def test_a_sound_is_found_in_the_take_at_its_time(studio: Studio) -> None:
    """A chirp that begins 0.75 s after the recording lies 0.75 s after the take's start."""
    recording = studio.record()
    sung_at_s = studio.clock.monotonic_s() + 0.75
    studio.microphone.sing(studio.chirp, sung_at_s)
    for _ in range(200):
        studio.clock.advance(0.01)
    take = recording.stop().result(PATIENCE_S)

    found_s = take.started_at_s + place_of(studio.chirp.samples, take.sound.samples) / RATE_HZ
    assert found_s == pytest.approx(sung_at_s, abs=1.5 / RATE_HZ)
    assert take.sound.duration_s == pytest.approx(2.0, abs=0.02)
    assert (take.n_gaps, take.ended_early) == (0, None)


def test_the_sink_gets_exactly_what_is_in_the_take(studio: Studio) -> None:
    """What is sealed and what is graded are the same samples, a gap included."""
    shelf = Shelf()
    recording = studio.record(shelf)
    studio.clock.advance(0.3)
    studio.microphone.lose(5)
    studio.clock.advance(0.5)
    take = recording.stop().result(PATIENCE_S)

    np.testing.assert_array_equal(np.concatenate(shelf.kept), take.sound.samples)
    assert take.n_gaps == 1
    assert take.sound.duration_s == pytest.approx(0.8, abs=0.02)


def test_while_it_runs_the_latest_sound_and_the_silence_are_there(studio: Studio) -> None:
    """After a chirp and one quiet second the meter says so, and the trace has its window."""
    recording = studio.record()
    studio.clock.advance(0.5)
    assert np.isnan(recording.meter.silence_s)
    studio.microphone.sing(studio.chirp, studio.clock.monotonic_s())
    studio.clock.advance(0.9)
    assert recording.meter.voice_heard
    assert recording.meter.silence_s == 0.0
    assert recording.latest(0.04).size == 1920
    assert np.abs(recording.latest(0.04)).max() > 0.2
    studio.clock.advance(1.1)
    assert recording.meter.silence_s == pytest.approx(1.0, abs=0.1)
    recording.stop().result(PATIENCE_S)


@pytest.mark.parametrize(
    ("trouble", "says"),
    [(OSError(28, "No space left on device"), NOT_KEPT), (StoreTrouble("Full."), "Full.")],
)
def test_a_full_disk_loses_nothing_from_memory(
    studio: Studio, trouble: Exception, says: str
) -> None:
    """The sink gives up after 20 blocks; the take is whole and the trouble is told."""
    shelf = Shelf(trouble, holds=20)
    recording = studio.record(shelf)
    studio.clock.advance(1.0)
    take = recording.stop().result(PATIENCE_S)

    assert recording.sink_trouble == says
    assert len(shelf.kept) == 20
    assert take.sound.duration_s == pytest.approx(1.0, abs=0.02)
    assert take.ended_early is None


def test_a_microphone_that_vanishes_ends_the_take_and_keeps_it(studio: Studio) -> None:
    """Unplugged after half a second: half a second is kept, with the reason, without a stop."""
    recording = studio.record()
    studio.clock.advance(0.5)
    studio.microphone.unplug()
    take = recording.take.result(PATIENCE_S)

    assert take.sound.duration_s == pytest.approx(0.5, abs=0.02)
    assert take.ended_early == UNPLUGGED
    assert recording.stop() is recording.take


def test_a_microphone_that_is_not_there_refuses_and_leaves_no_thread(studio: Studio) -> None:
    """The trouble comes at once, as the microphone's own sentence."""
    studio.microphone.unplug("No microphone was found; please plug one in.")
    before = threading.active_count()

    with pytest.raises(DeviceTrouble, match="No microphone was found"):
        studio.record()
    assert threading.active_count() == before


def test_a_very_long_answer_ends_by_itself_with_a_reason(studio: Studio) -> None:
    """The memory is bounded: after the longest time the take is complete and says why."""
    recording = studio.record(longest_s=2.0)
    studio.clock.advance(5.0)
    take = recording.take.result(PATIENCE_S)

    assert take.ended_early == TOO_LONG
    assert take.sound.duration_s == pytest.approx(2.0, abs=0.02)


def test_an_answer_ended_at_once_is_empty_and_no_error(studio: Studio) -> None:
    """Stopped before the first block: a take without samples, whose start is not known."""
    take = studio.record().stop().result(PATIENCE_S)

    assert take.sound.samples.size == 0
    assert np.isnan(take.started_at_s)


def test_nobody_waits_for_a_slow_disk(studio: Studio) -> None:
    """While one write takes half a second, start, stop and the questions take none."""
    writing, release = threading.Event(), threading.Event()

    class SlowShelf(Shelf):
        def write(self, samples: Samples) -> None:
            writing.set()
            release.wait(PATIENCE_S)
            super().write(samples)

    shelf = SlowShelf()
    studio.microphone = SimulatedMicrophone(studio.clock)  # not in step: it must not wait either
    recording = studio.record(shelf)
    studio.clock.advance(0.5)
    studio.microphone.hear()
    assert writing.wait(PATIENCE_S)
    began = time.perf_counter()
    future = recording.stop()
    recording.latest(0.04)
    recording.meter.voice_heard  # noqa: B018
    waited_s = time.perf_counter() - began
    release.set()

    assert future.result(PATIENCE_S).sound.duration_s == pytest.approx(0.5, abs=0.02)
    assert np.concatenate(shelf.kept).size == future.result().sound.samples.size
    assert waited_s < PATIENCE_S / 5  # the shelf was let go only afterwards


def test_a_card_without_stamps_still_ends() -> None:
    """Blocks that do not say their time keep coming; stop ends the take all the same."""

    class Timeless:
        rate_hz = RATE_HZ

        def __init__(self) -> None:
            self._over = threading.Event()

        def start(self, blocks: "Queue[Block]") -> None:
            def run() -> None:
                while not self._over.wait(0.005):
                    blocks.put(Block(np.ones(512, np.float32), float("nan"), False))

            threading.Thread(target=run, daemon=True).start()

        def stop(self) -> None:
            self._over.set()

        def trouble(self) -> str | None:
            return None

    recording = Recording.start(Timeless(), None, VOICE)
    while recording.duration_s < 0.2:
        time.sleep(0.005)
    take = recording.stop().result(PATIENCE_S)

    assert take.sound.duration_s >= 0.2
    assert np.isnan(take.started_at_s)
