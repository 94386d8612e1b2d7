"""The way back: a copy takes the place of a damaged book, which is kept."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock
from mit_trainer.store import backup, devices
from mit_trainer.store.connect import open_engine
from mit_trainer.store.lock import held
from mit_trainer.store.troubles import told
from mit_trainer.vault.identity import sync_folder


@dataclass(frozen=True)
class Restored:
    """Which copy was put in place, when it was made, and where the damaged book lies."""

    made_utc: datetime
    copy: Path
    set_aside: Path


def restore(folder: DataFolder, store_key: bytes, clock: Clock) -> Restored:
    """Put the newest good copy in the place of the book.  Blocks.

    Recordings made after the copy are found again when the book is next opened.  Raises
    `StoreTrouble` when the book is in use or no copy opens; then nothing was changed.
    """
    with held(folder), told(folder.store):
        good = backup.newest_good(folder, store_key)
        if good is None:
            raise StoreTrouble(
                f"There is no copy in {folder.backups} that opens with this key; nothing was "
                "changed, keep the folder as it is and ask for help."
            )
        made, path = good
        fresh = folder.store.with_suffix(".restored")
        shutil.copyfile(path, fresh)
        _write_as_new_device(fresh, store_key, clock)
        aside = _move_aside(folder, clock.now_utc())
        fresh.replace(folder.store)
        sync_folder(folder.root)
    return Restored(made, path, aside)


def _write_as_new_device(fresh: Path, store_key: bytes, clock: Clock) -> None:
    """Go on under a new device id.

    The old one has numbered entries after the copy was made; if it used those numbers
    again for other entries, the two could never be told apart.
    """
    engine = open_engine(fresh, store_key)
    try:
        with engine.begin() as connection:
            devices.add(connection, clock)
    finally:
        engine.dispose()
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())


def _move_aside(folder: DataFolder, now: datetime) -> Path:
    aside = folder.set_aside / f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    aside.mkdir(parents=True, mode=0o700)
    for ending in ("", "-wal", "-shm"):
        part = folder.store.with_name(folder.store.name + ending)
        if part.exists():
            part.rename(aside / part.name)
    return aside
