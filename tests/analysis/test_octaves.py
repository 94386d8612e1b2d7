"""Harmonics tell the octave."""

import numpy as np
import pytest

from mit_trainer.analysis.octaves import raised, stretches
from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.units import Floats

T_S = np.arange(0.05, 0.75, 0.01)


def harmonics(f0_hz: float, odd: float) -> Floats:
    """Add harmonics that fall by their number; the odd ones so much weaker."""
    t_s = np.arange(round(0.8 * RATE_HZ)) / RATE_HZ
    numbers = np.arange(1, int(5000.0 / f0_hz))
    size = np.where(numbers % 2 == 1, odd, 1.0) / numbers
    waves = np.sin(2.0 * np.pi * f0_hz * numbers[:, None] * t_s)
    return np.asarray(0.1 * size @ waves, dtype=np.float64)


@pytest.mark.parametrize("f0_hz", [80.0, 150.0, 250.0])
@pytest.mark.parametrize(("odd", "factor"), [(0.0, 2.0), (0.14, 2.0), (0.6, 1.0), (1.0, 1.0)])
def test_a_stretch_without_odd_harmonics_is_raised(f0_hz: float, odd: float, factor: float) -> None:
    """Odd harmonics 17 dB weaker or absent mean an octave more, 4 dB weaker do not."""
    found = np.full(T_S.size, f0_hz)

    np.testing.assert_array_equal(raised(harmonics(f0_hz, odd), T_S, found), factor * found)


@pytest.mark.parametrize(("next_hz", "factor"), [(262.0, 1.0), (524.0, 2.0)])
def test_what_is_clearly_right_keeps_its_surroundings(next_hz: float, factor: float) -> None:
    """220 Hz without odd harmonics is 440 Hz beside a clear 524 Hz, and 220 beside 262.

    A room can swallow harmonics of one tone; the voice does not leap by nine semitones
    because of it.
    """
    both = np.concatenate((harmonics(220.0, 0.1), harmonics(next_hz, 1.0)))
    t_s = np.concatenate((T_S, T_S + 0.8))
    found = np.concatenate((np.full(T_S.size, 220.0), [np.nan], np.full(T_S.size - 1, next_hz)))

    expected = np.where(found == 220.0, factor * found, found)
    np.testing.assert_array_equal(raised(both, t_s, found), expected)


def test_stretches_end_at_gaps_and_jumps() -> None:
    """A run ends where the voice does, and where it jumps by an octave."""
    f0_hz = np.array([np.nan, 100.0, 101.0, np.nan, 100.0, 200.0, 201.0])

    assert stretches(f0_hz) == [slice(1, 3), slice(4, 5), slice(5, 7)]
