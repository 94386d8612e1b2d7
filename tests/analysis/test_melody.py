"""A tune is judged by its steps: perfect is 1, chance and one tone are 0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.analysis.melody import Tune, errors_cents, own_low_st, tune
from mit_trainer.units import Floats

PLAN = np.array([0.0, 0.0, 3.0, 0.0, 3.0, 3.0, 0.0])


def judged(sung_st: Floats, planned_st: Floats = PLAN) -> Tune:
    """Compare with the tolerances of the shipped rubric."""
    found = tune(sung_st, planned_st, level_within_st=1.0, least_share=0.5)
    assert found is not None
    return found


def test_a_perfect_tune_scores_one() -> None:
    """All six steps are right and none is off by a cent."""
    found = judged(PLAN + 7.3)

    assert found.score == pytest.approx(1.0)
    assert (found.direction_correct, found.direction_total) == (6, 6)
    assert found.interval_error_cents == pytest.approx(0.0, abs=1e-9)


def test_one_tone_scores_nothing() -> None:
    """A voice that never moves has score 0 and only the two level steps right."""
    found = judged(np.full(7, 5.0))

    assert found.score == pytest.approx(0.0)
    assert (found.direction_correct, found.direction_total) == (2, 6)


def test_random_voices_score_nothing_on_average() -> None:
    """Over 20 000 random voices the mean score is 0 within one hundredth, wide or narrow."""
    chance = np.random.default_rng(1)
    for width_st in (1.0, 3.0, 12.0):
        scores = [judged(chance.uniform(0.0, width_st, 7)).score for _ in range(20_000)]
        assert abs(np.mean(scores)) < 0.01


def test_half_as_wide_scores_four_fifths() -> None:
    """2 x 0.5 / (1 + 0.25) = 0.8."""
    assert judged(0.5 * PLAN).score == pytest.approx(0.8)


def test_upside_down_scores_minus_one() -> None:
    """Every move goes the wrong way."""
    assert judged(-PLAN).score == pytest.approx(-1.0)


@given(st.floats(-30.0, 30.0), st.lists(st.floats(-8.0, 8.0), min_size=7, max_size=7))
def test_no_key_is_better_than_another(shift_st: float, sung: list[float]) -> None:
    """Any transposition leaves every number as it is."""
    here, there = judged(np.array(sung)), judged(np.array(sung) + shift_st)

    # A step that lies on the very border of "level" may fall to either side.
    steps = np.abs(np.diff(sung))
    if not np.any(np.abs(steps - 1.0) < 1e-6) and not np.any(np.abs(steps - 9.0) < 1e-6):
        assert there.direction_correct == here.direction_correct
        assert there.score == pytest.approx(here.score, abs=1e-6)
        assert there.interval_error_cents == pytest.approx(here.interval_error_cents, abs=1e-3)


def test_an_octave_too_high_on_one_syllable_is_forgiven() -> None:
    """Nobody means twelve semitones; the ear or the voice slipped."""
    sung = PLAN.copy()
    sung[2] += 12.0

    assert judged(sung).score == pytest.approx(1.0)


def test_a_missing_syllable_leaves_the_step_across_it() -> None:
    """Without the third syllable five syllable pairs remain, and all are right."""
    sung = PLAN.copy()
    sung[2] = np.nan

    found = judged(sung)

    assert found.score == pytest.approx(1.0)
    assert found.direction_total == 5


def test_too_little_voice_is_no_tune() -> None:
    """Three of seven syllables have two of six steps, fewer than half."""
    sung = np.full(7, np.nan)
    sung[:3] = 0.0

    assert tune(sung, PLAN, level_within_st=1.0, least_share=0.5) is None


def test_a_plan_that_never_moves_has_no_score() -> None:
    """Where one tone is planned, one tone proves nothing: the score is not known."""
    found = judged(np.zeros(4), np.zeros(4))

    assert np.isnan(found.score)
    assert found.direction_correct == 3


def test_own_low_tone_is_the_median_of_the_low_syllables() -> None:
    """Low syllables at 4.0, 4.2, 4.1 and 4.3 give 4.15; without any it is inferred."""
    sung = np.array([4.0, 4.2, 7.0, 4.1, 7.0, 7.0, 4.3])
    only_high = np.where(PLAN > 0.0, sung, np.nan)

    assert own_low_st(sung, PLAN) == pytest.approx(4.15)
    assert own_low_st(only_high, PLAN) == pytest.approx(4.0)


def test_errors_are_counted_from_the_best_common_shift() -> None:
    """One syllable 50 cents sharp is 50 cents sharp in any key; the others are right."""
    sung = PLAN + 11.0
    sung[2] += 0.5

    np.testing.assert_allclose(errors_cents(sung, PLAN), [0, 0, 50, 0, 0, 0, 0], atol=1e-9)


def test_one_tone_alone_has_no_error() -> None:
    """With a single syllable every key fits."""
    assert np.isnan(errors_cents(np.array([5.0, np.nan]), np.array([0.0, 3.0]))).all()
