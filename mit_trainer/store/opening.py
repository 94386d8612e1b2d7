"""Opens a book: everything that has to be right before the first fact is written.

All of it runs on the store's thread, with the folder locked.  Nothing is written into a
book that is damaged, sealed with another key, or of a later version.
"""

from pathlib import Path

from sqlalchemy import Engine

from mit_trainer.errors import KeyTrouble, StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock
from mit_trainer.store import backup, schema
from mit_trainer.store.connect import open_engine
from mit_trainer.store.pages import check_pages
from mit_trainer.store.troubles import Damaged, told
from mit_trainer.vault import identity


def open_checked(folder: DataFolder, store_key: bytes, clock: Clock) -> Engine:
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
            _check_file(folder, engine, store_key)
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
    return engine


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
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.close()


def _check_file(folder: DataFolder, engine: Engine, store_key: bytes) -> None:
    """Check every page; a book left by a crash first takes in what lies beside it."""
    after_crash = _size(_wal(folder)) > 0
    if _size(folder.store) and not after_crash:
        check_pages(folder.store, store_key)
    settle(engine)
    if after_crash:
        check_pages(folder.store, store_key)
    with engine.connect() as connection:
        made = schema.revision(connection) is not None
    if not made and identity.has_recordings(folder):
        raise Damaged(str(folder.store))


def _wal(folder: DataFolder) -> Path:
    return folder.store.with_name(folder.store.name + "-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
