"""Each tap belongs to one syllable at most, and a missing one is not on time."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.analysis.tapping import (
    asynchrony,
    consistency,
    mean_phase,
    own_beats_s,
    window,
)

ONSETS_S = np.array([0.5, 1.5, 2.5])
TIMES = st.lists(st.integers(0, 3000), min_size=0, max_size=6, unique=True).map(
    lambda ms: np.array(sorted(ms)) / 1000.0
)


def test_a_missing_tap_is_nan_not_zero() -> None:
    """A syllable nobody tapped on must not look perfectly timed."""
    late_s = asynchrony(np.array([0.5, 2.5]), ONSETS_S, window_s=0.3)

    np.testing.assert_allclose(late_s, [0.0, np.nan, 0.0])


def test_a_hand_that_is_always_late_is_late_everywhere() -> None:
    """Taps 80 ms after each vowel start have asynchrony +0.08 s."""
    np.testing.assert_allclose(asynchrony(ONSETS_S + 0.08, ONSETS_S, window_s=0.3), 0.08)


def test_a_double_tap_counts_once() -> None:
    """Of two taps on one syllable the nearer belongs to it, the other to none."""
    late_s = asynchrony(np.array([0.45, 0.62, 1.5]), ONSETS_S, window_s=0.3)

    np.testing.assert_allclose(late_s, [-0.05, 0.0, np.nan])


@given(TIMES, TIMES)
def test_no_pairing_is_larger_or_closer(taps_s: np.ndarray, onsets_s: np.ndarray) -> None:
    """Trying every way in order finds none with more pairs, or as many and closer."""
    late_s = asynchrony(taps_s, onsets_s, window_s=0.3)
    n_pairs, total = int(np.isfinite(late_s).sum()), float(np.nansum(np.abs(late_s)))

    best = (0, 0.0)
    for size in range(1, min(taps_s.size, onsets_s.size) + 1):
        for some_taps in combinations(taps_s, size):
            for some_onsets in combinations(onsets_s, size):
                away = np.abs(np.array(some_taps) - np.array(some_onsets))
                if np.all(away <= 0.3):
                    best = max(best, (size, -float(away.sum())))
    assert n_pairs == best[0]
    assert total == pytest.approx(-best[1], abs=1e-9)


def test_a_steady_hand_has_a_long_resultant() -> None:
    """Always 100 ms early is R = 1 and points there; quarters of a beat all round are R = 0."""
    beats_s = np.ones(4)

    assert mean_phase(np.full(4, -0.1), beats_s) == pytest.approx((-0.1, 1.0))
    assert mean_phase(np.array([0.0, 0.25, 0.5, -0.25]), beats_s)[1] == pytest.approx(0.0)


def test_two_taps_have_no_resultant() -> None:
    """Two taps are alike or not by chance."""
    assert np.isnan(mean_phase(np.array([0.0, np.nan, 0.1]), np.ones(3))).all()


@pytest.mark.parametrize("n_taps", [3, 4, 7])
def test_consistency_knows_no_luck(n_taps: int) -> None:
    """A random hand has R well above 0 with few taps, and consistency 0 on average."""
    chance = np.random.default_rng(2)
    lengths = [
        mean_phase(chance.uniform(-0.5, 0.5, n_taps), np.ones(n_taps))[1] for _ in range(3000)
    ]

    assert np.mean(lengths) > 0.3
    assert abs(np.mean([consistency(length, n_taps) for length in lengths])) < 0.02
    assert consistency(1.0, n_taps) == pytest.approx(1.0)


def test_consistency_is_the_mean_over_pairs() -> None:
    """By hand: angles 0, 90 and 180 degrees have the cosines 0, -1 and 0; their mean is -1/3."""
    length = mean_phase(np.array([0.0, 0.25, 0.5]), np.ones(3))[1]

    assert consistency(length, 3) == pytest.approx(-1.0 / 3.0)


def test_the_window_is_no_wider_than_its_share_of_the_beat() -> None:
    """0.4 of a beat of half a second is 0.2 s; a single syllable has no beat."""
    widest = {"widest_s": 0.3, "beat_share": 0.4}

    assert window(np.array([0.0, 0.5, 1.0]), **widest) == pytest.approx(0.2)
    assert window(np.array([0.0, 2.0]), **widest) == pytest.approx(0.3)
    assert window(np.array([0.0]), **widest) == pytest.approx(0.3)


def test_the_last_beat_is_as_long_as_the_one_before() -> None:
    """Gaps of 1.0 and 1.2 s give beats of 1.0, 1.2 and 1.2 s."""
    np.testing.assert_allclose(own_beats_s(np.array([0.0, 1.0, 2.2])), [1.0, 1.2, 1.2])
