"""Copies of the book."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store import backup
from mit_trainer.store.pages import check_pages
from tests.store.conftest import KEY, Opener
from tests.store.facts import ONE_OF_EACH, attempt, started
from tests.store.raw import engine_of, rows


def copies(folder: DataFolder) -> list[Path]:
    """List what lies among the copies, but for the small text file."""
    return sorted(path for path in folder.backups.iterdir() if path.suffix != ".toml")


def opened_once(opened: Opener) -> Path | None:
    """Open and close the book; returns the copy that this made."""
    book = opened()
    path = book.todays_copy.result()
    book.close()
    return path


def test_a_new_book_is_not_copied(opened: Opener, folder: DataFolder) -> None:
    """There is nothing to copy before the first fact."""
    assert opened_once(opened) is None
    assert copies(folder) == []


def test_the_first_opening_of_a_day_makes_a_copy(
    opened: Opener, folder: DataFolder, clock: HandClock
) -> None:
    """One copy a day, however often the book is opened."""
    book = opened()
    book.ledger.append(*ONE_OF_EACH).result()
    book.close()

    made = [opened_once(opened) for _ in range(3)]
    clock.advance(24 * 3600)
    made.append(opened_once(opened))

    assert [path is not None for path in made] == [True, False, False, True]
    assert copies(folder) == sorted(path for path in made if path)


def test_a_copy_has_everything_and_is_sealed(opened: Opener, folder: DataFolder) -> None:
    """A copy is one file, opens with the book's key, and holds the same rows."""
    book = opened()
    book.ledger.append(*ONE_OF_EACH).result()
    with engine_of(folder) as engine:
        path = backup.copy_before(folder, engine, KEY, revision="0001", now=HandClock().now_utc())
        due = rows(engine)
    book.close()

    assert path.name == "before-0001-20300101T090000Z.db"
    assert copies(folder) == [path]
    assert b"anna" not in path.read_bytes()
    assert check_pages(path, KEY) == len(ONE_OF_EACH)
    path.replace(folder.store)
    with engine_of(folder) as engine:
        assert rows(engine) == due


def test_a_copy_is_taken_of_the_newest_entries_too(opened: Opener, folder: DataFolder) -> None:
    """Entries that are still in the file beside the book are in the copy."""
    book = opened()
    book.ledger.append(started(), *(attempt(f"{i}") for i in range(200))).result()
    with engine_of(folder) as engine:
        path = backup.copy_before(folder, engine, KEY, revision="0001", now=HandClock().now_utc())

    assert folder.store.with_name("book.db-wal").stat().st_size > 0
    assert check_pages(path, KEY) == 201


def test_old_copies_are_thinned(opened: Opener, folder: DataFolder, clock: HandClock) -> None:
    """Copies that the rule no longer keeps go; a copy made before a change of version stays."""
    book = opened()
    book.ledger.append(started()).result()
    book.close()
    folder.backups.mkdir(exist_ok=True)
    for days in range(1, 100):
        old = clock.now_utc() - timedelta(days=days)
        (folder.backups / f"book-{old.astimezone(UTC):%Y%m%dT%H%M%SZ}.db").write_bytes(b"x")
    (folder.backups / "before-0000-20200101T000000Z.db").write_bytes(b"x")
    (folder.backups / "book-of-mine.db").write_bytes(b"x")

    path = opened_once(opened)

    names = {one.name for one in copies(folder)}
    assert path is not None
    assert path.name in names
    assert {"before-0000-20200101T000000Z.db", "book-of-mine.db"} <= names
    assert 20 < len(names) < 35


def test_the_newest_good_copy_is_found(
    opened: Opener, folder: DataFolder, clock: HandClock
) -> None:
    """A newer copy that does not open is passed over."""
    book = opened()
    book.ledger.append(started()).result()
    book.close()
    good = opened_once(opened)
    clock.advance(24 * 3600)
    spoilt = opened_once(opened)
    assert good is not None
    assert spoilt is not None
    content = bytearray(spoilt.read_bytes())
    content[5000] ^= 1
    spoilt.write_bytes(content)

    found = backup.newest_good(folder, KEY)

    assert found is not None
    assert found[1] == good
    assert backup.newest_good(folder, KEY[::-1]) is None


def test_a_copy_that_cannot_be_written_is_told(opened: Opener, folder: DataFolder) -> None:
    """A file in place of the folder of copies gives a sentence and harms nothing."""
    book = opened()
    book.ledger.append(started()).result()
    (folder.backups / "book-id.toml").unlink()
    folder.backups.rmdir()
    folder.backups.write_bytes(b"")

    with engine_of(folder) as engine, pytest.raises(StoreTrouble, match="cannot be kept"):
        backup.copy_before(folder, engine, KEY, revision="0001", now=HandClock().now_utc())
    assert book.verify().result().troubles == ()
