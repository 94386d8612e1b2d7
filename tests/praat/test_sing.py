"""Resynthesis of a synthetic vowel: the pitch and the length that were asked for."""

from dataclasses import replace

import numpy as np
import pytest

from mit_trainer.praat.listen import contour
from mit_trainer.praat.sing import Score, resing
from mit_trainer.units import Floats, level_db

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


def test_a_voiceless_hole_in_a_vowel_is_not_drawn_out() -> None:
    """Of a vowel drawn out three-fold, 80 ms of breath in it stay 80 ms: the voice grows."""
    natural = np.array([[0.1, 0.7], [120.0, 120.0]])
    breathy = vowel(120.0, (0.36, 0.44))
    breath = np.random.default_rng(1).normal(0.0, 0.03, breathy.size)
    breathy += breath * (breathy == 0.0)
    sung = resing(breathy, RATE_HZ, score(150.0, 3.0), natural, seed=1)
    heard = contour(sung, RATE_HZ, (100.0, 250.0))
    inside = (heard.t_s > 0.15) & (heard.t_s < 0.95)
    assert np.isnan(heard.f0_hz[inside]).sum() * 0.005 < 0.1


def test_creak_in_a_vowel_comes_out_on_the_tone() -> None:
    """Where periods of 10 ms waver by 30 %, the new tone is held within 50 cents."""
    chance = np.random.default_rng(1)
    pulses_s = [VOICE_S[0]]
    while pulses_s[-1] < VOICE_S[1]:
        wavers = chance.uniform(-0.3, 0.3) if 0.3 < pulses_s[-1] < 0.5 else 0.0
        pulses_s.append(pulses_s[-1] + 0.01 * (1.0 + wavers))
    at_s = np.arange(int(0.8 * RATE_HZ)) / RATE_HZ
    last = np.searchsorted(pulses_s, at_s, "right") - 1
    since_s = at_s - np.array(pulses_s)[np.maximum(last, 0)]
    creaky = 0.3 * np.sin(2 * np.pi * 700 * since_s) * np.exp(-np.abs(since_s) * 400)
    creaky *= (last >= 0) & (at_s < VOICE_S[1])
    natural = np.array([[0.1, 0.7], [100.0, 100.0]])

    sung = resing(creaky, RATE_HZ, score(130.0, 1.0), natural, seed=1)
    heard = contour(sung, RATE_HZ, (90.0, 220.0))
    inside = (heard.t_s > 0.15) & (heard.t_s < 0.65)
    cents = np.abs(1200.0 * np.log2(heard.f0_hz[inside] / 130.0))
    assert np.isfinite(cents).all()
    assert np.percentile(cents, 95) < 50.0


def test_a_short_vowel_can_be_drawn_out_beyond_praats_own_room() -> None:
    """Ten milliseconds of vowel, too few to walk through, still become two and a half seconds."""
    natural = np.array([[0.1, 0.7], [120.0, 120.0]])
    narrow = replace(score(150.0, 250.0), edges_s=np.array([0.0, 0.4, 0.41, 0.8]))
    sung = resing(vowel(120.0), RATE_HZ, narrow, natural, seed=1)
    assert sung.size == round((0.79 + 2.5) * RATE_HZ)
    assert level_db(sung[int(2.5 * RATE_HZ) : int(3.0 * RATE_HZ)]) > -40.0


def test_the_same_seed_sings_the_same() -> None:
    """Resynthesis is repeatable to the bit."""
    natural = np.array([[0.1, 0.7], [120.0, 120.0]])
    first, second = (
        resing(vowel(120.0), RATE_HZ, score(150.0, 6.0), natural, seed=7) for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)
