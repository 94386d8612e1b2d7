"""A tune is judged by its steps: perfect is 1, chance and one tone are 0."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.analysis.melody import (
    Tune,
    errors_cents,
    interval_st,
    own_low_st,
    tune,
    without_slips,
)
from mit_trainer.units import Floats

PLAN = np.array([0.0, 0.0, 3.0, 0.0, 3.0, 3.0, 0.0])
TOLERANCES = {"level_within_st": 1.0, "least_share": 0.5, "widest_step_st": 9.0}


def judged(sung_st: Floats, planned_st: Floats = PLAN) -> Tune:
    """Compare with the tolerances of the shipped rubric."""
    found = tune(sung_st, planned_st, **TOLERANCES)
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


PLANS = [PLAN, np.array([0.0, 3.0]), np.array([3.0, 0.0, 0.0]), np.array([0.0, 5.0, 5.0, 2.0, 0.0])]
VOICES: dict[str, Callable[[np.random.Generator, int], Floats]] = {
    "narrow": lambda chance, n: chance.uniform(0.0, 1.0, n),
    "as wide as the plan": lambda chance, n: chance.uniform(0.0, 3.0, n),
    "wide": lambda chance, n: chance.uniform(0.0, 12.0, n),
    "speech-like": lambda chance, n: chance.normal(0.0, 2.5, n),
    "mostly low": lambda chance, n: chance.exponential(2.0, n),
    "mostly high": lambda chance, n: -chance.exponential(2.0, n),
    "two tones": lambda chance, n: np.where(chance.random(n) < 0.3, 3.0, 0.0),
    "wandering": lambda chance, n: chance.normal(0.0, 2.0, n).cumsum(),
}


@pytest.mark.parametrize("plan", PLANS, ids=len)
@pytest.mark.parametrize("voice", VOICES)
def test_random_voices_score_nothing_on_average(voice: str, plan: Floats) -> None:
    """Over 1500 voices that know no tune the mean is 0 within its own uncertainty and 0.03."""
    chance = np.random.default_rng(1)
    scores = [judged(VOICES[voice](chance, plan.size), plan).score for _ in range(1500)]

    assert abs(np.mean(scores)) < max(0.03, 3.5 * np.std(scores) / np.sqrt(1500))


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

    assert tune(sung, PLAN, **TOLERANCES) is None


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

    np.testing.assert_allclose(errors_cents(sung, PLAN, 9.0), [0, 0, 50, 0, 0, 0, 0], atol=1e-9)


def test_one_tone_alone_has_no_error() -> None:
    """With a single syllable every key fits."""
    assert np.isnan(errors_cents(np.array([5.0, np.nan]), np.array([0.0, 3.0]), 9.0)).all()


def test_only_steps_near_an_octave_are_folded() -> None:
    """Up to nine semitones a step is what it is; eleven up are one down."""
    np.testing.assert_allclose(
        without_slips(np.array([3.0, -5.0, 9.0, 11.0, -12.0]), 9.0), [3.0, -5.0, 9.0, -1.0, 0.0]
    )


def test_the_interval_is_between_the_middles_of_high_and_low() -> None:
    """High at 7.0, 6.8 and 7.4, low at 4.0, 4.2, 4.1 and 4.3: 7.0 - 4.15 = 2.85 semitones."""
    sung = np.array([4.0, 4.2, 7.0, 4.1, 6.8, 7.4, 4.3])

    assert interval_st(sung, PLAN) == pytest.approx(2.85)
    assert np.isnan(interval_st(np.where(PLAN > 0.0, np.nan, sung), PLAN))
    assert np.isnan(interval_st(sung, np.zeros(7)))
