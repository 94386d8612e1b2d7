"""Copies of the book, each proved to open.

A copy is made page by page by the database itself; copying the file of a live book gives
one without its newest entries, or none at all.  Copies are sealed with the same key.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, func, select

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.store.connect import SILENCE, raw_key
from mit_trainer.store.pages import check_pages
from mit_trainer.store.tables import event
from mit_trainer.store.thinning import kept
from mit_trainer.store.troubles import Damaged, told
from mit_trainer.vault.identity import sync_folder

_DAILY = "book-%Y%m%dT%H%M%SZ"
_BEFORE = "before-{revision}-%Y%m%dT%H%M%SZ"


def daily_copy(folder: DataFolder, engine: Engine, store_key: bytes, now: datetime) -> Path | None:
    """Make today's copy unless there is one, and let go of those no longer kept."""
    now = now.astimezone(UTC).replace(microsecond=0)
    if any(made.date() == now.date() for made in daily_copies(folder)) or not _entries(engine):
        return None
    path = _copy(engine, folder.backups / f"{now:{_DAILY}}.db", store_key)
    made = daily_copies(folder)
    for one in made.keys() - kept(made, now):
        made[one].unlink(missing_ok=True)
    return path


def copy_before(
    folder: DataFolder, engine: Engine, store_key: bytes, *, revision: str, now: datetime
) -> Path:
    """Make a copy of a book of an older version, to be kept for good."""
    name = f"{now.astimezone(UTC):{_BEFORE.format(revision=revision)}}.db"
    return _copy(engine, folder.backups / name, store_key)


def daily_copies(folder: DataFolder) -> dict[datetime, Path]:
    """Find the daily copies there are, by when they were made."""
    copies = {}
    for path in folder.backups.glob("book-*.db"):
        try:
            copies[datetime.strptime(path.stem, _DAILY).replace(tzinfo=UTC)] = path
        except ValueError:
            continue  # somebody's own file
    return copies


def newest_good(folder: DataFolder, store_key: bytes) -> tuple[datetime, Path] | None:
    """Find the newest daily copy that opens with this key, page for page."""
    for made, path in sorted(daily_copies(folder).items(), reverse=True):
        try:
            check_pages(path, store_key)
        except (Damaged, StoreTrouble):
            continue
        return made, path
    return None


def _copy(engine: Engine, path: Path, store_key: bytes) -> Path:
    fresh = path.with_name(path.name + ".new")
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        source = engine.raw_connection()
        try:
            _pour(source.driver_connection, fresh, store_key)
        finally:
            source.close()
        if not _proved(fresh, store_key, _entries(engine)):
            raise StoreTrouble(f"The copy {path} came out different from the book; try again.")
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    return path


def _proved(path: Path, store_key: bytes, n_entries: int) -> bool:
    try:
        return check_pages(path, store_key) == n_entries
    except Damaged:
        return False


def _entries(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(event)).scalar_one()


def _pour(source: Any, path: Path, store_key: bytes) -> None:
    target = sqlcipher.connect(str(path))
    try:
        target.execute(SILENCE)
        target.execute(f'PRAGMA key = "{raw_key(store_key)}"')
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    finally:
        target.close()
