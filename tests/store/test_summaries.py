"""Sittings in numbers."""

from dataclasses import replace
from math import isnan, nan
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from mit_trainer.places import DataFolder
from mit_trainer.record import (
    Fact,
    PatientId,
    SessionEnded,
    SessionSummary,
    Voided,
)
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store import reading
from mit_trainer.store.book import Book
from mit_trainer.store.summaries import summaries
from tests.store.conftest import Opener
from tests.store.facts import (
    ANNA,
    MONDAY,
    attempt,
    finished,
    judgement,
    kept,
    opinion,
    started,
)
from tests.store.raw import engine_of


def only(book: Book) -> SessionSummary:
    """Sum up the one sitting there is."""
    (summary,) = book.ledger.summaries(ANNA).result()
    return summary


def test_a_sitting_is_summed_up(book: Book, clock: HandClock) -> None:
    """Two phrases, one of them of another set, give the sums one gets by hand."""
    begun = clock.now_utc()
    book.ledger.append(started())
    clock.advance(60.0)
    book.ledger.append(
        attempt("listen", step="hum"),
        attempt("a", step="unison", take=kept("1" * 32)),
        opinion("a", 0.1),
        judgement("a", 2, points_max=2),
        finished(3, 4, item_set="trained"),
        attempt("b", step="unison", take=kept("2" * 32)),
        opinion("b", 0.4),
        judgement("b", 0, points_max=2),
        attempt("b2", step="unison", try_number=2, take=kept("3" * 32)),
        opinion("b2", None),
        judgement("b2", 1, points_max=2),
        finished(1, 4, item_set="untrained-same"),
        finished(2, 4, item_set="trained"),
    )

    summary = only(book)
    # 0.1 + 0.3 / 4 is not 0.175 to the last bit.
    low, high = summary.speech_index_quartiles
    summary = replace(summary, speech_index_quartiles=(round(low, 12), round(high, 12)))
    assert summary == SessionSummary(
        session=MONDAY,
        started_utc=begun,
        variant="classic",
        level="elementary",
        points=6,
        points_max=12,
        n_phrases=3,
        n_attempts=4,
        n_measured=2,
        speech_index=0.25,
        simulated=False,
        # "unison" was begun twice and earns 2 at most each time: 2 + 0 + 1 of 4.
        points_by_step={"unison": (3, 4)},
        n_answers=3,
        speech_index_quartiles=(0.175, 0.325),
        points_by_set={"trained": (5, 8, 2), "untrained-same": (1, 4, 1)},
    )


def test_a_sitting_without_answers_has_no_numbers(book: Book) -> None:
    """A sitting that was only begun counts nothing, and its index is missing, not 0."""
    book.ledger.append(started(simulated=True))

    summary = only(book)

    assert summary.simulated
    assert (summary.points, summary.points_max, summary.n_phrases) == (0, 0, 0)
    assert (summary.n_attempts, summary.n_answers, summary.n_measured) == (0, 0, 0)
    assert isnan(summary.speech_index)
    assert all(isnan(one) for one in summary.speech_index_quartiles)
    assert (summary.points_by_step, summary.points_by_set) == ({}, {})


def test_sittings_come_oldest_first_and_one_persons_only(book: Book) -> None:
    """Each sitting is its own, in order; those of others are left out."""
    other = "boris"
    for name, patient in (("one", ANNA), ("his", other), ("two", ANNA)):
        book.ledger.append(started(name, patient=patient))
    book.ledger.append(finished(1, 4, session="two"), finished(4, 4, session="one"))

    read = book.ledger.summaries(ANNA).result()

    assert [(one.session, one.points) for one in read] == [("one", 4), ("two", 1)]
    assert len(book.ledger.summaries(PatientId(other)).result()) == 1


def test_what_was_finished_counts_even_when_the_sitting_was_not(book: Book) -> None:
    """A sitting that was stopped or cut off counts the phrases that came to their end."""
    book.ledger.append(started(), finished(3, 4), attempt("a"), judgement("a", 1))
    assert (only(book).points, only(book).points_max) == (3, 4)

    book.ledger.append(SessionEnded(ANNA, MONDAY, "stopped"))
    assert (only(book).points, only(book).points_max) == (3, 4)


def test_the_latest_word_about_an_answer_counts(book: Book) -> None:
    """A second judgement or opinion takes the place of the first; it is not added to it."""
    book.ledger.append(
        started(),
        attempt("a", take=kept()),
        opinion("a", 0.9),
        judgement("a", 1),
        judgement("a", 0),
        opinion("a", 0.2),
    )

    summary = only(book)

    assert summary.points_by_step == {"hum": (0, 1)}
    assert (summary.n_measured, summary.speech_index) == (1, 0.2)


def test_a_later_opinion_that_cannot_measure_counts_too(book: Book) -> None:
    """When the newest ear says "not measurable", the older number no longer counts."""
    book.ledger.append(started(), attempt("a"), opinion("a", 0.9), opinion("a", None))

    assert only(book).n_measured == 0


@pytest.mark.parametrize("which", ["opinion", "judgement", "finished", "attempt", "started"])
def test_voided_facts_are_left_out(book: Book, which: str) -> None:
    """Each kind of fact stops counting when it is voided, an attempt with all said about it."""
    facts: dict[str, Fact] = {
        "started": started(),
        "attempt": attempt("a", take=kept()),
        "opinion": opinion("a", 0.5),
        "judgement": judgement("a", 1),
        "finished": finished(3, 4),
    }
    entries = dict(zip(facts, book.ledger.append(*facts.values()).result(), strict=True))
    before = only(book)
    (void,) = book.ledger.append(Voided(ANNA, entries[which].id, "slip", "therapist")).result()

    without: dict[str, dict[str, object]] = {
        "opinion": {"n_measured": 0},
        "judgement": {"points_by_step": {}},
        "finished": {"points": 0, "points_max": 0, "n_phrases": 0, "points_by_set": {}},
        "attempt": {"n_attempts": 0, "n_answers": 0, "n_measured": 0, "points_by_step": {}},
    }
    if which == "started":
        assert book.ledger.summaries(ANNA).result() == ()
    else:
        missing = (
            {
                "speech_index": nan,
                "speech_index_quartiles": (nan, nan),
            }
            if "n_measured" in without[which]
            else {}
        )
        due = replace(before, **without[which], **missing)  # type: ignore[arg-type]
        assert repr(only(book)) == repr(due)
    book.ledger.append(Voided(ANNA, void.id, "no, it was right", "therapist"))
    assert only(book) == before


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8, 101])
def test_quartiles_are_those_of_numpy(book: Book, n: int) -> None:
    """Median and quartiles are the linear ones that NumPy gives."""
    values = np.random.default_rng(n).uniform(size=n)
    book.ledger.append(
        started(), *(opinion(f"a{i}", float(value)) for i, value in enumerate(values))
    )

    summary = only(book)

    low, middle, high = np.percentile(values, [25, 50, 75])
    assert summary.n_measured == n
    np.testing.assert_allclose(summary.speech_index, middle, rtol=1e-12)
    np.testing.assert_allclose(summary.speech_index_quartiles, (low, high), rtol=1e-12)


def test_no_query_walks_through_the_whole_log(opened: Opener, folder: DataFolder) -> None:
    """Every question is answered by way of an index, so other people's years cost nothing."""
    book = opened()
    (slip, *_) = book.ledger.append(
        attempt("a"), started(), opinion("a", 0.5), judgement("a", 1), finished(3, 4)
    ).result()
    book.ledger.append(Voided(ANNA, slip.id, "slip", "therapist")).result()
    book.close()
    asked: list[tuple[str, Any]] = []

    def listen(_c: Any, _u: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    with engine_of(folder) as engine, engine.begin() as connection:
        event.listen(engine, "before_cursor_execute", listen)
        summaries(connection, ANNA)
        reading.patients(connection)
        reading.settings(connection, ANNA)
        reading.unfinished(connection, ANNA)
        reading.session(connection, MONDAY)
        reading.mentioned_takes(connection)
        event.remove(engine, "before_cursor_execute", listen)
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            walks = [row.detail for row in plan if "SCAN event" in row.detail]
            assert all("USING INDEX" in walk for walk in walks), statement
    assert len(asked) > 10
