"""Loudness against the numbers that ITU-R BS.1770 and EBU R 128 print."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.capture.take import Samples
from mit_trainer.prompt.loudness import at_loudness, limited, loudness_lufs
from mit_trainer.units import amplitude

RATE_HZ = 48_000


def sine(hz: float, level_db: float, seconds: float, rate_hz: int = RATE_HZ) -> Samples:
    """Make a sine whose peak has this level."""
    at_s = np.arange(int(seconds * rate_hz)) / rate_hz
    return (amplitude(level_db) * np.sin(2 * np.pi * hz * at_s)).astype(np.float32)


@pytest.mark.parametrize("rate_hz", [24_000, 44_100, 48_000])
def test_the_reference_tone_of_the_standard(rate_hz: int) -> None:
    """A full-scale sine of 997 Hz in one channel reads -3.01 LUFS."""
    assert loudness_lufs(sine(997.0, 0.0, 3.0, rate_hz), rate_hz) == pytest.approx(-3.01, abs=0.05)


def test_level_moves_loudness_one_to_one() -> None:
    """Twenty decibels less are twenty LU less."""
    assert loudness_lufs(sine(997.0, -20.0, 3.0), RATE_HZ) == pytest.approx(-23.01, abs=0.05)


def test_low_tones_count_less() -> None:
    """The weighting turns 40 Hz down by about 5.5 dB against 1 kHz."""
    difference = loudness_lufs(sine(997.0, -20.0, 3.0), RATE_HZ) - loudness_lufs(
        sine(40.0, -20.0, 3.0), RATE_HZ
    )
    assert 4.5 < difference < 7.5


def test_pauses_do_not_count() -> None:
    """Tone and as much silence are as loud as the tone alone, within the blocks at the border."""
    tone = sine(997.0, -20.0, 4.0)
    with_pause = np.concatenate((tone, np.zeros(4 * RATE_HZ, dtype=np.float32)))
    assert loudness_lufs(with_pause, RATE_HZ) == pytest.approx(-23.01, abs=0.3)


def test_soft_parts_do_not_count() -> None:
    """What lies more than 10 LU below the rest is left out, so a murmur changes nothing."""
    with_murmur = np.concatenate((sine(997.0, -20.0, 4.0), sine(997.0, -45.0, 4.0)))
    assert loudness_lufs(with_murmur, RATE_HZ) == pytest.approx(-23.01, abs=0.3)


def test_silence_stays_silence() -> None:
    """Nothing is made of nothing."""
    silence = np.zeros(RATE_HZ, dtype=np.float32)
    assert loudness_lufs(silence, RATE_HZ) == float("-inf")
    assert not at_loudness(silence, RATE_HZ).any()


def test_sounds_are_brought_to_one_loudness() -> None:
    """A loud and a soft tone come out at -23 LUFS."""
    for level_db in (-3.0, -40.0):
        same = at_loudness(sine(400.0, level_db, 2.0), RATE_HZ)
        assert loudness_lufs(same, RATE_HZ) == pytest.approx(-23.0, abs=0.01)


@given(level_db=st.floats(-20.0, 20.0), hz=st.floats(60.0, 4000.0))
def test_nothing_passes_the_ceiling(level_db: float, hz: float) -> None:
    """However loud a sound comes, its peak stays at -1 dBFS; what is below stays untouched."""
    tone = sine(hz, level_db, 0.3)
    safe = limited(tone, RATE_HZ)
    assert np.abs(safe).max() <= amplitude(-1.0) + 1e-6
    if level_db < -1.0:
        np.testing.assert_array_equal(safe, tone)


def test_the_limiter_turns_down_only_around_the_peak() -> None:
    """A soft tone half a second away from a bang keeps its level."""
    tone = sine(300.0, -20.0, 2.0)
    tone[RATE_HZ : RATE_HZ + 480] *= 20.0
    safe = limited(tone, RATE_HZ)
    np.testing.assert_array_equal(safe[: RATE_HZ // 2], tone[: RATE_HZ // 2])
    assert np.abs(safe).max() <= amplitude(-1.0) + 1e-6
