"""Percentages and criteria are put in words that do not flatter."""

import pytest

from mit_trainer.chart.words import (
    criterion_words,
    measured_words,
    percent_words,
    phase_name,
)
from mit_trainer.progress import Phase, course
from mit_trainer.protocol.variant import Criterion
from tests.courses import FIVE, LEVELS, VARIANT, sitting


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0 %"),
        (90.0, "90 %"),
        (92.5, "92.5 %"),
        (66.6667, "66.7 %"),
        (89.96, "89.9 %"),
        (99.999, "99.9 %"),
        (100.0, "100 %"),
        (100 * 29 / 29, "100 %"),
    ],
)
def test_a_percentage_is_never_rounded_up_to_a_whole_one_it_misses(
    value: float, words: str
) -> None:
    """89.96 percent does not read like the 90 percent that a criterion asks for."""
    assert percent_words(value) == words


def test_a_criterion_says_its_rule() -> None:
    """Each of five sessions and their mean are different demands and read differently."""
    each = Criterion(share=0.9, sessions=5, rule="each", source="", trust="I")
    mean = Criterion(share=0.85, sessions=4, rule="mean", source="", trust="I")

    assert criterion_words(each) == "90 % in each of 5 sessions in a row"
    assert criterion_words(mean) == "85 % on average over 4 sessions in a row"


def test_missing_measurements_are_counted() -> None:
    """9, 0, 1, 10 and 3 of 12, 12, 2, 10 and 16 answers leave 29 of 52."""
    series = course(FIVE).speech_index

    assert measured_words(series) == "Could not be measured in 29 of 52 answers"


def test_nothing_missing_and_nothing_there_are_different() -> None:
    """All of three answers measured is one thing, no answers at all another."""
    full = course((sitting(1, 1, 4, 1, n_answers=3, n_measured=3, speech_index=0.2),))

    assert measured_words(full.speech_index) == "Could be measured in all 3 answers"
    assert measured_words(course(()).speech_index) == "No answers yet"


def test_a_level_is_named_by_its_protocol_or_by_its_id() -> None:
    """A level whose file is gone is still called something."""
    assert phase_name(Phase(VARIANT, "elementary", 1, 2), LEVELS) == "Elementary"
    assert phase_name(Phase("lost", "third", 1, 2), LEVELS) == "third"
    assert phase_name(Phase("lost", "third", 1, 2), LEVELS, with_variant=True) == "lost: third"
