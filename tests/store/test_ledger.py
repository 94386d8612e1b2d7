"""The ledger: what goes in, in what order, and that nothing comes out."""

import threading
from concurrent.futures import wait
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mit_trainer.errors import BadInput
from mit_trainer.places import DataFolder
from mit_trainer.record import (
    Entry,
    Fact,
    PatientAdded,
    PatientId,
    SessionEnded,
    SessionId,
    SettingChanged,
    Voided,
)
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store import chain
from mit_trainer.store.book import Book
from tests.store.conftest import Opener
from tests.store.facts import ANNA, MONDAY, ONE_OF_EACH, any_fact, attempt, finished, started
from tests.store.raw import engine_of, rows

BORIS = PatientId("boris")


def add(book: Book, *facts: Fact) -> tuple[Entry, ...]:
    """Add facts and wait for the disk."""
    return book.ledger.append(*facts).result(timeout=20)


def test_the_finished_phrases_of_one_person_are_found(book: Book) -> None:
    """Hers only, in order, and one that was taken back is marked."""
    add(book, PatientAdded(ANNA, "1"), PatientAdded(BORIS, "2"))
    first, second = add(book, finished(1, 4), finished(2, 4))
    add(book, replace(finished(3, 4), patient=BORIS))
    add(book, Voided(ANNA, first.id, "a slip", "therapist"))

    found = book.ledger.finished(ANNA).result(timeout=20)

    assert [(entry.id, entry.voided) for entry in found] == [(first.id, True), (second.id, False)]


def test_every_kind_is_read_back_after_reopening(opened: Opener, folder: DataFolder) -> None:
    """What was added is still there, equal and in order, when the book is opened anew."""
    book = opened()
    added = add(book, *ONE_OF_EACH)
    book.close()

    with engine_of(folder) as engine:
        read = rows(engine)

    assert [entry.fact for entry in added] == list(ONE_OF_EACH)
    assert [row["id"] for row in read] == [entry.id for entry in added]
    assert [row["seq"] for row in read] == [entry.seq for entry in added] == list(range(1, 11))
    session = opened().ledger.session(MONDAY).result()
    assert repr([entry.fact for entry in session]) == repr(list(ONE_OF_EACH[2:9]))


def test_entries_carry_the_calendar_of_the_act(book: Book, clock: HandClock) -> None:
    """The time of an entry is when it was stated, not when the disk was ready for it."""
    before = clock.now_utc()
    (first,) = add(book, started())
    clock.advance(61.5)
    (second,) = add(book, SessionEnded(ANNA, MONDAY, "finished"))

    assert first.at_utc == before
    assert second.at_utc - first.at_utc == timedelta(seconds=61.5)
    assert [entry.at_utc for entry in book.ledger.session(MONDAY).result()] == [
        first.at_utc,
        second.at_utc,
    ]


def test_all_or_none(book: Book) -> None:
    """When one of several facts cannot be kept, none of them is."""
    with pytest.raises(BadInput):
        add(book, PatientAdded(ANNA, "A"), PatientAdded(BORIS, "\ud800"))

    assert book.ledger.patients().result() == ()
    add(book, PatientAdded(ANNA, "A"))
    assert len(book.ledger.patients().result()) == 1


def test_nothing_is_nothing(book: Book) -> None:
    """Adding no fact adds no entry."""
    assert add(book) == ()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(any_fact(), max_size=4), max_size=6))
def test_any_sequence_keeps_the_chain(book: Book, acts: list[list[Fact]]) -> None:
    """Whatever is added, in whatever acts, every entry stays tied to the one before it."""
    for facts in acts:
        add(book, *facts)

    # The takes that such facts mention were never recorded; nothing else may be found.
    assert all("are missing" in one for one in book.verify().result().troubles)


def test_acts_of_many_threads_stay_apart(book: Book) -> None:
    """Facts of one act stand together and in order, however many threads add at once."""
    futures = []

    def adds(number: int) -> None:
        names = [f"{number}-{i}" for i in range(3)]
        futures.append(book.ledger.append(*(SettingChanged(ANNA, name, 1.0) for name in names)))

    threads = [threading.Thread(target=adds, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait(futures, timeout=20)

    for future in futures:
        entries = future.result()
        assert [entry.seq - entries[0].seq for entry in entries] == [0, 1, 2]
    assert len(book.ledger.settings(ANNA).result()) == 60
    assert book.verify().result().troubles == ()


def test_a_result_means_that_it_can_be_read(book: Book) -> None:
    """A read that is asked for after an append sees it, without waiting in between."""
    futures = [
        (book.ledger.append(SettingChanged(ANNA, "n", float(i))), book.ledger.settings(ANNA))
        for i in range(50)
    ]

    assert [read.result()["n"] for _, read in futures] == [float(i) for i in range(50)]


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE event SET body = '{}' WHERE seq = 3",
        "UPDATE event SET at_utc = '' ",
        "DELETE FROM event WHERE seq = 10",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event (seq, id, device, device_seq, prev, hash, kind, body,"
        " at_utc, utc_offset_min, mono_s, boot) SELECT seq, id, device, device_seq, prev, hash,"
        " kind, '{}', at_utc, utc_offset_min, mono_s, boot FROM event WHERE seq = 4",
    ],
)
def test_facts_are_only_ever_added(opened: Opener, folder: DataFolder, act: str) -> None:
    """The database itself refuses to change or to take out an entry."""
    book = opened()
    add(book, *ONE_OF_EACH)
    book.close()
    with engine_of(folder) as engine:
        before = rows(engine)
        with pytest.raises(IntegrityError, match="only ever added"), engine.begin() as connection:
            connection.execute(text(act))
        assert rows(engine) == before


def test_two_entries_never_share_a_number(opened: Opener, folder: DataFolder) -> None:
    """A device's numbers run from 1 without a gap, over every opening of the book."""
    for _ in range(3):
        book = opened()
        add(book, started(), attempt("a"))
        book.close()

    with engine_of(folder) as engine:
        written = rows(engine)

    assert [row["device_seq"] for row in written] == list(range(1, 7))
    assert len({row["device"] for row in written}) == 1
    assert len({row["boot"] for row in written}) == 3
    assert chain.first_break(written) is None


def test_patients_come_in_order_with_voided_ones_marked(book: Book) -> None:
    """All patients that were ever added are read, and those taken back are marked."""
    anna, _ = add(book, PatientAdded(ANNA, "A"), PatientAdded(BORIS, "B"))
    add(book, Voided(ANNA, anna.id, "twice", "therapist"))

    read = book.ledger.patients().result()

    assert [(entry.fact.patient, entry.voided) for entry in read] == [(ANNA, True), (BORIS, False)]


def test_the_latest_setting_counts(book: Book) -> None:
    """Each setting has the value it was given last; other people's settings do not matter."""
    add(
        book,
        SettingChanged(ANNA, "tonic_hz", 180.0),
        SettingChanged(ANNA, "hand", "left"),
        SettingChanged(BORIS, "tonic_hz", 120.0),
    )
    (latest,) = add(book, SettingChanged(ANNA, "tonic_hz", 200.0))

    assert book.ledger.settings(ANNA).result() == {"tonic_hz": 200.0, "hand": "left"}
    add(book, Voided(ANNA, latest.id, "slip", "therapist"))
    assert book.ledger.settings(ANNA).result() == {"tonic_hz": 180.0, "hand": "left"}
    assert book.ledger.settings(PatientId("nobody")).result() == {}


def test_a_void_can_be_voided(book: Book) -> None:
    """Taking back a void brings its target back, and so on to any depth."""
    (target,) = add(book, started())
    newest = target
    for depth in range(1, 5):
        (newest,) = add(book, Voided(ANNA, newest.id, "changed my mind", "therapist"))
        (entry,) = book.ledger.session(MONDAY).result()
        assert entry.voided == (depth % 2 == 1)


def test_a_sitting_is_unfinished_until_it_is_closed(book: Book) -> None:
    """The latest sitting is the one to go on with, when it was never closed."""

    def unfinished() -> SessionId | None:
        return book.ledger.unfinished(ANNA).result()

    assert unfinished() is None
    add(book, started("one"))
    assert unfinished() == "one"
    add(book, started("other's", patient="boris"))
    assert unfinished() == "one"
    (begun,) = add(book, started("two"))
    assert unfinished() == "two"
    (ended,) = add(book, SessionEnded(ANNA, SessionId("two"), "stopped"))
    assert unfinished() is None, "an older one that was never closed is not gone back to"
    add(book, Voided(ANNA, ended.id, "slip", "therapist"))
    assert unfinished() == "two"
    add(book, Voided(ANNA, begun.id, "a try", "therapist"))
    assert unfinished() == "one"


def test_an_unknown_sitting_is_empty(book: Book) -> None:
    """Asking for a sitting that never was gives nothing."""
    assert book.ledger.session(SessionId("none")).result() == ()
