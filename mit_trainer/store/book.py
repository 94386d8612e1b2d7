"""The book as the rest of the trainer gets it: `open_book`, and what it gives.

This module is quick to import.  SQLAlchemy and SQLCipher take most of a second, so they
are loaded on the store's thread, after the first screen is up.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mit_trainer.places import DataFolder

if TYPE_CHECKING:
    from mit_trainer.ports import Clock, Ledger, TakeVault
    from mit_trainer.store.health import Health
    from mit_trainer.vault.sweep import Sweep


@dataclass(frozen=True)
class Book:
    """An open book.

    Attributes
    ----------
    ledger, takes : what was stated, and what was heard
    sweep : what the last crash had left, now in order
    notices : calm sentences for the therapist about what was found at opening
    todays_copy : the copy made at this opening; None when there was one already
    """

    ledger: "Ledger"
    takes: "TakeVault"
    sweep: "Sweep"
    notices: tuple[str, ...]
    todays_copy: "Future[Path | None]"
    _verify: "Callable[[bool], Future[Health]]"
    _close: Callable[[], None]

    def verify(self, *, thorough: bool = False) -> "Future[Health]":
        """Look whether all is as it was kept; ``thorough`` opens every take too."""
        return self._verify(thorough)

    def close(self) -> None:
        """Finish what was asked for, then close.  Blocks; safe to call twice."""
        self._close()


def open_book(
    folder: DataFolder, key: bytes | Callable[[], bytes], clock: "Clock"
) -> "Future[Book]":
    """Open the book of a data folder, or make a new one.

    A ``key`` that is a function is called on the store's thread while the folder is
    locked, so that a slow key store holds up nothing and two starts cannot make two keys;
    ``lambda: keys.store_key(folder)`` is the usual one.

    The future holds a `StoreTrouble` when the folder is in use, cannot be written, is
    damaged or sealed with another key; then nothing was changed.
    """
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    def opened() -> Book:
        from mit_trainer.store.assembly import assemble  # slow: see above

        return assemble(folder, key, clock, thread)

    def leave_if_not(done: "Future[Book]") -> None:
        if done.exception():
            thread.shutdown(wait=False)

    future = thread.submit(opened)
    future.add_done_callback(leave_if_not)
    return future
