"""Everything that can be wrong with a book before it is opened."""

import random
import shutil
from pathlib import Path

import pytest

from mit_trainer.errors import KeyTrouble, StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import open_book
from tests.store.conftest import KEY, Opener
from tests.store.facts import ONE_OF_EACH, attempt, started
from tests.store.raw import engine_of


@pytest.fixture
def closed(opened: Opener, folder: DataFolder) -> DataFolder:
    """Write a book of some pages, close it, and have it copied once."""
    book = opened()
    book.ledger.append(*ONE_OF_EACH, *(attempt(f"{i}") for i in range(60))).result()
    book.close()
    book = opened()
    book.todays_copy.result()
    book.close()
    return folder


def trouble_with(folder: DataFolder, key: bytes = KEY) -> str:
    """Open a book that cannot be opened; returns the sentence."""
    with pytest.raises(StoreTrouble) as told:
        open_book(folder, key, HandClock()).result(timeout=20)
    return str(told.value)


def content(folder: DataFolder) -> dict[Path, bytes]:
    """Read everything in a folder but the lock."""
    return {
        path: path.read_bytes()
        for path in folder.root.rglob("*")
        if path.is_file() and path != folder.lock
    }


def test_every_flipped_bit_is_noticed(closed: DataFolder) -> None:
    """Fifty single bits flipped anywhere in the book are each noticed before a row is read."""
    whole = closed.store.read_bytes()
    chance = random.Random(1)
    # Both ends, each kind of page, and chance.
    places = [0, 7, 8 * 16, 8 * 4095, 8 * 4096, len(whole) * 8 - 1]
    places += [chance.randrange(len(whole) * 8) for _ in range(44)]
    for bit in places:
        bent = bytearray(whole)
        bent[bit // 8] ^= 1 << bit % 8
        closed.store.write_bytes(bent)

        assert "is damaged; nothing was changed" in trouble_with(closed), f"bit {bit}"
        assert closed.store.read_bytes() == bent, "the damaged book was touched"


@pytest.mark.parametrize("share", [0.0001, 0.3, 0.5, 0.99])
@pytest.mark.parametrize("whole_pages", [True, False])
def test_a_cut_book_is_noticed(closed: DataFolder, share: float, whole_pages: bool) -> None:
    """A book cut anywhere, at the end of a page or inside one, is told from a whole one."""
    whole = closed.store.read_bytes()
    length = round(len(whole) * share)
    length = max(4096, length // 4096 * 4096) if whole_pages else length
    closed.store.write_bytes(whole[:length])

    assert "nothing was changed, and the copy of" in trouble_with(closed)


@pytest.mark.parametrize(
    "junk", [b"", b"x", bytes(511), bytes(512), b"SQLite format 3\0" + bytes(5000), bytes(8192)]
)
def test_something_else_in_its_place_is_noticed(closed: DataFolder, junk: bytes) -> None:
    """An empty file, junk, zeros or another program's database is not taken for the book."""
    closed.store.write_bytes(junk)

    sentence = trouble_with(closed)

    assert "is damaged" in sentence or "is gone or empty" in sentence
    assert closed.store.read_bytes() == junk


def test_an_empty_book_is_not_filled_anew(closed: DataFolder) -> None:
    """A sound file without our tables, where copies show that there were records, is refused."""
    closed.store.unlink()
    with engine_of(closed) as engine, engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE other (x)")

    assert "is damaged; nothing was changed" in trouble_with(closed)


def test_the_way_back_is_offered(closed: DataFolder) -> None:
    """The sentence about a damaged book names the copy and the command that restores it."""
    closed.store.write_bytes(closed.store.read_bytes()[:-1])

    assert trouble_with(closed) == (
        f"The book {closed.store} is damaged; nothing was changed, and the copy of 01 January "
        "2030, 09:00 UTC is good: mit-trainer doctor --restore puts it in place and keeps the "
        "damaged book."
    )


def test_without_a_copy_no_way_back_is_promised(closed: DataFolder) -> None:
    """When no copy opens the sentence says so."""
    shutil.rmtree(closed.backups)
    closed.store.write_bytes(closed.store.read_bytes()[:-1])

    assert "is damaged and there is no copy that opens; keep the folder" in trouble_with(closed)


def test_a_lost_book_is_not_started_anew(closed: DataFolder) -> None:
    """Where takes or copies are but no book, no empty one is made over them."""
    closed.store.unlink()

    assert "is gone or empty; nothing was changed" in trouble_with(closed)
    assert not closed.store.exists()


def test_another_key_is_told_from_damage(closed: DataFolder) -> None:
    """The wrong key is named as such, and nothing is changed."""
    before = content(closed)

    with pytest.raises(KeyTrouble, match=r"not the one that the records .*nothing was changed"):
        open_book(closed, KEY[::-1], HandClock()).result(timeout=20)
    assert content(closed) == before


def test_a_folder_that_is_a_file_is_told(folder: DataFolder) -> None:
    """A file in place of the data folder gives a sentence."""
    folder.root.write_bytes(b"mine")

    assert trouble_with(folder).startswith(f"Records cannot be kept in {folder.root}: it is no")
    assert folder.root.read_bytes() == b"mine"


def test_a_folder_below_a_file_is_told(tmp_path: Path) -> None:
    """A data folder that cannot even be named gives the same sentence."""
    (tmp_path / "file").write_bytes(b"")

    assert "it is no folder that you may write to" in trouble_with(
        DataFolder(tmp_path / "file" / "below")
    )


def test_a_spoilt_identity_is_mended_from_its_twin(closed: DataFolder, opened: Opener) -> None:
    """When one of the two small files that name the key is spoilt, opening mends it."""
    closed.identities[0].write_bytes(b"")

    assert opened().verify().result().n_entries == 70
    assert closed.identities[0].read_bytes() == closed.identities[1].read_bytes()


def test_a_crash_while_the_book_is_made_is_no_damage(opened: Opener, folder: DataFolder) -> None:
    """An empty file, or one that has no tables yet, is a new book where nothing else is."""
    folder.root.mkdir()
    folder.store.write_bytes(b"")

    book = opened()

    book.ledger.append(started()).result()
    assert book.verify().result().n_entries == 1
