"""A sitting led by a loop alone, in the time of a clock set by hand."""

from concurrent.futures import Future

import pytest

from mit_trainer.errors import TrainerError
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import AttemptMade, JudgementGiven
from mit_trainer.session.headless import Pace, play
from mit_trainer.session.view import Stage
from tests.session.rig import COFFEE, HELLO, TICK_S, Script, Table


def test_a_loop_leads_through_every_stage(table: Table) -> None:
    """From the first button to the goodbye, and it says what it saw."""
    table.lay_phrases(HELLO, COFFEE)
    table.speak_instructions()
    table.begin()
    played = table.play()

    assert played.stages == set(Stage) - {Stage.WAIT}  # no delay in the first level
    assert (played.n_judged, played.notices) == (8, frozenset())


def test_the_same_sitting_twice_is_the_same(table: Table) -> None:
    """Tries, taps and lengths do not depend on how quick the computer is."""
    courses = []
    for _ in range(2):
        verdicts = iter([Verdict.NEARLY, *[Verdict.UNDERSTOOD] * 4])
        table.script = Script()
        table.begin()
        table.play(lambda verdicts=verdicts: next(verdicts))  # type: ignore[misc]
        attempts = table.facts(AttemptMade)
        courses.append(
            [
                (
                    a.step,
                    a.try_number,
                    a.take and a.take.duration_s,
                    [round(t, 6) for t in a.taps_s],
                )
                for a in attempts
            ]
        )
        assert [j.verdict for j in table.facts(JudgementGiven)] == ["nearly", *["understood"] * 4]

    assert courses[0] == courses[1]


def test_a_sitting_that_stands_still_is_not_waited_for_for_ever(table: Table) -> None:
    """When something in the background has died, the loop says so."""
    table.prompts.order = lambda order: Future()  # type: ignore[method-assign]
    runner = table.begin()
    pace = Pace(table.clock.advance, lambda: None, tick_s=TICK_S, longest_idle=500)
    with pytest.raises(TrainerError, match="stands still"):
        play(runner, pace, lambda: Verdict.UNDERSTOOD, "carer")
