"""Where a voice is comfortable."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.calibration.criteria import read_criteria
from mit_trainer.calibration.voice_range import VoiceRange, low_tone_hz, voice_range
from mit_trainer.units import hertz, semitones

ROWS = read_criteria(places.CALIBRATION).voice


def test_an_even_glide_of_an_octave_by_hand() -> None:
    """Of a glide from 100 to 200 Hz the middle 60 % lie between 2.4 and 9.6 semitones."""
    f0_hz = hertz(np.linspace(0.0, 12.0, 1001), 100.0)

    found = voice_range(f0_hz, 0.01, ROWS)

    assert found is not None
    assert semitones(found.low_hz, 100.0) == pytest.approx(2.4, abs=0.02)
    assert semitones(found.high_hz, 100.0) == pytest.approx(9.6, abs=0.02)
    assert found.voiced_s == pytest.approx(10.0, abs=0.02)


def test_a_hum_on_one_tone_lies_in_the_middle_of_its_range() -> None:
    """One tone gives a minor third around it, no more."""
    found = voice_range(np.full(400, 150.0), 0.01, ROWS)

    assert found is not None
    assert found.middle_hz == pytest.approx(150.0)
    assert found.width_st == pytest.approx(3.0)


@pytest.mark.parametrize("n_voiced", [0, 1, 199])
def test_too_little_humming_gives_no_range(n_voiced: int) -> None:
    """Less than two seconds of voice is not a range."""
    f0_hz = np.full(1000, np.nan)
    f0_hz[:n_voiced] = 150.0

    assert voice_range(f0_hz, 0.01, ROWS) is None


@given(
    low_hz=st.floats(60.0, 300.0), width_st=st.floats(3.0, 24.0), interval_st=st.floats(0.0, 3.0)
)
def test_both_tones_lie_inside_the_range(
    low_hz: float, width_st: float, interval_st: float
) -> None:
    """Whatever the range, two tones up to a minor third apart do not leave it upward."""
    found = VoiceRange(low_hz, hertz(width_st, low_hz), 5.0)

    tone_hz = low_tone_hz(found, interval_st, ROWS)

    top_hz = hertz(interval_st, tone_hz)
    assert top_hz <= min(found.high_hz, 523.0) * 1.0001
    assert tone_hz >= found.low_hz * 0.9999 or top_hz == pytest.approx(523.0)
