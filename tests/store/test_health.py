"""What the doctor is told about the book."""

from datetime import UTC, datetime

from mit_trainer.places import DataFolder
from mit_trainer.record import PatientAdded
from mit_trainer.store.book import Book
from mit_trainer.store.health import Health
from tests.store.conftest import Opener
from tests.store.facts import ANNA, attempt, started
from tests.store.raw import alter, engine_of
from tests.vault.ring import noise


def fill(book: Book) -> None:
    """Keep three answers."""
    book.ledger.append(PatientAdded(ANNA, "A"), started()).result()
    for number in range(3):
        writer = book.takes.begin(ANNA, 8000)
        writer.write(noise(6000))
        book.ledger.append(attempt(f"{number}", take=writer.finish())).result()


def test_a_good_book_is_in_order(opened: Opener) -> None:
    """Everything is counted and nothing is found, also when every take is opened."""
    book = opened()
    fill(book)

    assert book.verify(thorough=True).result() == Health(5, 3, None, ())
    book.close()
    book = opened()
    book.todays_copy.result()
    assert book.verify().result() == Health(5, 3, datetime(2030, 1, 1, 9, tzinfo=UTC), ())


def test_damage_to_an_open_book_is_found(opened: Opener, folder: DataFolder) -> None:
    """A bit that flips while the book is open is found by looking, not only at opening."""
    book = opened()
    fill(book)
    book.verify().result()
    content = bytearray(folder.store.read_bytes())
    content[3 * 4096 + 100] ^= 1
    folder.store.write_bytes(content)

    (trouble,) = book.verify().result().troubles

    assert "is damaged" in trouble


def test_missing_takes_are_counted(opened: Opener, folder: DataFolder) -> None:
    """Takes that are gone are counted, with the name of one."""
    book = opened()
    fill(book)
    first, second, _ = sorted(folder.takes.iterdir())
    first.unlink()
    second.unlink()

    (trouble,) = book.verify().result().troubles

    assert trouble.startswith("2 of 3 recordings are missing from")
    assert first.stem in trouble


def test_an_altered_take_is_found_by_a_thorough_look(opened: Opener, folder: DataFolder) -> None:
    """A spoilt recording is found when every take is opened."""
    book = opened()
    fill(book)
    path = next(folder.takes.iterdir())
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)

    assert book.verify().result().troubles == ()
    (trouble,) = book.verify(thorough=True).result().troubles
    assert "cut or altered" in trouble


def test_tables_that_do_not_agree_are_told(opened: Opener, folder: DataFolder) -> None:
    """An entry of a device that the book does not know is found."""
    book = opened()
    fill(book)
    book.close()
    with engine_of(folder) as engine:
        alter(engine, "DELETE FROM device")

    troubles = opened().verify().result().troubles

    assert any("do not agree" in trouble for trouble in troubles)
