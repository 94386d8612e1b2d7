"""Candidates are given to planned syllables in order, at any pace, with gaps and extras."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.analysis.align import Expected, align
from mit_trainer.analysis.onsets import Candidates

MANY = ("da", "la", "na", "ma")  # voiced throughout, so that spelling says nothing
PLAN = Expected(MANY, np.array([0.0, 0.0, 3.0, 0.0]), np.ones(4))


def found(t_s: list[float], odds: list[float]) -> Candidates:
    """Make candidates that a voice ran into without a hiss."""
    n = len(t_s)
    frame = np.round(np.array(t_s) / 0.005).astype(np.intp)
    return Candidates(frame, np.array(t_s), np.array(odds), np.ones(n), np.zeros(n))


def indexes(candidates: Candidates, heights_st: list[float] | None = None) -> list[int | None]:
    """Align with the plan; heights are unknown unless given."""
    heights = np.full(candidates.t_s.size, np.nan) if heights_st is None else np.array(heights_st)
    return [placed.index for placed in align(PLAN, candidates, heights)]


def test_four_good_candidates_are_the_four_syllables() -> None:
    """Nothing is left out and nothing is extra."""
    assert indexes(found([0.5, 1.5, 2.5, 3.5], [3.0] * 4)) == [0, 1, 2, 3]


@settings(max_examples=25, deadline=None)
@given(st.floats(0.0, 20.0), st.floats(0.25, 3.0))
def test_late_start_and_pace_change_nothing(late_s: float, stretch: float) -> None:
    """The same order comes out at any pace and after any silence."""
    t_s = [late_s + stretch * k for k in range(4)]

    assert indexes(found(t_s, [3.0] * 4)) == [0, 1, 2, 3]


def test_weak_candidates_beside_strong_ones_are_noise() -> None:
    """Eight candidates of odds -3 between four of odds 3 are nobody's syllables."""
    t_s = [0.5, 0.7, 1.1, 1.5, 1.7, 2.1, 2.5, 2.7, 3.1, 3.5, 3.7, 4.1]

    assert indexes(found(t_s, [3.0, -3.0, -3.0] * 4)) == [0, 1, 2, 3]


def test_a_weak_syllable_is_taken_when_the_count_needs_it() -> None:
    """With odds of -2 the fourth is still likelier said than left out."""
    assert indexes(found([0.5, 1.5, 2.5, 3.5], [3.0, -2.0, 3.0, 3.0])) == [0, 1, 2, 3]


def test_the_tune_tells_which_syllable_is_missing() -> None:
    """Low, low, low were sung: the high third one is the one left out."""
    three = found([0.5, 1.5, 2.5], [3.0] * 3)

    assert indexes(three, [0.0, 0.0, 0.0]) == [0, 1, 3]
    assert indexes(three, [0.0, 0.0, 3.0]) == [0, 1, 2]


def test_the_spelling_tells_which_syllable_is_missing() -> None:
    """A hiss before the second vowel is the "see" that has one."""
    plan = Expected(("la", "ma", "see", "na"), np.full(4, np.nan), np.ones(4))
    three = found([0.5, 1.5, 2.5], [3.0] * 3)
    hiss = replace(three, hissing_before=np.array([0.0, 1.0, 0.0]),
                   voiced_before=np.array([0.0, 0.0, 1.0]))  # fmt: skip

    placed = align(plan, hiss, np.full(3, np.nan))

    assert placed[1].index == 2


def test_a_strong_candidate_too_many_is_extra() -> None:
    """Five clear onsets for four syllables: one of them was not planned."""
    five = indexes(found([0.5, 1.5, 2.5, 3.5, 4.5], [3.0] * 5), [0.0, 0.0, 3.0, 0.0, 0.0])

    assert five.count(None) == 1
    assert [index for index in five if index is not None] == [0, 1, 2, 3]


def test_a_long_pause_loses_nobody() -> None:
    """Four seconds of silence inside a word leave all four syllables."""
    assert indexes(found([0.5, 1.5, 5.5, 6.5], [3.0] * 4)) == [0, 1, 2, 3]


@pytest.mark.parametrize("odds", [[], [-9.0, -9.0]])
def test_without_likely_candidates_nothing_is_found(odds: list[float]) -> None:
    """No onset at all, or only impossible ones, is an empty answer."""
    assert indexes(found([0.5 * k for k in range(len(odds))], odds)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 800), st.floats(-5.0, 5.0)), max_size=15,
                unique_by=lambda pair: pair[0]))  # fmt: skip
def test_every_planned_syllable_comes_once_and_in_order(pairs: list[tuple[int, float]]) -> None:
    """Whatever the candidates, indexes and times ascend strictly."""
    pairs.sort()
    placed = align(
        PLAN,
        found([0.005 * frame for frame, _ in pairs], [odds for _, odds in pairs]),
        np.full(len(pairs), np.nan),
    )

    planned = [p.index for p in placed if p.index is not None]
    assert planned == sorted(set(planned))
    assert all(a.t_s < b.t_s for a, b in pairwise(placed))
