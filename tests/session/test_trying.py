"""Single tries of steps that the first level has not: delays, backups, speech."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mit_trainer.protocol.variant import Manner, Verdict
from mit_trainer.record import AttemptMade, JudgementGiven, PhraseFinished
from mit_trainer.session.view import Press, Stage
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import (
    PERFECT,
    THREE_LEVELS,
    TICK_S,
    Script,
    Table,
    opened,
    phrase,
    sung_once,
)

NO, YES = Verdict.NOT_YET, Verdict.UNDERSTOOD


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """Lay a table with all three levels."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        yield Table(book, clock, variant=THREE_LEVELS)


def begin(table: Table, level: str) -> None:
    """Begin a sitting of a level."""
    table.lay_phrases(phrase("COME in", level=level))
    table.begin({"variant": "three-levels", "level": level})


def test_a_delayed_answer_waits_six_calm_seconds(table: Table) -> None:
    """No button and no countdown; the recording begins shortly before the turn."""
    begin(table, "intermediate")
    table.judge()  # fading
    view = table.until(Stage.WAIT)
    since_s = table.clock.monotonic_s()
    assert (view.press, view.taps_wanted, view.lit) == (Press.NOTHING, False, None)
    view = table.until(Stage.YOUR_TURN)
    assert table.clock.monotonic_s() - since_s == pytest.approx(6.0, abs=3 * TICK_S)
    assert (view.taps_wanted, view.taps_shown) == (True, False)
    (turn,) = table.turns[-1:]
    table.until(Stage.JUDGE)

    given = table.analyst.given[-1]  # type: ignore[attr-defined]
    assert turn.opens_at_s - given.take.started_at_s == pytest.approx(0.3, abs=2 * TICK_S)
    attempt = table.facts(AttemptMade)[-1]
    assert attempt.take is not None
    # 0.3 s early, half a second of thought, 2.25 s of song, one second of silence
    assert 3.0 < attempt.take.duration_s < 6.0


def test_a_backup_helps_once_and_costs_a_point(table: Table) -> None:
    """1 for fading, 1 for the repetition after its backup, 2 for the question: four of five."""
    begin(table, "intermediate")
    for verdict in (YES, NO, NO, YES, YES):
        table.judge(verdict)
    table.until(Stage.GOODBYE)

    attempts = table.facts(AttemptMade)
    assert [(a.step, a.try_number, a.after_backup) for a in attempts] == [
        ("introduce", 1, False),
        ("fading", 1, False),
        ("delayed-repeat", 1, False),
        ("fading", 1, False),
        ("delayed-repeat", 2, True),
        ("probe", 1, False),
    ]
    judged = [(j.points, j.points_max) for j in table.facts(JudgementGiven)]
    assert judged == [(1, 1), (0, 2), (0, 0), (1, 2), (2, 2)]
    (finished,) = table.facts(PhraseFinished)
    assert (finished.points, finished.points_max) == (4, 5)


def test_a_sitting_stopped_in_a_backup_goes_on_in_the_backup(table: Table) -> None:
    """The help is not forgotten, and not given twice."""
    begin(table, "intermediate")
    for verdict in (YES, NO):
        table.judge(verdict)
    table.until(Stage.TOGETHER, "fading")
    session = table.runner.started.session  # type: ignore[union-attr]
    table.stop()
    table.resume(session)
    for verdict in (NO, YES, YES):
        table.judge(verdict)
    table.until(Stage.GOODBYE)

    (finished,) = table.facts(PhraseFinished)
    assert finished.points == 4


def test_the_last_level_leads_to_speech(table: Table) -> None:
    """Each answer is asked for, and listened to, in the manner of its step."""
    begin(table, "advanced")
    table.play()

    manners = [a.manner for a in table.analyst.given]  # type: ignore[attr-defined]
    assert manners == [Manner.INTONED, Manner.SPRECHGESANG, Manner.SPOKEN, Manner.SPOKEN]
    assert [turn.manner for turn in table.turns] == manners
    (finished,) = table.facts(PhraseFinished)
    assert (finished.points, finished.points_max) == (8, 8)


def test_a_patient_who_waits_long_is_not_cut_off(table: Table) -> None:
    """A voice after fifteen quiet seconds is an answer like any other."""
    begin(table, "intermediate")
    table.judge()
    table.script = Script(default=None)
    table.until(Stage.YOUR_TURN)
    table.rest(15.0)
    turn = table.turns[-1]
    sung = sung_once(turn.plan, turn.manner, PERFECT)
    table.microphone.sing(sung.sound, table.clock.monotonic_s())
    table.until(Stage.JUDGE)

    attempt = table.facts(AttemptMade)[-1]
    assert attempt.cues == ()
    assert attempt.take is not None
    assert 17.0 < attempt.take.duration_s < 20.0
