"""A sitting that does not go smoothly: stopped, broken off, without a device, without a disk."""

import dataclasses
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest

from mit_trainer.capture.take import Samples
from mit_trainer.errors import StoreTrouble
from mit_trainer.ports import Ledger, TakeVault, TakeWriter
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import (
    AttemptMade,
    Entry,
    Fact,
    JudgementGiven,
    KeptTake,
    PatientId,
    PhraseFinished,
    SessionEnded,
    SessionId,
    TakeFound,
)
from mit_trainer.session.view import Press, Stage
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import COFFEE, HELLO, Script, Table, opened

# Each place of the classic form's first level, as a person can stop there or the power
# can fail: how many answers were judged before, and the stage.
PLACES = [
    (0, Stage.READY, "listen"),
    (0, Stage.LISTEN, "listen"),
    (0, Stage.TOGETHER, "unison"),
    (0, Stage.JUDGE, "unison"),
    (1, Stage.TOGETHER, "fading"),
    (1, Stage.JUDGE, "fading"),
    (2, Stage.LISTEN, "repeat"),
    (2, Stage.YOUR_TURN, "repeat"),
    (2, Stage.JUDGE, "repeat"),
    (3, Stage.LISTEN, "probe"),
    (3, Stage.YOUR_TURN, "probe"),
    (3, Stage.JUDGE, "probe"),
]


def come_to(table: Table, n_judged: int, stage: Stage, step: str) -> None:
    """Lead a sitting to a place, and a little way into it."""
    table.begin()
    for _ in range(n_judged):
        table.judge()
    table.until(stage, step)
    table.rest(0.4)


@pytest.mark.parametrize(("n_judged", "stage", "step"), PLACES)
def test_a_sitting_can_be_stopped_anywhere_and_gone_on_with(
    table: Table, n_judged: int, stage: Stage, step: str
) -> None:
    """Stop keeps all that was; going on offers the same step again and ends with all points."""
    come_to(table, n_judged, stage, step)
    table.stop()
    session = table.runner.started.session  # type: ignore[union-attr]
    before = table.entries(session)
    assert [e.why for e in table.facts(SessionEnded, session)] == ["stopped"]
    answering = stage in (Stage.TOGETHER, Stage.YOUR_TURN)
    aside = [a for a in table.facts(AttemptMade, session) if a.ended_early]
    assert len(aside) == int(answering)

    table.resume(session)
    table.play()

    after = table.entries(session)
    assert [e.id for e in after[: len(before)]] == [e.id for e in before]
    assert [j.points for j in table.facts(JudgementGiven, session)] == [1, 1, 1, 1]
    assert [f.points for f in table.facts(PhraseFinished, session)] == [4]
    assert [e.why for e in table.facts(SessionEnded, session)] == ["finished"]


@pytest.mark.parametrize(("n_judged", "stage", "step"), PLACES)
def test_a_sitting_that_was_killed_goes_on_where_it_was(
    tmp_path: Path, n_judged: int, stage: Stage, step: str
) -> None:
    """After kill -9: the same phrase, the same step, the same try; the cut answer is kept."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO,))
        come_to(table, n_judged, stage, step)
        session = table.runner.started.session  # type: ignore[union-attr]
        table.break_off()
    clock.advance(3600.0)
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO,), ids="after")
        assert table.trainer.unfinished(table.patient).result(10) == session
        n_before = len(table.facts(AttemptMade, session))
        table.resume(session)
        view = table.until(Stage.READY)
        assert (view.step, view.phrase.id) == (step, "hel-lo")
        answering = stage in (Stage.TOGETHER, Stage.YOUR_TURN)
        added = table.facts(AttemptMade, session)[n_before:]
        assert [a.ended_early is not None for a in added] == [True] * answering
        assert len(table.facts(TakeFound, session)) == int(answering)
        for attempt in added:
            assert (attempt.step, attempt.try_number) == (step, 1)
            assert attempt.take is not None
            assert np.isfinite(table.book.takes.read(attempt.take).samples).all()
        table.play()

        assert [f.points for f in table.facts(PhraseFinished, session)] == [4]
        assert [a.try_number for a in table.facts(AttemptMade, session)] == [1] * (
            5 + int(answering or stage is Stage.JUDGE)
        )
        assert table.trainer.unfinished(table.patient).result(10) is None


def test_a_killed_sitting_can_be_killed_again(tmp_path: Path) -> None:
    """Each break adds its own recording; none is taken for another's."""
    clock = HandClock()
    session: SessionId | None = None
    for n in range(3):
        with opened(tmp_path / "data", clock) as book:
            table = Table(book, clock, phrases=(HELLO,), ids=f"life-{n}")
            if session is None:
                table.begin()
                session = table.runner.started.session  # type: ignore[union-attr]
            else:
                table.resume(session)
            table.until(Stage.TOGETHER, "unison")
            table.rest(0.8)
            table.break_off()
        clock.advance(60.0)
    assert session is not None
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO,), ids="last")
        table.resume(session)
        table.play()
        cut = [a for a in table.facts(AttemptMade, session) if a.ended_early]

        assert len(cut) == 3
        assert len({a.take.name for a in cut if a.take}) == 3
        assert [f.points for f in table.facts(PhraseFinished, session)] == [4]


def test_a_microphone_that_vanishes_costs_nothing(table: Table) -> None:
    """What was heard is kept, the helper is told, and the same try is offered again."""
    table.begin()
    table.judge()
    table.until(Stage.TOGETHER, "fading")
    table.rest(2.0)
    table.microphone.unplug()
    view = table.until(Stage.READY, longest_s=3600.0)

    assert (view.notice, view.press, view.step) == ("microphone-lost", Press.START, "fading")
    lost = table.facts(AttemptMade)[-1]
    assert lost.ended_early
    assert lost.take is not None
    assert lost.take.duration_s == pytest.approx(2.0, abs=0.1)

    table.runner.press()  # type: ignore[union-attr]  # still unplugged: said again, calmly
    table.tick()
    assert table.until(Stage.READY).notice == "microphone-lost"
    table.microphone.plug_in()
    table.play()
    tries = [(a.step, a.try_number) for a in table.facts(AttemptMade) if a.step == "fading"]
    assert tries == [("fading", 1), ("fading", 1)]
    assert [f.points for f in table.facts(PhraseFinished)] == [4]


def test_a_loudspeaker_that_vanishes_is_said_and_waited_for(table: Table) -> None:
    """Without a model there is no step; once it is back the step begins anew."""
    table.begin()
    table.until(Stage.LISTEN)
    table.rest(1.2)
    table.speaker.unplug()
    view = table.until(Stage.READY)
    assert (view.notice, view.step) == ("loudspeaker-lost", "listen")
    table.speaker.plug_in()
    table.play()

    assert [f.points for f in table.facts(PhraseFinished)] == [4]


def test_a_loudspeaker_lost_while_singing_together_keeps_the_voice(table: Table) -> None:
    """The recording does not depend on the model."""
    table.begin()
    table.until(Stage.TOGETHER)
    table.rest(2.0)
    table.speaker.unplug()
    table.until(Stage.READY)

    assert table.facts(AttemptMade)[-1].ended_early
    assert table.facts(AttemptMade)[-1].take is not None


def test_a_phrase_without_a_prompt_is_passed_over(tmp_path: Path) -> None:
    """The other phrases go on; the one that could not be sung is not counted."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO, COFFEE))
        table.prompts.broken = lambda order: order.plan.phrase.id == "hel-lo"  # type: ignore[attr-defined]
        table.begin()
        played = table.play()

        assert played.notices == {"prompt-trouble"}
        assert [f.phrase for f in table.facts(PhraseFinished)] == ["i-want-cof-fee"]


def test_the_model_can_be_heard_again_while_nobody_answers(table: Table) -> None:
    """Before a judgement the model sounds again as often as asked, and nothing else changes."""
    runner = table.begin()
    table.until(Stage.JUDGE)
    n_sounded = len(table.speaker.sounded)
    for _ in range(2):
        runner.again()
        lit = [table.tick().lit for _ in range(200)]
        assert {0, 1} <= set(lit)
    view = table.tick()

    assert view.stage is Stage.JUDGE
    assert len(table.speaker.sounded) == n_sounded + 2
    table.judge()
    table.until(Stage.TOGETHER, "fading")
    assert len(table.facts(JudgementGiven)) == 1


def test_hearing_the_model_again_puts_the_answer_aside(table: Table) -> None:
    """In the middle of an answer: what was sung is kept, and the same try begins anew."""
    runner = table.begin()
    table.judge()
    table.judge()
    table.until(Stage.YOUR_TURN, "repeat")
    table.rest(0.6)
    runner.again()
    table.until(Stage.LISTEN, "repeat")
    table.judge()

    aside, answer = table.facts(AttemptMade)[-2:]
    assert aside.ended_early
    assert (aside.step, aside.try_number) == (answer.step, answer.try_number) == ("repeat", 1)
    assert "again" in answer.cues
    assert "again" not in aside.cues


def test_a_silent_patient_is_helped_and_never_hurried(table: Table) -> None:
    """Twenty quiet seconds bring the instruction again; only after three of them a question."""
    table.speak_instructions()
    table.begin()
    table.judge()
    table.judge()
    table.script = Script(default=None)
    table.until(Stage.YOUR_TURN, "repeat")
    since_s = table.clock.monotonic_s()
    n_said = len(table.speaker.sounded)
    table.until(Stage.JUDGE)

    assert table.clock.monotonic_s() - since_s == pytest.approx(4 * 20.0 + 3 * 0.6, abs=1.0)
    assert len(table.speaker.sounded) == n_said + 3
    attempt = table.facts(AttemptMade)[-1]
    assert attempt.cues == ("light", "hand", *["instruction-again"] * 3)
    assert attempt.take is not None
    assert attempt.take.duration_s > 80.0


class StubbornBook:
    """A ledger that can refuse to write, as a full disk does."""

    def __init__(self, book: Ledger) -> None:
        self.refuses = False
        self._book = book

    def __getattr__(self, name: str) -> object:
        return getattr(self._book, name)

    def append(self, *facts: Fact) -> "Future[tuple[Entry, ...]]":
        if not self.refuses:
            return self._book.append(*facts)
        refused: Future[tuple[Entry, ...]] = Future()
        refused.set_exception(StoreTrouble("the disk is full"))
        return refused


class StubbornVault:
    """A vault whose recordings cannot be closed, as on a full disk."""

    def __init__(self, vault: TakeVault) -> None:
        self.refuses = False
        self._vault = vault

    def __getattr__(self, name: str) -> object:
        return getattr(self._vault, name)

    def begin(self, patient: PatientId, rate_hz: int) -> "TakeWriter":
        return StubbornWriter(self, self._vault.begin(patient, rate_hz))


class StubbornWriter:
    """Its writer."""

    def __init__(self, vault: StubbornVault, writer: TakeWriter) -> None:
        self._vault = vault
        self._writer = writer

    def write(self, samples: Samples) -> None:
        self._writer.write(samples)

    def finish(self) -> KeptTake:
        if self._vault.refuses:
            self._writer.abandon()  # the real one closes its file too
            raise StoreTrouble("the disk is full")
        return self._writer.finish()

    def abandon(self) -> None:
        self._writer.abandon()


@pytest.fixture
def stubborn(table: Table) -> tuple[Table, StubbornBook, StubbornVault]:
    """Put a book and a vault on the table that refuse when told to."""
    book, vault = StubbornBook(table.book.ledger), StubbornVault(table.book.takes)
    table.lay(dataclasses.replace(table.ports, ledger=book, takes=vault))  # type: ignore[arg-type]
    return table, book, vault


Stubborn = tuple[Table, StubbornBook, StubbornVault]


def test_a_book_that_cannot_be_written_is_said_and_tried_again(stubborn: Stubborn) -> None:
    """Nothing is acknowledged before it is kept, and nothing is lost when space is made."""
    table, book, _ = stubborn
    table.begin()
    table.until(Stage.TOGETHER)
    book.refuses = True
    view = table.until(Stage.KEEPING)
    for _ in range(500):
        view = table.tick()
    assert (view.stage, view.notice) == (Stage.KEEPING, "keep-trouble")
    book.refuses = False
    view = table.until(Stage.JUDGE)

    assert view.notice == "simulated"
    assert [a.step for a in table.facts(AttemptMade)] == ["listen", "unison"]


def test_a_sitting_can_be_left_even_when_nothing_can_be_kept(stubborn: Stubborn) -> None:
    """The patient is never held by a full disk; the helper has been told."""
    table, book, _ = stubborn
    table.begin()
    table.until(Stage.JUDGE)
    book.refuses = True
    table.runner.judge(Verdict.UNDERSTOOD, "carer")  # type: ignore[union-attr]
    table.until(Stage.KEEPING)
    for _ in range(10):
        view = table.tick()
    assert view.notice == "keep-trouble"
    table.runner.stop()  # type: ignore[union-attr]
    table.until(Stage.GOODBYE)
    table.runner.press()  # type: ignore[union-attr]
    table.rest(6.0)

    assert table.runner.finished  # type: ignore[union-attr]


def test_a_recording_that_cannot_be_closed_is_written_anew_from_memory(stubborn: Stubborn) -> None:
    """The answer is whole once there is space again."""
    table, _, vault = stubborn
    table.begin()
    table.until(Stage.TOGETHER)
    vault.refuses = True
    table.until(Stage.KEEPING)
    table.rest(1.0)
    vault.refuses = False
    for _ in range(2000):
        if (view := table.tick()).stage is Stage.JUDGE:
            break
    assert view.stage is Stage.JUDGE
    attempt = table.facts(AttemptMade)[-1]

    assert attempt.take is not None
    heard = table.analyst.given[-1].take.sound  # type: ignore[attr-defined]
    np.testing.assert_array_equal(table.book.takes.read(attempt.take).samples, heard.samples)


def test_the_helper_may_go_on_without_a_recording_that_cannot_be_kept(stubborn: Stubborn) -> None:
    """It is said in the record; the answer is judged as it was heard."""
    table, _, vault = stubborn
    table.begin()
    table.until(Stage.TOGETHER)
    vault.refuses = True
    for _ in range(3000):
        view = table.tick()
        if view.press is Press.NEXT:
            break
    assert (view.stage, view.notice) == (Stage.KEEPING, "keep-trouble")
    table.runner.press()  # type: ignore[union-attr]
    table.until(Stage.JUDGE)

    attempt = table.facts(AttemptMade)[-1]
    assert attempt.take is None
    assert attempt.ended_early


def test_a_full_disk_does_not_hold_whoever_stops_in_the_middle_of_an_answer(
    stubborn: Stubborn,
) -> None:
    """One press goes on without the recording; then the sitting ends as it was asked to."""
    table, _, vault = stubborn
    runner = table.begin()
    table.until(Stage.TOGETHER)
    table.rest(2.0)
    vault.refuses = True
    runner.stop()
    for _ in range(3000):
        if (view := table.tick()).press is Press.NEXT:
            break
    assert (view.stage, view.notice) == (Stage.KEEPING, "keep-trouble")
    runner.press()
    table.until(Stage.GOODBYE)

    attempt = table.facts(AttemptMade)[-1]
    assert attempt.take is None
    assert attempt.ended_early
    assert [e.why for e in table.facts(SessionEnded)] == ["stopped"]
