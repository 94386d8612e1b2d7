"""Praat, as it is set here, hears the pitch that is there."""

import numpy as np
import pytest

from mit_trainer.praat.listen import contour
from mit_trainer.units import Floats

RATE_HZ = 16000
CENTS = 5.0


def buzz(f0_hz: float, duration_s: float = 1.0) -> Floats:
    """Add ten harmonics that fall by their number; the sum is the truth."""
    t = np.arange(int(duration_s * RATE_HZ)) / RATE_HZ
    harmonics = [np.sin(2.0 * np.pi * f0_hz * h * t) / h for h in range(1, 11)]
    return np.asarray(0.1 * np.sum(harmonics, axis=0), dtype=np.float64)


@pytest.mark.parametrize("f0_hz", [75.0, 110.0, 200.0, 330.0, 440.0])
def test_a_steady_tone_is_heard_at_its_pitch(f0_hz: float) -> None:
    """From a deep man to a high woman the median is within five cents of the sum's own pitch."""
    heard = contour(buzz(f0_hz), RATE_HZ)

    cents = 1200.0 * np.log2(np.nanmedian(heard.f0_hz) / f0_hz)
    assert abs(cents) < CENTS
    assert np.isfinite(heard.f0_hz).mean() > 0.9


def test_the_range_is_found_around_the_voice() -> None:
    """The second pass seeks from 0.7 to 1.7 times the pitch, but at least 2.2 times its floor."""
    floor_hz, ceiling_hz = contour(buzz(200.0), RATE_HZ).range_hz

    assert floor_hz == pytest.approx(140.0, rel=0.01)
    assert ceiling_hz == pytest.approx(340.0, rel=0.01)


def test_a_voice_with_two_tones_keeps_both() -> None:
    """A step of five semitones lies inside the range that is found."""
    both = np.concatenate((buzz(150.0), buzz(200.2)))
    f0_hz = contour(both, RATE_HZ).f0_hz

    assert np.nanquantile(f0_hz, 0.1) == pytest.approx(150.0, rel=0.003)
    assert np.nanquantile(f0_hz, 0.9) == pytest.approx(200.2, rel=0.003)


def test_noise_and_silence_have_no_pitch() -> None:
    """Hiss is voiceless in nearly all frames, silence in all; voiceless is NaN, never 0."""
    hiss = np.random.default_rng(1).normal(0.0, 0.1, 2 * RATE_HZ)

    assert np.isfinite(contour(hiss, RATE_HZ).f0_hz).mean() < 0.1
    assert np.isnan(contour(np.zeros(RATE_HZ), RATE_HZ).f0_hz).all()


def test_a_sound_of_ten_milliseconds_gives_an_empty_contour() -> None:
    """Three periods of the lowest voice do not fit, which is an answer and no error."""
    assert contour(buzz(200.0, 0.01), RATE_HZ).t_s.size == 0


def test_a_known_range_is_kept_to() -> None:
    """With a floor above the voice its octave is all that can be found."""
    f0_hz = contour(buzz(150.0), RATE_HZ, range_hz=(200.0, 500.0)).f0_hz

    assert not np.any(f0_hz < 200.0)
