"""The chain that ties each entry to the one before it."""

import hashlib
import json

import pytest

from mit_trainer.places import DataFolder
from mit_trainer.store import chain
from tests.store.conftest import Opener
from tests.store.facts import attempt, started
from tests.store.raw import alter, engine_of, rows


@pytest.fixture
def long_book(opened: Opener, folder: DataFolder) -> DataFolder:
    """Write a book of 40 entries and close it."""
    book = opened()
    book.ledger.append(started()).result()
    for i in range(13):
        book.ledger.append(*(attempt(f"{i}-{j}") for j in range(3))).result()
    book.close()
    return folder


def test_a_hash_is_sha256_over_what_the_row_says(long_book: DataFolder) -> None:
    """The hash can be worked out by hand: SHA-256 of the hash before and the row as JSON."""
    with engine_of(long_book) as engine:
        first, second = rows(engine)[:2]

    assert first["prev"] == bytes(32)
    for row in (first, second):
        said = json.dumps(
            [row[name] for name in chain.HASHED], separators=(",", ":"), ensure_ascii=False
        )
        assert row["hash"] == hashlib.sha256(row["prev"] + said.encode()).digest()
    assert second["prev"] == first["hash"]


@pytest.mark.parametrize(
    ("act", "first_altered"),
    [
        ("UPDATE event SET body = replace(body, 'coffee', 'toffee') WHERE seq = 17", 17),
        ("UPDATE event SET body = body || ' ' WHERE seq >= 9", 9),
        ("UPDATE event SET at_utc = '1970' WHERE seq = 1", 1),
        ("UPDATE event SET subject = NULL WHERE seq = 40", 40),
        ("UPDATE event SET mono_s = mono_s + 1e-9 WHERE seq = 5", 5),
        ("UPDATE event SET patient = 'boris' WHERE seq = 2", 2),
        ("UPDATE event SET hash = zeroblob(32) WHERE seq = 33", 33),
        ("UPDATE event SET prev = zeroblob(32) WHERE seq = 12", 12),
        ("DELETE FROM event WHERE seq = 20", 21),
        ("DELETE FROM event WHERE seq < 4", 4),
    ],
)
def test_the_first_altered_row_is_named(
    long_book: DataFolder, opened: Opener, act: str, first_altered: int
) -> None:
    """Whatever is changed in the log behind our back, the first row concerned is named."""
    with engine_of(long_book) as engine:
        alter(engine, act)
        found = chain.first_break(rows(engine))

    assert found is not None
    assert found.seq == first_altered
    (trouble,) = opened().verify().result().troubles
    assert trouble.startswith(f"Entry {first_altered} of the book (")


def test_rows_of_two_devices_are_two_chains(long_book: DataFolder) -> None:
    """Entries of another device in between do not break a chain, but its own gaps do."""
    with engine_of(long_book) as engine:
        own = rows(engine)
    head, others = chain.Head(0, chain.ORIGIN), []
    for row in own[:5]:
        other, head = chain.tied({**row, "device": "other"}, head)
        others.append(other)
    mixed = [row for pair in zip(own, others, strict=False) for row in pair]

    assert chain.first_break(mixed) is None
    assert chain.first_break([*mixed[:3], *mixed[5:]]) is not None


def test_an_empty_book_has_no_break() -> None:
    """Nothing is in order."""
    assert chain.first_break([]) is None
