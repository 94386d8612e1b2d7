"""Opens the sealed records of a data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mit_trainer import places
from mit_trainer.errors import StoreTrouble
from mit_trainer.hardware.clock import SystemClock
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock
from mit_trainer.store.book import Book, open_book
from mit_trainer.vault import keys
from mit_trainer.vault.identity import has_records

if TYPE_CHECKING:
    from mit_trainer.store.restore import Restored


def key_file(folder: DataFolder) -> Path | None:
    """Find the key file: the one that the environment names, or the one in the folder."""
    named = keys.named_file()
    if named is not None:
        return named
    return folder.key_file if folder.key_file.exists() else None


def open_records(folder: DataFolder, clock: Clock, *, make_key_file: bool = False) -> Book:
    """Open the records, or begin new ones; waits until they are open.

    ``make_key_file`` puts the key into a file in the folder when there is none yet: the
    choice of somebody whose computer has no key store.

    Raises `StoreTrouble` with the sentence to show.
    """
    return open_book(folder, lambda: store_key(folder, make=make_key_file), clock).result()


def store_key(folder: DataFolder, *, make: bool = False) -> bytes:
    """Find the key of a folder; ``make`` as for `open_records`."""
    path = key_file(folder) or (folder.key_file if make else None)
    return keys.store_key(folder, path, make=make)


def restore_records(folder: DataFolder) -> "Restored":
    """Put the newest good copy in the place of a damaged book, which is kept."""
    from mit_trainer.store.restore import restore  # slow: it brings SQLAlchemy

    return restore(folder, store_key(folder), SystemClock())


@contextmanager
def open_for_shell() -> Iterator[Book]:
    """Open the user's records for one command.

    Raises `StoreTrouble` when there are none: a command that only reads must not begin a
    new book in a folder that was named by a slip.
    """
    folder = places.data_folder()
    if not has_records(folder):
        raise StoreTrouble(
            f"There are no records in {folder.root} yet; practise first, or set "
            "MIT_TRAINER_DATA to the folder that holds them."
        )
    book = open_records(folder, SystemClock())
    try:
        yield book
    finally:
        book.close()
