"""The way back to a copy."""

import pytest

from mit_trainer.capture.take import Samples
from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.record import KeptTake, PatientAdded, TakeFound
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import Book
from mit_trainer.store.restore import restore
from tests.store.conftest import KEY, Opener
from tests.store.facts import ANNA, MONDAY, attempt, started
from tests.store.raw import engine_of, rows
from tests.vault.ring import noise


def answered(book: Book, name: str, samples: Samples) -> KeptTake:
    """Keep an answer the way a sitting does: the sound, then its row."""
    writer = book.takes.begin(ANNA, 8000)
    writer.write(samples)
    kept = writer.finish()
    book.ledger.append(attempt(name, take=kept)).result()
    return kept


def test_a_damaged_book_is_replaced_and_kept(
    opened: Opener, folder: DataFolder, clock: HandClock
) -> None:
    """After damage the copy is in place, the damaged book aside, and no sound is lost."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A"), started()).result()
    first = answered(book, "a", noise(5000))
    book.close()
    book = opened()
    copy = book.todays_copy.result()
    clock.advance(3600)
    second = answered(book, "b", noise(7000, seed=1))
    book.close()
    damaged = folder.store.read_bytes()[:-100]
    folder.store.write_bytes(damaged)

    restored = restore(folder, KEY, clock)

    assert restored.copy == copy
    assert (restored.set_aside / "book.db").read_bytes() == damaged
    book = opened()
    (found,) = book.sweep.found
    assert found.take == second
    assert book.takes.read(first).samples.size == 5000
    facts = [entry.fact for entry in book.ledger.session(MONDAY).result()]
    assert repr(facts[:2]) == repr([started(), attempt("a", take=first)])
    assert facts[2] == TakeFound(ANNA, MONDAY, second, found.began_utc, whole=True)
    assert book.verify(thorough=True).result().troubles == ()


def test_a_restored_book_writes_as_a_new_device(
    opened: Opener, folder: DataFolder, clock: HandClock
) -> None:
    """Numbers that the lost entries had are never given to other entries."""
    book = opened()
    book.ledger.append(started()).result()
    book.close()
    book = opened()
    book.todays_copy.result()
    book.ledger.append(attempt("lost")).result()
    book.close()

    restore(folder, KEY, clock)
    book = opened()
    book.ledger.append(attempt("new")).result()
    book.close()

    with engine_of(folder) as engine:
        one, other = rows(engine)
    assert one["device"] != other["device"]
    assert (one["device_seq"], other["device_seq"]) == (1, 1)


def test_a_lost_book_is_restored_too(opened: Opener, folder: DataFolder, clock: HandClock) -> None:
    """It does not matter whether there is still a damaged book to be kept."""
    book = opened()
    book.ledger.append(started()).result()
    book.close()
    book = opened()
    book.todays_copy.result()
    book.close()
    folder.store.unlink()

    restore(folder, KEY, clock)

    assert opened().verify().result().n_entries == 1


def test_without_a_copy_nothing_is_changed(
    opened: Opener, folder: DataFolder, clock: HandClock
) -> None:
    """Where no copy opens the book stays where it is, in one sentence."""
    opened().close()
    before = folder.store.read_bytes()

    with pytest.raises(StoreTrouble, match=r"no copy in .* that opens with this key"):
        restore(folder, KEY, clock)
    assert folder.store.read_bytes() == before


def test_an_open_book_is_not_replaced(opened: Opener, folder: DataFolder, clock: HandClock) -> None:
    """While the trainer is open nothing is put in the place of its book."""
    opened()

    with pytest.raises(StoreTrouble, match="already open"):
        restore(folder, KEY, clock)
