"""Facts about the microphone's line; the test plays PortAudio."""

import time
from queue import Queue

import numpy as np
import pytest

from mit_trainer.capture.take import Block
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.devices import NO_MICROPHONE
from mit_trainer.hardware.input_line import DEAF, LOST, InputLine

RATE_HZ = 48000
AHEAD_S = 1000.0
PATIENCE_S = 5.0


class Card:
    """Calls back as a card would: 512 frames of a ramp each time, 30 ms after they were heard."""

    def __init__(self, line: InputLine) -> None:
        self._line = line
        self._n = 0

    def call(self, n_blocks: int, *, lost: bool = False, silent: bool = False) -> None:
        """Make some callbacks."""
        for _ in range(n_blocks):
            ramp = np.arange(self._n, self._n + 512, dtype=np.float32) * (not silent)
            now_s = 10.0 + (self._n + 512) / RATE_HZ + 0.03
            heard_s = 10.0 + self._n / RATE_HZ
            self._line.hear(ramp.tobytes(), heard_s + AHEAD_S, now_s + AHEAD_S, now_s, lost)
            self._n += 512


def connected() -> tuple[InputLine, Card]:
    """Have a line that a card is connected to."""
    line = InputLine()
    line.connect("test microphone", RATE_HZ)
    return line, Card(line)


def wait_for(blocks: "Queue[Block]", n: int) -> list[Block]:
    """Take so many blocks out of the queue."""
    return [blocks.get(timeout=PATIENCE_S) for _ in range(n)]


def test_between_start_and_stop_everything_arrives_and_nothing_else() -> None:
    """Callbacks before the start and after the stop stay away; all in between come, in order."""
    line, card = connected()
    blocks: Queue[Block] = Queue()
    card.call(3)
    line.start(blocks)
    card.call(20)
    line.stop()
    card.call(3)
    line.close()

    samples = np.concatenate([block.samples for block in wait_for(blocks, 20)])
    np.testing.assert_array_equal(samples, np.arange(3 * 512, 23 * 512))
    assert blocks.empty()


def test_a_block_says_when_it_was_heard() -> None:
    """The card's stamp comes out on the monotonic clock, 30 ms before the callback."""
    line, card = connected()
    blocks: Queue[Block] = Queue()
    line.start(blocks)
    card.call(5)
    line.close()

    heard_s = [block.heard_at_s for block in wait_for(blocks, 5)]
    np.testing.assert_allclose(heard_s, 10.0 + np.arange(5) * 512 / RATE_HZ, atol=1e-9)


def test_a_card_without_a_clock_gives_no_times() -> None:
    """Stamps of 0 mean that the card does not say: NaN, not 0."""
    line, _ = connected()
    blocks: Queue[Block] = Queue()
    line.start(blocks)
    line.hear(bytes(2048), 0.0, 0.0, 5.0, False)
    line.close()

    assert np.isnan(wait_for(blocks, 1)[0].heard_at_s)


def test_an_overflow_is_told_with_the_next_block() -> None:
    """The card's flag marks exactly the block before which samples were lost."""
    line, card = connected()
    blocks: Queue[Block] = Queue()
    line.start(blocks)
    card.call(2)
    card.call(1, lost=True)
    card.call(2)
    line.close()

    assert [block.lost_before for block in wait_for(blocks, 5)] == [False] * 2 + [True] + [
        False
    ] * 2


def test_a_full_queue_drops_counts_and_never_waits() -> None:
    """Somebody who does not take the blocks loses some, and is told with the next one."""
    line, card = connected()
    blocks: Queue[Block] = Queue(4)
    line.start(blocks)
    card.call(10)
    end_s = time.perf_counter() + PATIENCE_S
    while not blocks.full() and time.perf_counter() < end_s:
        time.sleep(0.001)
    first = wait_for(blocks, 4)
    time.sleep(0.05)
    card.call(1)
    after = wait_for(blocks, 1)
    line.close()

    assert not any(block.lost_before for block in first)
    assert after[0].lost_before


def test_the_callback_takes_less_than_a_tenth_of_a_millisecond() -> None:
    """Storing one block is a copy and nothing else (median of 1000)."""
    line, _ = connected()
    took_s = []
    for _ in range(1000):
        began_s = time.perf_counter()
        line.hear(bytes(2048), 1.0, 1.0, 1.0, False)
        took_s.append(time.perf_counter() - began_s)
    line.close()

    assert np.median(took_s) < 0.0001


def test_without_a_device_start_says_so() -> None:
    """Before anything was opened, and after it was lost, the sentence is the trouble's."""
    line = InputLine()
    with pytest.raises(DeviceTrouble, match="No microphone was found"):
        line.start(Queue())
    assert line.trouble() == NO_MICROPHONE
    line.connect("test microphone", RATE_HZ)
    assert line.trouble() is None
    line.disconnect(LOST)
    assert line.trouble() == LOST
    line.close()


def test_exact_silence_is_told_and_does_not_stop_the_blocks() -> None:
    """After a second of zeros there is a sentence; the blocks keep coming; sound ends it."""
    line, card = connected()
    blocks: Queue[Block] = Queue()
    line.start(blocks)
    card.call(94, silent=True)
    wait_for(blocks, 94)
    assert line.trouble() == DEAF
    card.call(1)
    wait_for(blocks, 1)
    assert line.trouble() is None
    line.close()


def test_a_device_of_another_rate_does_not_go_on_with_an_old_take() -> None:
    """Whoever listened counted on the old rate, so she gets nothing from the new device."""
    line, card = connected()
    blocks: Queue[Block] = Queue()
    line.start(blocks)
    card.call(1)
    wait_for(blocks, 1)
    line.disconnect(LOST)
    line.connect("another", 44100)
    card.call(3)
    line.close()

    assert blocks.empty()
    assert line.rate_hz == 44100
