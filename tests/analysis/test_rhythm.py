"""Time is judged from the singer's own first syllable and at the singer's own tempo."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.analysis.rhythm import Pauses, npvi, pauses, timing

PLANNED = np.array([0.0, 1.0, 2.0, 3.0])


@given(st.floats(0.0, 30.0), st.floats(0.3, 3.0))
def test_late_and_slow_cost_nothing(late_s: float, stretch: float) -> None:
    """An even answer has no spread at any tempo and after any silence."""
    found = timing(late_s + stretch * PLANNED, PLANNED)

    assert found.spread_s == pytest.approx(0.0, abs=1e-9)
    assert found.rate_syll_per_s == pytest.approx(1.0 / stretch)


def test_one_late_syllable_shows_in_the_spread() -> None:
    """By hand: residuals of (0, 1, 2.2, 3) around their line are -.02, -.04, .14, -.08."""
    found = timing(np.array([0.0, 1.0, 2.2, 3.0]), PLANNED)

    assert found.spread_s == pytest.approx(np.sqrt((0.02**2 + 0.04**2 + 0.14**2 + 0.08**2) / 4))
    assert found.unevenness == pytest.approx(found.spread_s)  # its mean beat is one second


def test_npvi_is_the_published_sum() -> None:
    """Intervals 1, 1, 2 give 100 x (0 / 1 + 1 / 1.5) / 2 = 33.3."""
    assert npvi(np.array([1.0, 1.0, 2.0])) == pytest.approx(100.0 / 3.0)
    assert np.isnan(npvi(np.array([1.0])))


def test_a_missing_syllable_is_not_a_long_interval() -> None:
    """The gap across it belongs to no interval, so evenness is not lost by it."""
    found = timing(np.array([0.0, 1.0, np.nan, 3.0, 4.0]), np.arange(5.0))

    assert found.spread_s == pytest.approx(0.0, abs=1e-9)
    assert found.npvi == pytest.approx(0.0, abs=1e-9)


def test_two_syllables_have_a_rate_and_no_spread() -> None:
    """Two points lie on a line whatever was sung."""
    found = timing(np.array([1.0, np.nan, 2.0, np.nan]), PLANNED)

    assert found.rate_syll_per_s == pytest.approx(1.0)
    assert np.isnan(found.spread_s)


def test_one_syllable_has_no_time() -> None:
    """Nothing can be said about a single onset."""
    found = timing(np.array([1.0, np.nan, np.nan, np.nan]), PLANNED)

    assert np.isnan(found.rate_syll_per_s)


def test_silences_are_pauses_and_consonants_are_not() -> None:
    """Of gaps of 0.1, 0.25 and 1.4 s two are pauses, the longest 1.4 s."""
    onsets_s, ends_s = np.array([0.0, 0.5, 1.25, 3.0]), np.array([0.4, 1.0, 1.6, 3.5])

    assert pauses(onsets_s, ends_s, from_s=0.25) == Pauses(2, 3.0 - 1.6)


def test_without_silences_there_is_no_longest_one() -> None:
    """None in a fluent answer; and nothing is known where nothing was heard."""
    fluent = pauses(np.array([0.0, 0.5]), np.array([0.5, 0.9]), from_s=0.25)

    assert fluent is not None
    assert fluent.n == 0
    assert np.isnan(fluent.longest_s)
    assert pauses(np.zeros(0), np.zeros(0), from_s=0.25) is None
