"""The analyst is told which of our own sounds may be in an answer, and since when."""

import pytest

from mit_trainer.capture.take import Played
from mit_trainer.record import AttemptMade
from tests.session.rig import Table


def told(table: Table) -> list[tuple[Played, ...]]:
    """Give what came with each answer."""
    return [answer.played for answer in table.analyst.given]  # type: ignore[attr-defined]


def test_the_model_that_was_joined_is_told_with_its_take_time(table: Table) -> None:
    """Its first beat, counted from the first sample, is where the beats are kept."""
    table.begin()
    table.judge()
    joined = told(table)[0][-1]
    first_beat_s = table.facts(AttemptMade)[-1].beats_s[0]

    assert 0.0 < joined.at_s < first_beat_s
    assert joined.sound.duration_s > 1.0


def test_the_end_of_the_model_before_is_told_too(table: Table) -> None:
    """An answer that is given alone follows a model, which ended shortly before the take."""
    table.begin()
    for _ in range(3):
        table.judge()
    (before,) = told(table)[-1]

    assert before.at_s < 0.0
    assert before.at_s + before.sound.duration_s == pytest.approx(0.0, abs=1.0)
