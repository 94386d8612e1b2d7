"""Syllables are found with one witness or with two, and it is said which are certain."""

from dataclasses import replace
from functools import cache

import pytest

from mit_trainer.analysis.align import Placed
from mit_trainer.analysis.envelope import Envelope
from mit_trainer.analysis.prepare import prepared
from mit_trainer.analysis.syllables import Found, find, said_otherwise
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance
from mit_trainer.witness.english import Statement
from tests.analysis.test_envelope import heard
from tests.voices import COFFEE, answer, tune

TRUE_S = tuple(vowel.onset_s for vowel in answer(COFFEE).syllables)


@cache
def sound(performance: Performance | None = None) -> Envelope:
    """Sing "I want coffee"."""
    return heard(prepared(answer(COFFEE, performance).sound))


def found(also: Statement | None, performance: Performance | None = None) -> Found:
    """Find its four syllables."""
    return find(sound(performance), tune(COFFEE), Manner.INTONED, also)


@pytest.mark.parametrize("also", [None, Statement((), ()), Statement((0, 1, 2, 3), TRUE_S)])
def test_four_syllables_are_found_with_and_without_a_second_witness(
    also: Statement | None,
) -> None:
    """Each within 50 ms, in order."""
    placed = found(also).placed

    assert [one.index for one in placed] == [0, 1, 2, 3]
    assert all(abs(one.t_s - true_s) < 0.05 for one, true_s in zip(placed, TRUE_S, strict=True))


def test_two_who_agree_are_certain() -> None:
    """With the truth as testimony all four are certain."""
    assert found(Statement((0, 1, 2, 3), TRUE_S)).certain == {0, 1, 2, 3}


def test_two_who_disagree_are_not() -> None:
    """Half a second off, the second syllable is still found and no longer certain."""
    wrong_s = (TRUE_S[0], TRUE_S[1] + 0.5, *TRUE_S[2:])
    both = found(Statement((0, 1, 2, 3), wrong_s))

    assert [one.index for one in both.placed] == [0, 1, 2, 3]
    assert both.certain == {0, 2, 3}


def test_the_recogniser_tells_which_of_two_was_left_out() -> None:
    """Three syllables for four: what it did not hear at all is the missing one."""
    three = Performance(left_out=(1,))
    times_s = tuple(vowel.onset_s for vowel in answer(COFFEE, three).syllables)
    for said in ((0, 2, 3), (1, 2, 3)):
        both = find(sound(three), tune(COFFEE), Manner.SPOKEN, Statement(said, times_s))

        assert tuple(one.index for one in both.placed) == said


def test_no_sound_has_no_syllable() -> None:
    """An envelope of nothing gives nothing, whoever else heard something."""
    nothing = replace(sound(), onset=0.0 * sound().onset, sonority=0.0 * sound().sonority)

    assert find(nothing, tune(COFFEE), Manner.INTONED, None).placed == ()


@pytest.mark.parametrize(
    ("heard_as", "taken_as"),
    [
        ((0, None, None, 3), (0, 1, 2, 3)),
        ((None, 1, 2, None), (0, 1, 2, 3)),
        ((0, None, 1, 3), (0, 1, 2, 3)),
        ((0, None, 1, 2, 3), (0, None, 1, 2, 3)),  # nothing is missing there
        ((0, None, 3), (0, None, 3)),  # which of the two it was nobody knows
        ((0, 1, 3), (0, 1, 3)),
        ((), ()),
    ],
)
def test_a_syllable_said_otherwise_is_neither_missing_nor_extra(
    heard_as: tuple[int | None, ...], taken_as: tuple[int | None, ...]
) -> None:
    """One missing and one unplanned at the same place are one syllable, said in its own way."""
    placed = tuple(Placed(index, float(k), 1.0) for k, index in enumerate(heard_as))

    assert tuple(one.index for one in said_otherwise(placed, 4)) == taken_as
