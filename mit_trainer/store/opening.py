"""Opens a book: everything that has to be right before the first fact is written.

All of it runs on the store's thread, with the folder locked.  Nothing is written into a
book that is damaged, sealed with another key, or of a later version.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from mit_trainer.errors import KeyTrouble, StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock
from mit_trainer.store import backup, schema
from mit_trainer.store.beside import frames_due
from mit_trainer.store.connect import open_engine
from mit_trainer.store.pages import check_pages
from mit_trainer.store.troubles import Damaged, told
from mit_trainer.vault import identity


@dataclass(frozen=True)
class Opened:
    """A book's file that may be used; ``damaged_end`` is set where its newest acts were."""

    engine: Engine
    damaged_end: Path | None = None


def open_checked(folder: DataFolder, store_key: bytes, clock: Clock) -> Opened:
    """Open the book's file, or make a new one.  Raises `StoreTrouble`."""
    known = identity.read(folder)
    if known and not known.fits(store_key):
        if identity.has_records(folder):
            raise KeyTrouble(
                f"The key that was given is not the one that the records in {folder.root} were "
                "sealed with; give the right one, nothing was changed."
            )
        known = None
    # SQLite takes a file of less than 512 bytes for an empty one and would fill it.
    if _size(folder.store) < 512 and not _size(_wal(folder)) and identity.has_recordings(folder):
        raise lost(folder, store_key, "is gone or empty")
    engine = open_engine(folder.store, store_key)
    try:
        with told(folder.store):
            damaged_end = _check_file(folder, engine, store_key)
            schema.migrate(
                engine,
                lambda revision: backup.copy_before(
                    folder, engine, store_key, revision=revision, now=clock.now_utc()
                ),
            )
        identity.write(folder, known or identity.new(store_key))
    except BaseException as error:
        engine.dispose()
        if isinstance(error, Damaged):
            raise lost(folder, store_key, "is damaged") from error
        raise
    return Opened(engine, damaged_end)


def lost(folder: DataFolder, store_key: bytes, what: str) -> StoreTrouble:
    """Say that the book cannot be used and what can be done about it."""
    good = backup.newest_good(folder, store_key)
    if good is None:
        return StoreTrouble(
            f"The book {folder.store} {what} and there is no copy that opens; keep the folder "
            "as it is and ask for help before starting with a new one."
        )
    made, _ = good
    return StoreTrouble(
        f"The book {folder.store} {what}; nothing was changed, and the copy of "
        f"{made:%d %B %Y, %H:%M} UTC is good: mit-trainer doctor --restore puts it in place "
        "and keeps the damaged book."
    )


def settle(engine: Engine) -> None:
    """Bring everything that was written into the one file of the book."""
    _checkpoint(engine, "TRUNCATE")


def _checkpoint(engine: Engine, mode: str) -> int:
    """Take in what lies beside the book; returns how many frames there were to be read."""
    raw = engine.raw_connection()
    try:
        ((_, n_frames, _),) = raw.cursor().execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
        return int(n_frames)
    finally:
        raw.close()


def _check_file(folder: DataFolder, engine: Engine, store_key: bytes) -> Path | None:
    """Check every page; a book left by a crash first takes in what lies beside it.

    Returns a copy of what lay beside it when not all of that could be read.
    """
    wal, kept = _wal(folder), None
    after_crash, due = _size(wal) > 0, frames_due(wal)
    if _size(folder.store) and not after_crash:
        check_pages(folder.store, store_key)
    if due and _checkpoint(engine, "PASSIVE") < due:
        kept = _set_aside(wal, folder.set_aside)
    settle(engine)
    if after_crash:
        check_pages(folder.store, store_key)
    with engine.connect() as connection:
        made = schema.revision(connection) is not None
    if not made and identity.has_recordings(folder):
        raise Damaged(str(folder.store))
    return kept


def _set_aside(wal: Path, folder: Path) -> Path:
    content = wal.read_bytes()
    kept = folder / f"{wal.name}-{hashlib.sha256(content).hexdigest()[:16]}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    identity.write_whole(kept, content)
    return kept


def _wal(folder: DataFolder) -> Path:
    return folder.store.with_name(folder.store.name + "-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
