"""A book in a folder of its own, for each test that asks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import Book, open_book

KEY = bytes(range(32))
Opener = Callable[[], Book]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Name a data folder that is not made yet."""
    return DataFolder(tmp_path / "records")


@pytest.fixture
def clock() -> HandClock:
    """Set a clock that stands still."""
    return HandClock()


@pytest.fixture
def opened(folder: DataFolder, clock: HandClock) -> Iterator[Opener]:
    """Open the book of the folder, as often as the test closes it."""
    books: list[Book] = []

    def opener() -> Book:
        books.append(open_book(folder, KEY, clock).result(timeout=20))
        return books[-1]

    yield opener
    for book in books:
        book.close()


@pytest.fixture
def book(opened: Opener) -> Book:
    """Open a new book."""
    return opened()
