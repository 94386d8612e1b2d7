"""Old answers get new opinions, and nothing that was said before is lost."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.errors import WorkerTrouble
from mit_trainer.grading.grade import grader
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.ports import Answer
from mit_trainer.record import AttemptMade, OpinionGiven, SessionId
from mit_trainer.session.old_answers import Left, Material
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import Book
from mit_trainer.vault.sealed import take_path
from mit_trainer.wiring.regrading import Regraded, regrade
from tests.session.rig import CLASSIC, HELLO, BareAnalyst, Table, deck, opened

WHO = grader(default_rubric(places.RUBRICS))
Sat = tuple[Book, Table, SessionId]
NOW = Material({"table": deck(HELLO)}, {CLASSIC.id: CLASSIC})


class Forgetful(BareAnalyst):
    """Says nothing of the second answer it is given, as when the program dies over it."""

    def grade(self, answer: Answer) -> "Future[Grade]":
        """Answer at once, or never."""
        said = super().grade(answer)
        if len(self.given) != 2:
            return said
        nothing: Future[Grade] = Future()
        nothing.set_exception(WorkerTrouble("The listening process is gone."))
        return nothing


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sat]:
    """Practise one phrase, graded by somebody who heard little."""
    folder = tmp_path_factory.mktemp("sat") / "data"
    clock = HandClock()
    with opened(folder, clock) as book:
        table = Table(book, clock, phrases=(HELLO,), analyst=Forgetful())
        session = table.begin().started.session
        table.play()
        yield book, table, session


def heard(book: Book, material: Material = NOW) -> tuple[Regraded, list[tuple[int, int]]]:
    """Regrade, and keep what was told meanwhile."""
    told: list[tuple[int, int]] = []
    done = regrade(book, 2, lambda n_done, n_all: told.append((n_done, n_all)), material)
    return done, told


def test_regrading_adds_stops_goes_on_and_ends(sat: Sat) -> None:
    """One life of a book: broken off after the first, gone on with, then nothing to do."""
    book, table, session = sat
    made = [a for a in table.facts(AttemptMade, session) if a.take is not None]
    before = table.facts(OpinionGiven, session)
    graded = {one.attempt for one in before}
    ours = {a.attempt for a in made if "voice" in a.cues and a.attempt in graded}
    due = {a.attempt for a in made} - ours
    assert len(due) >= 2
    assert len(ours) >= 1
    assert due - graded  # one of them was never listened to

    def stop(n_done: int, _: int) -> None:
        if n_done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        regrade(book, 1, stop, NOW)
    first = [o.attempt for o in table.facts(OpinionGiven, session) if o.grader == WHO]
    assert len(first) == 1

    done, told = heard(book)
    after = table.facts(OpinionGiven, session)

    assert done == Regraded(WHO, len(due) - 1, {Left.THERE: 1, Left.OUR_VOICE: len(ours)}, ())
    assert told == [(n, len(due) - 1) for n in range(len(due))]
    assert after[: len(before)] == before
    assert sorted(o.attempt for o in after[len(before) :]) == sorted(due)
    assert {o.grader for o in after[len(before) :]} == {WHO}
    assert all(o.grade["phrase"] == HELLO.text for o in after)

    again, _ = heard(book)
    assert (again.n_new, again.left) == (0, {Left.THERE: len(due), Left.OUR_VOICE: len(ours)})
    assert len(table.facts(OpinionGiven, session)) == len(after)

    [summary] = book.ledger.summaries(table.patient).result(10)
    alone = next(o for o in after if o.grade["syllables_found"] == 2)
    assert alone.grade["detail"]["latency_s"] == pytest.approx(0.55, abs=0.1)
    assert summary.n_answers == len(made)


def test_a_phrase_that_was_changed_is_left(sat: Sat) -> None:
    """Another text under the same id, or no such deck: nobody knows what was asked for."""
    book, table, session = sat
    n = len(table.facts(OpinionGiven, session))
    other = Material({"table": deck(replace(HELLO, text="good bye"))}, NOW.variants)

    for material in (other, Material({}, NOW.variants), Material(NOW.decks, {})):
        assert heard(book, material)[0].n_new == 0
    assert len(table.facts(OpinionGiven, session)) == n


def test_a_recording_that_is_gone_is_told_and_the_others_are_heard(tmp_path: Path) -> None:
    """One sentence for it; the rest get their opinions."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO,))
        session = table.begin().started.session
        table.play()
        alone = [a for a in table.facts(AttemptMade, session) if a.take and "voice" not in a.cues]
        assert alone[0].take is not None
        take_path(tmp_path / "data" / "takes", alone[0].take.name).unlink()
        done, _ = heard(book)

    assert done.n_new == len(alone) - 1
    assert len(done.troubles) == 1
    assert "is missing" in done.troubles[0]
