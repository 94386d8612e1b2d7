"""Looks at every page of a book's file without touching it."""

from pathlib import Path
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from mit_trainer.store.connect import SILENCE, raw_key
from mit_trainer.store.troubles import Damaged, told


def check_pages(path: Path, store_key: bytes) -> int:
    """Check the seal of every page; returns how many entries the file holds.

    The file must hold everything: no write-ahead file with newer pages beside it.
    Raises `Damaged` for a flipped bit, a cut file, a wrong key or another kind of file.
    """
    with told(path):
        # Immutable: neither a lock nor a write-ahead file is made, nothing is recovered.
        raw = sqlcipher.connect(f"file:{quote(str(path.absolute()))}?immutable=1", uri=True)
        try:
            raw.execute(SILENCE)
            raw.execute(f'PRAGMA key = "{raw_key(store_key)}"')
            tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
            if raw.execute("PRAGMA cipher_integrity_check").fetchone():
                raise Damaged(str(path))
            if "event" not in tables:  # a crash came while the book was being made
                return 0
            return int(raw.execute("SELECT count(*) FROM event").fetchone()[0])
        finally:
            raw.close()
