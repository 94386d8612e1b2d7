"""Resynthesis of a synthetic vowel: the pitch and the length that were asked for."""

import numpy as np
import pytest

from mit_trainer.praat.listen import contour
from mit_trainer.praat.sing import Score, resing
from mit_trainer.units import Floats

RATE_HZ = 24_000
EDGES_S = np.array([0.0, 0.3, 0.5, 0.8])
VOICE_S = (0.1, 0.7)


def vowel(hz: float, gap_s: tuple[float, float] | None = None) -> Floats:
    """Make partials like an open vowel between 0.1 and 0.7 s of 0.8 s, silent in the gap."""
    at_s = np.arange(int(0.8 * RATE_HZ)) / RATE_HZ
    sound = np.zeros(at_s.size)
    for number in range(1, int(5000 / hz)):
        at_hz = number * hz
        formants = 1 / (1 + ((at_hz - 700) / 90) ** 2) + 0.6 / (1 + ((at_hz - 1200) / 90) ** 2)
        sound += (formants + 0.02) * np.sin(2 * np.pi * number * hz * at_s + number**2)
    sound *= (at_s > VOICE_S[0]) & (at_s < VOICE_S[1])
    if gap_s:
        sound *= (at_s < gap_s[0]) | (at_s > gap_s[1])
    return np.asarray(0.1 * sound / np.abs(sound).max(), dtype=np.float64)


def score(hz: float, factor: float) -> Score:
    """Draw the middle out, on one tone."""
    at_s = np.linspace(0.0, 0.8, 50)
    return Score(EDGES_S, np.array([1.0, factor, 1.0]), at_s, np.full(50, hz), (VOICE_S,))


@pytest.mark.parametrize(
    ("own_hz", "wanted_hz", "factor"),
    [(120.0, 141.0, 5.0), (120.0, 168.0, 24.0), (190.0, 253.0, 10.0), (190.0, 160.0, 0.7)],
)
def test_pitch_and_length_are_those_of_the_score(
    own_hz: float, wanted_hz: float, factor: float
) -> None:
    """Up or down, longer or shorter: within 3 cents, a sample, and voiced all through."""
    natural = np.array([[0.1, 0.7], [own_hz, own_hz]])
    sung = resing(vowel(own_hz), RATE_HZ, score(wanted_hz, factor), natural, seed=1)

    assert sung.size == round((0.6 + 0.2 * factor) * RATE_HZ)
    heard = contour(sung, RATE_HZ, (0.7 * wanted_hz, 1.6 * wanted_hz))
    inside = (heard.t_s > 0.15) & (heard.t_s < sung.size / RATE_HZ - 0.2)
    assert np.isfinite(heard.f0_hz[inside]).all()
    assert abs(np.median(1200.0 * np.log2(heard.f0_hz[inside] / wanted_hz))) < 3.0


def test_a_hole_in_a_vowel_does_not_lose_the_voice() -> None:
    """Silence of 30 ms where the vowel is drawn out leaves at least 19 in 20 frames voiced."""
    natural = np.array([[0.1, 0.7], [120.0, 120.0]])
    sung = resing(vowel(120.0, (0.38, 0.41)), RATE_HZ, score(150.0, 3.0), natural, seed=1)
    heard = contour(sung, RATE_HZ, (100.0, 250.0))
    inside = (heard.t_s > 0.15) & (heard.t_s < 0.95)
    assert np.isfinite(heard.f0_hz[inside]).mean() > 0.85


def test_the_same_seed_sings_the_same() -> None:
    """Resynthesis is repeatable to the bit."""
    natural = np.array([[0.1, 0.7], [120.0, 120.0]])
    first, second = (
        resing(vowel(120.0), RATE_HZ, score(150.0, 6.0), natural, seed=7) for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)
