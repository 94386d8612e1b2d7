"""Conversions, against values known from music and by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.units import amplitude, hertz, level_db, semitones


def test_an_octave_is_twelve_semitones() -> None:
    """Doubling the frequency is twelve semitones, halving it minus twelve."""
    assert semitones(440.0, 220.0) == pytest.approx(12.0)
    assert semitones(110.0, 220.0) == pytest.approx(-12.0)


def test_middle_c_lies_nine_semitones_below_concert_a() -> None:
    """Middle C is 261.626 Hz in the equal temperament table."""
    assert hertz(-9.0, 440.0) == pytest.approx(261.626, abs=0.001)


def test_what_has_no_pitch_stays_nan() -> None:
    """0 Hz is how some trackers say unvoiced; it must not become minus infinity."""
    heights = semitones(np.array([0.0, np.nan, -5.0, 200.0]), 200.0)

    np.testing.assert_array_equal(heights, [np.nan, np.nan, np.nan, 0.0])


@given(st.floats(-60, 60), st.floats(20, 2000))
def test_there_and_back(height_st: float, base_hz: float) -> None:
    """Semitones to hertz and back gives the same height."""
    assert semitones(hertz(height_st, base_hz), base_hz) == pytest.approx(height_st, abs=1e-9)


def test_levels_by_hand() -> None:
    """A full-scale square wave is 0 dB, half of it -6.02 dB, silence has none."""
    square = np.array([1.0, -1.0] * 10, dtype=np.float32)

    assert level_db(square) == pytest.approx(0.0)
    assert level_db(square / 2) == pytest.approx(-6.0206, abs=1e-3)
    assert level_db(np.zeros(4, dtype=np.float32)) == -math.inf
    assert level_db(np.zeros(0, dtype=np.float32)) == -math.inf
    assert amplitude(-6.0206) == pytest.approx(0.5, abs=1e-5)
