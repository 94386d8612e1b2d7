"""Looking at a book's file without touching it."""

from pathlib import Path

import pytest

from mit_trainer.places import DataFolder
from mit_trainer.store.connect import open_engine
from mit_trainer.store.pages import check_pages
from mit_trainer.store.troubles import Damaged
from tests.store.conftest import KEY, Opener
from tests.store.facts import ONE_OF_EACH


def test_looking_changes_nothing(opened: Opener, folder: DataFolder) -> None:
    """A good file gives the number of its entries; nothing is written beside it."""
    book = opened()
    book.ledger.append(*ONE_OF_EACH).result()
    book.close()
    before = sorted(folder.root.iterdir()), folder.store.read_bytes()

    assert check_pages(folder.store, KEY) == len(ONE_OF_EACH)
    assert (sorted(folder.root.iterdir()), folder.store.read_bytes()) == before


def test_another_key_looks_like_damage(opened: Opener, folder: DataFolder) -> None:
    """Without the right key every page is unreadable."""
    opened().close()

    with pytest.raises(Damaged):
        check_pages(folder.store, KEY[::-1])


def test_a_book_that_is_being_made_has_no_entries(tmp_path: Path) -> None:
    """A file without tables holds no entries, and is not damaged."""
    path = tmp_path / "a 100% odd name?.db"
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE other (x)")
    engine.dispose()

    assert check_pages(path, KEY) == 0
