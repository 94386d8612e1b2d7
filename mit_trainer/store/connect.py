"""Connections to the sealed book: SQLCipher with a raw key, written through to the disk.

No pass phrase is stretched here, the key is random already, so opening takes a few
milliseconds.  SQLCipher authenticates every page, which is how a single flipped bit is
noticed that plain SQLite would have read as data.
"""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from mit_trainer.vault.identity import derived

# Otherwise a damaged book writes thousands of lines to standard error.  It has to be said
# before the key.
SILENCE = "PRAGMA cipher_log_level = NONE"

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL may forget the last commits when the power goes
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE would slip past the triggers
    "busy_timeout = 5000",
    "cache_size = -65536",  # kibibytes; four times quicker over a large book
    "secure_delete = ON",
)


def open_engine(path: Path, store_key: bytes) -> Engine:
    """Prepare the one connection to a book; the file is only touched when it is used."""

    def connect() -> sqlcipher.Connection:
        raw = sqlcipher.connect(str(path), check_same_thread=False)
        raw.execute(SILENCE)
        return raw  # the dialect gives the key next

    url = URL.create("sqlite+pysqlcipher", password=raw_key(store_key), database=str(path))
    engine = create_engine(
        url,
        module=sqlcipher,
        creator=connect,
        poolclass=StaticPool,
        hide_parameters=True,  # what a patient said has no place in an error's text
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def raw_key(store_key: bytes) -> str:
    """Spell the book's own key the way SQLCipher takes it without stretching."""
    return f"x'{derived(store_key, b'book').hex()}'"


def _set_up(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # SQLAlchemy begins and commits, so that also tables are made in one transaction.
    raw.isolation_level = None
    cursor = raw.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
