"""Facts about the simulated microphone, beyond the contract that all microphones keep."""

import threading
import time
from queue import Queue

import numpy as np
import pytest

from mit_trainer.capture.take import Block, Samples, Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.clock import SystemClock
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import UNPLUGGED, Pulse, SimulatedMicrophone

RATE_HZ = 48000


def chirp(seconds: float = 0.5) -> Sound:
    """Make a sound that lies at one place only."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return Sound((0.5 * np.sin(2 * np.pi * (300 * t + 900 * t**2))).astype(np.float32), RATE_HZ)


def listening() -> tuple[HandClock, SimulatedMicrophone, "Queue[Block]"]:
    """Have a microphone that listens, and its clock."""
    clock = HandClock()
    microphone = SimulatedMicrophone(clock)
    clock.tell(microphone.hear)
    blocks: Queue[Block] = Queue()
    microphone.start(blocks)
    return clock, microphone, blocks


def joined(blocks: "Queue[Block]") -> Samples:
    """Put everything together that has arrived."""
    return np.concatenate([blocks.get_nowait().samples for _ in range(blocks.qsize())])


def test_a_sound_is_heard_at_its_sample_over_the_room() -> None:
    """What is sung 0.2 s after the start lies at sample 9600, less than -60 dB of room on it."""
    clock, microphone, blocks = listening()
    microphone.sing(chirp(), clock.monotonic_s() + 0.2)
    for _ in range(100):
        clock.advance(0.0101)
    heard = joined(blocks)

    assert np.abs(heard[:9600]).max() < 0.003
    np.testing.assert_allclose(heard[9600 : 9600 + 24000], chirp().samples, atol=0.003)


def test_the_room_is_never_exactly_silent() -> None:
    """Exact zeros are the mark of a missing device, so the room is faint, not zero."""
    clock, _, blocks = listening()
    clock.advance(1.0)
    heard = joined(blocks)

    assert 20 * np.log10(np.sqrt(np.mean(heard**2))) == pytest.approx(-70.0, abs=0.5)


def test_a_sound_of_the_past_is_heard_from_now_on() -> None:
    """Sung 0.1 s too late, its first 0.1 s is lost and the rest is in place."""
    clock, microphone, blocks = listening()
    sung_at_s = clock.monotonic_s()
    clock.advance(0.1)
    heard_before = blocks.qsize() * 512
    microphone.sing(chirp(), sung_at_s)
    clock.advance(0.4)
    heard = joined(blocks)

    np.testing.assert_allclose(
        heard[heard_before:], chirp().samples[heard_before : heard.size], atol=0.003
    )


@pytest.mark.parametrize("step_s", [0.0005, 0.01, 0.3])
def test_the_pace_of_the_clock_changes_nothing(step_s: float) -> None:
    """However the time is moved, the samples are the same bit by bit."""
    clock, microphone, blocks = listening()
    microphone.sing(chirp(), clock.monotonic_s() + 0.2)
    for _ in range(round(0.9 / step_s)):
        clock.advance(step_s)
    other_clock, other, other_blocks = listening()
    other.sing(chirp(), other_clock.monotonic_s() + 0.2)
    other_clock.advance(0.9)

    np.testing.assert_array_equal(joined(blocks)[:40000], joined(other_blocks)[:40000])


def test_lost_blocks_are_marked_and_leave_a_hole_in_time() -> None:
    """After 5 lost blocks the next one says so, and its stamp is 6 blocks later."""
    clock, microphone, blocks = listening()
    clock.advance(0.1)
    microphone.lose(5)
    clock.advance(0.2)
    arrived = [blocks.get_nowait() for _ in range(blocks.qsize())]

    (after,) = [k for k, block in enumerate(arrived) if block.lost_before]
    gap_s = arrived[after].heard_at_s - arrived[after - 1].heard_at_s
    assert gap_s == pytest.approx(6 * 512 / RATE_HZ)


def test_unplugged_it_is_silent_says_so_and_comes_back() -> None:
    """No block comes while it is out; plugged in, the first one tells of the hole."""
    clock, microphone, blocks = listening()
    clock.advance(0.1)
    n_before = blocks.qsize()
    microphone.unplug()
    clock.advance(0.5)
    assert blocks.qsize() == n_before
    assert microphone.trouble() == UNPLUGGED
    with pytest.raises(DeviceTrouble, match="microphone is gone"):
        microphone.start(Queue())
    microphone.plug_in()
    clock.advance(0.1)
    arrived = [blocks.get_nowait() for _ in range(blocks.qsize())]

    assert microphone.trouble() is None
    assert arrived[n_before].lost_before
    assert arrived[n_before].heard_at_s - arrived[0].heard_at_s == pytest.approx(0.6, abs=0.002)


def test_another_rate_is_a_mistake_of_ours() -> None:
    """A voice made for another rate would sound at a wrong pitch."""
    _, microphone, _ = listening()

    with pytest.raises(ValueError, match="48000 Hz, not 44100 Hz"):
        microphone.sing(Sound(np.zeros(10, np.float32), 44100), 0.0)


def test_in_step_the_clock_waits_for_whoever_records() -> None:
    """When `advance` returns, a slow listener has taken everything in."""
    clock = HandClock()
    microphone = SimulatedMicrophone(clock, in_step=True)
    clock.tell(microphone.hear)
    blocks: Queue[Block] = Queue()
    taken = []

    def slowly() -> None:
        while (block := blocks.get()).samples.size:
            time.sleep(0.002)
            taken.append(block)
            blocks.task_done()

    listener = threading.Thread(target=slowly)
    listener.start()
    microphone.start(blocks)
    clock.advance(0.2)
    n_taken = len(taken)
    microphone.stop()
    blocks.put(Block(np.zeros(0, np.float32), 0.0, False))
    listener.join()

    assert n_taken == 18  # 9600 samples hold 18 whole blocks


def test_in_real_time_it_hears_as_fast_as_time_goes() -> None:
    """With the computer's clock and a pulse, half a second brings half a second of sound."""
    microphone = SimulatedMicrophone(SystemClock())
    pulse = Pulse(microphone)
    blocks: Queue[Block] = Queue()
    outer_s = time.perf_counter()
    microphone.start(blocks)
    inner_s = time.perf_counter()
    time.sleep(0.5)
    at_least_s = time.perf_counter() - inner_s - 0.011  # a block that is not full is not heard
    microphone.stop()
    at_most_s = time.perf_counter() - outer_s
    pulse.stop()

    assert at_least_s < joined(blocks).size / RATE_HZ < at_most_s
