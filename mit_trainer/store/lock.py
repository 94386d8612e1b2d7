"""One program at a time on one data folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from mit_trainer.errors import AlreadyOpen
from mit_trainer.places import DataFolder
from mit_trainer.store.troubles import told


def take(folder: DataFolder) -> FileLock:
    """Take the folder, making it when it is new; the system frees it if the program dies.

    To be released on the thread that took it.
    """
    with told(folder.store):
        folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(folder.lock, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise AlreadyOpen(
                "MIT Trainer is already open with these records; go to its window, or close "
                "it before starting again."
            ) from None
    return lock


@contextmanager
def held(folder: DataFolder) -> Iterator[None]:
    """Hold the folder for a while."""
    lock = take(folder)
    try:
        yield
    finally:
        lock.release()
