"""Facts about the loudspeaker's line; the test plays PortAudio."""

import threading
import time

import numpy as np
import pytest

from mit_trainer.capture.take import Samples, Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.output_line import LOST, CardPlayback, OutputLine

RATE_HZ = 48000
AHEAD_S = 1000.0
DELAY_S = 0.02


class Card:
    """Asks for 512 frames at a time, which will be heard 20 ms later."""

    def __init__(self, line: OutputLine) -> None:
        self._line = line
        self.began_s = time.perf_counter()
        self._n = 0

    def ask(self, n_blocks: int) -> Samples:
        """Make some callbacks; gives everything that would be heard."""
        heard = []
        for _ in range(n_blocks):
            now_s = self.began_s + self._n / RATE_HZ
            data = self._line.fill(
                512, now_s + DELAY_S + AHEAD_S, now_s + AHEAD_S, now_s, lost=False
            )
            heard.append(np.frombuffer(data, np.float32))
            self._n += 512
        return np.concatenate(heard)


def connected() -> tuple[OutputLine, Card]:
    """Have a line that a card is connected to."""
    line = OutputLine()
    line.connect("test loudspeaker", RATE_HZ)
    return line, Card(line)


def is_done(playback: CardPlayback) -> bool:
    """Ask anew each time, which a type checker does not expect of a property."""
    return playback.done


def noise(n: int, seed: int = 1) -> Sound:
    """Make a sound that is nowhere zero."""
    return Sound(np.random.default_rng(seed).uniform(0.1, 0.8, n).astype(np.float32), RATE_HZ)


def test_two_sounds_are_heard_one_after_the_other_without_a_gap() -> None:
    """The second begins on the sample after the last of the first, whatever the block size."""
    line, card = connected()
    first, second = noise(1000, 1), noise(700, 2)
    one, two = line.play(first), line.play(second)
    heard = card.ask(5)

    np.testing.assert_array_equal(heard[:1000], first.samples)
    np.testing.assert_array_equal(heard[1000:1700], second.samples)
    assert not heard[1700:].any()
    assert one.started_at_s == pytest.approx(card.began_s + DELAY_S, abs=1e-6)
    assert two.started_at_s - one.started_at_s == pytest.approx(1000 / RATE_HZ, abs=1e-6)


def test_silence_goes_on_while_nothing_sounds() -> None:
    """The card always gets its full number of samples."""
    _, card = connected()

    assert not card.ask(3).any()


def test_the_start_is_missing_until_the_card_has_taken_the_first_sample() -> None:
    """Nobody can know before; NaN, not 0."""
    line, card = connected()
    playback = line.play(noise(100))
    assert np.isnan(playback.started_at_s)
    card.ask(1)
    assert playback.started_at_s == pytest.approx(card.began_s + DELAY_S, abs=1e-6)


def test_it_is_done_when_its_end_has_been_heard_not_when_it_was_handed_over() -> None:
    """A sound of 0.1 s that the card took at once is still sounding 0.1 s later, less its delay."""
    line, card = connected()
    playback = line.play(noise(4800))
    card.ask(10)
    assert not is_done(playback)
    while not is_done(playback):
        time.sleep(0.001)
    assert time.perf_counter() - card.began_s == pytest.approx(0.12, abs=0.05)
    assert time.perf_counter() - card.began_s >= 0.12


def test_stop_fades_out_within_five_milliseconds() -> None:
    """No click: after stop come at most 240 samples, none louder than a straight way down."""
    line, card = connected()
    playback = line.play(Sound(np.full(48000, 0.5, np.float32), RATE_HZ))
    card.ask(2)
    playback.stop()
    rest = card.ask(2)

    np.testing.assert_allclose(rest[:240], np.linspace(0.5, 0.0, 240), atol=1e-6)
    assert not rest[240:].any()


def test_after_a_stop_the_next_sound_follows() -> None:
    """Stopping one does not stop what waits behind it, and one that waited is simply gone."""
    line, card = connected()
    one, two, three = line.play(noise(9600, 1)), line.play(noise(960, 2)), line.play(noise(960, 3))
    card.ask(1)
    two.stop()
    one.stop()
    heard = card.ask(4)

    assert two.done
    assert np.isnan(two.started_at_s)
    np.testing.assert_array_equal(heard[240:1200], noise(960, 3).samples)
    assert three.started_at_s == pytest.approx(
        card.began_s + DELAY_S + (512 + 240) / RATE_HZ, abs=1e-6
    )


def test_another_rate_is_converted_and_keeps_its_place() -> None:
    """A prompt of 24 kHz sounds its full length, before the one that was given after it."""
    line, card = connected()
    slow = Sound(np.full(2400, 0.5, np.float32), 24000)
    first, second = line.play(slow), line.play(noise(480))
    heard, end_s = np.zeros(0, np.float32), time.perf_counter() + 5.0
    while np.isnan(second.started_at_s) and time.perf_counter() < end_s:
        heard = np.concatenate((heard, card.ask(1)))

    assert second.started_at_s - first.started_at_s == pytest.approx(0.1, abs=1e-6)
    assert np.count_nonzero(np.abs(heard - 0.5) < 0.05) == pytest.approx(4800, abs=50)


def test_a_lost_loudspeaker_is_told_and_nobody_waits_for_it_for_ever() -> None:
    """What sounded is not done while the trouble lasts, and holds nobody up after it."""
    line, card = connected()
    playing, waiting = line.play(noise(48000)), line.play(noise(100))
    card.ask(2)
    line.disconnect(LOST)

    assert line.trouble() == LOST
    assert not is_done(playing)
    assert not is_done(waiting)
    with pytest.raises(DeviceTrouble, match="loudspeaker is gone"):
        line.play(noise(100))
    line.connect("test loudspeaker", RATE_HZ)
    assert is_done(playing)
    assert is_done(waiting)
    assert not card.ask(2).any()


def test_a_card_without_a_clock_still_has_a_start() -> None:
    """Where the card says nothing, the callback's own time is the best there is."""
    line = OutputLine()
    line.connect("test loudspeaker", RATE_HZ)
    playback = line.play(noise(100))
    line.fill(512, 0.0, 0.0, 5.0, lost=False)

    assert playback.started_at_s == pytest.approx(5.0 + 512 / RATE_HZ)


def test_filling_takes_less_than_two_tenths_of_a_millisecond() -> None:
    """The callback copies and returns (median of 1000)."""
    line, card = connected()
    line.play(noise(1000 * 512))
    took_s = []
    for _ in range(1000):
        began_s = time.perf_counter()
        card.ask(1)
        took_s.append(time.perf_counter() - began_s)

    assert np.median(took_s) < 0.0002


def test_nothing_passes_one_decibel_below_full_scale() -> None:
    """A sound at full scale, and one with a value that is no number, stay at or below -1 dBFS."""
    loud = np.sin(np.arange(4800) / 20.0).astype(np.float32)
    loud[100] = np.nan
    line, card = connected()
    line.play(Sound(loud, RATE_HZ))
    for thread in threading.enumerate():
        if thread.name == "prepare-sound":
            thread.join(10.0)
    heard = card.ask(10)
    assert np.isfinite(heard).all()
    assert 0.5 < np.abs(heard).max() <= 10.0 ** (-1.0 / 20.0) + 1e-6


def test_a_loudspeaker_is_as_loud_as_it_is_set() -> None:
    """Set to -20 dB a sound comes with a tenth of its samples, and what sounded is counted."""
    line = OutputLine(lambda name: {"Headphones": -20.0}.get(name, 0.0))
    line.connect("Headphones", RATE_HZ)
    sound = noise(1000, 1)
    line.play(sound)
    heard = np.frombuffer(line.fill(2000, 1.0, 1.0, 1.0, lost=False), dtype=np.float32)
    np.testing.assert_allclose(heard[:1000], 0.1 * sound.samples, rtol=1e-6)
    assert line.sounded_s == pytest.approx(1000 / RATE_HZ)
    assert line.square_s == pytest.approx(
        np.sum(np.square(0.1 * sound.samples)) / RATE_HZ, rel=1e-5
    )
