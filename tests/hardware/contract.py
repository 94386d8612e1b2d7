"""What every microphone and every loudspeaker must do, real or simulated.

Each fact is a function that is given the pair and raises `AssertionError`; ``pass_time``
lets the time go on, by waiting or by setting a clock.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue

import numpy as np
import pytest

from mit_trainer.capture.take import Block, Sound
from mit_trainer.ports import Microphone, Playback, Speaker

RATE_HZ = 48000
FRAME_S = 0.0167  # one frame of the screen: no method of a port takes longer


@dataclass(frozen=True)
class Pair:
    """The two devices, their clock, and a way to let time pass."""

    microphone: Microphone
    speaker: Speaker
    now_s: Callable[[], float]
    pass_time: Callable[[float], None]

    def until(self, happened: Callable[[], bool], patience_s: float = 5.0) -> None:
        """Let time pass in small steps until it happened."""
        end_s = self.now_s() + patience_s
        while not happened():
            assert self.now_s() < end_s, "it did not happen in time"
            self.pass_time(0.002)

    def listen(self, seconds: float) -> list[Block]:
        """Listen for so long and give what arrived."""
        blocks: Queue[Block] = Queue()
        self.microphone.start(blocks)
        self.pass_time(seconds)
        self.microphone.stop()
        self.pass_time(0.1)
        return emptied(blocks)


def emptied(blocks: "Queue[Block]") -> list[Block]:
    """Take everything out of a queue."""
    taken = []
    while True:
        try:
            taken.append(blocks.get_nowait())
        except Empty:
            return taken


def noise(seconds: float) -> Sound:
    """Make a soft noise."""
    chance = np.random.default_rng(5)
    n = round(seconds * RATE_HZ)
    return Sound(chance.uniform(-0.1, 0.1, n).astype(np.float32), RATE_HZ)


def quick(call: Callable[[], object]) -> None:
    """Hold the fastest of three calls to one frame: a busy machine is not our fault."""
    took_s = []
    for _ in range(3):
        began_s = time.perf_counter()
        call()
        took_s.append(time.perf_counter() - began_s)
    assert min(took_s) < FRAME_S


def blocks_are_mono_float32_and_lie_end_to_end(pair: Pair) -> None:
    """Each block begins where the one before it ended, to a millisecond, but for lost ones."""
    blocks = pair.listen(0.6)
    heard = sum(block.samples.size for block in blocks) / pair.microphone.rate_hz
    assert heard == pytest.approx(0.6, abs=0.15)
    assert all(block.samples.dtype == np.float32 for block in blocks)
    assert all(block.samples.ndim == 1 for block in blocks)
    starts_s = np.array([block.heard_at_s for block in blocks])
    ends_s = starts_s + np.array([b.samples.size for b in blocks]) / pair.microphone.rate_hz
    assert np.median(np.abs(starts_s[1:] - ends_s[:-1])) < 0.001
    assert pair.microphone.trouble() is None


def blocks_were_heard_while_it_listened(pair: Pair) -> None:
    """Stamps lie between start and stop on the monotonic clock, give or take a buffer."""
    before_s = pair.now_s()
    blocks = pair.listen(0.3)
    assert blocks
    assert before_s - 0.1 <= blocks[0].heard_at_s <= before_s + 0.2
    assert blocks[-1].heard_at_s <= pair.now_s()


def after_stop_nothing_comes_and_it_can_start_again(pair: Pair) -> None:
    """Each start has its own queue; a stopped one stays as it was."""
    first: Queue[Block] = Queue()
    pair.microphone.start(first)
    pair.until(lambda: not first.empty())
    pair.microphone.stop()
    pair.pass_time(0.1)
    emptied(first)
    assert pair.listen(0.2)
    assert first.empty()


def start_and_stop_of_the_microphone_are_quick(pair: Pair) -> None:
    """Nobody waits for the microphone."""
    quick(lambda: pair.microphone.start(Queue()))
    quick(pair.microphone.stop)
    quick(pair.microphone.trouble)


def a_sound_begins_soon_lasts_its_time_and_is_done(pair: Pair) -> None:
    """From play to the first sample less than 0.2 s; done when the last one was heard."""
    asked_s = pair.now_s()
    playback = pair.speaker.play(noise(0.3))
    assert not playback.done
    pair.until(lambda: playback.started_at_s > 0.0)
    assert asked_s <= playback.started_at_s <= asked_s + 0.2
    pair.until(lambda: playback.done)
    late_s = pair.now_s() - playback.started_at_s - 0.3
    assert -0.001 <= late_s <= 0.1
    assert pair.speaker.trouble() is None


def sounds_wait_for_each_other(pair: Pair) -> None:
    """Queued, a second sound begins where the first ends; its start is not known before."""
    one, two = pair.speaker.play(noise(0.25)), pair.speaker.play(noise(0.1))
    pair.until(lambda: one.started_at_s > 0.0)
    assert np.isnan(two.started_at_s)
    pair.until(lambda: two.done)
    assert two.started_at_s - one.started_at_s == pytest.approx(0.25, abs=0.002)


def stop_ends_a_sound_soon_and_lets_the_next_one_in(pair: Pair) -> None:
    """Stop ends a long sound within the buffers; one that waited never starts."""
    long, never, after = (pair.speaker.play(noise(s)) for s in (30.0, 0.1, 0.1))
    pair.until(lambda: long.started_at_s > 0.0)
    never.stop()
    long.stop()
    stopped_s = pair.now_s()
    pair.until(lambda: long.done)
    assert pair.now_s() - stopped_s < 0.2
    assert never.done
    assert np.isnan(never.started_at_s)
    pair.until(lambda: after.done)
    long.stop()  # once more does no harm


def play_and_stop_of_the_loudspeaker_are_quick(pair: Pair) -> None:
    """Nobody waits for the loudspeaker either."""
    playing: list[Playback] = []
    quick(lambda: playing.append(pair.speaker.play(noise(5.0))))
    quick(pair.speaker.trouble)
    for playback in playing:
        quick(playback.stop)
    pair.until(lambda: all(playback.done for playback in playing))


FACTS = {
    fact.__name__: fact
    for fact in (
        blocks_are_mono_float32_and_lie_end_to_end,
        blocks_were_heard_while_it_listened,
        after_stop_nothing_comes_and_it_can_start_again,
        start_and_stop_of_the_microphone_are_quick,
        a_sound_begins_soon_lasts_its_time_and_is_done,
        sounds_wait_for_each_other,
        stop_ends_a_sound_soon_and_lets_the_next_one_in,
        play_and_stop_of_the_loudspeaker_are_quick,
    )
}
