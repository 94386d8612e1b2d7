"""Facts about noticing a microphone that hears nothing."""

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.hardware.quiet_watch import QuietWatch

RATE_HZ = 48000


def zeros(seconds: float) -> Samples:
    """Make what an unplugged microphone gives."""
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def hiss(seconds: float) -> Samples:
    """Make the faintest room there is: one step of a 16-bit converter."""
    chance = np.random.default_rng(2)
    n = round(seconds * RATE_HZ)
    return (chance.integers(-1, 2, n) / 32768.0).astype(np.float32)


def watch_after(*pieces: Samples) -> QuietWatch:
    """Let the watch see the pieces in blocks of 512."""
    watch = QuietWatch(RATE_HZ)
    samples = np.concatenate(pieces)
    for start in range(0, samples.size, 512):
        watch.add(samples[start : start + 512])
    return watch


def test_exact_zeros_are_noticed_after_seven_tenths_of_a_second() -> None:
    """0.6 s of zeros is nothing yet, 0.8 s is."""
    assert not watch_after(hiss(1.0), zeros(0.6)).deaf
    assert watch_after(hiss(1.0), zeros(0.8)).deaf
    assert watch_after(zeros(0.8)).deaf


def test_the_faintest_room_is_not_deaf() -> None:
    """A single step of the converter now and then is a room, not a missing device."""
    assert not watch_after(hiss(10.0)).deaf


def test_it_hears_again_as_soon_as_there_is_sound() -> None:
    """Plugged in again, the trouble is over."""
    assert not watch_after(hiss(1.0), zeros(3.0), hiss(0.05)).deaf


def test_a_noise_gate_is_learned() -> None:
    """A microphone that closes in pauses of 1.5 s and opens again is not called unplugged."""
    gated = (hiss(1.0), zeros(1.5), hiss(1.0), zeros(1.5))

    assert watch_after(*gated[:2]).deaf
    assert not watch_after(*gated).deaf
    assert watch_after(*gated, zeros(2.0)).deaf
