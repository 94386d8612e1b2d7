"""The book as the database has it, past everything that guards it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, text

from mit_trainer.places import DataFolder
from mit_trainer.store.connect import open_engine
from tests.store.conftest import KEY


@contextmanager
def engine_of(folder: DataFolder) -> Iterator[Engine]:
    """Open a closed book's file."""
    engine = open_engine(folder.store, KEY)
    try:
        yield engine
    finally:
        engine.dispose()


def rows(engine: Engine) -> list[dict[str, Any]]:
    """Read all entries as they stand."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text("SELECT * FROM event")).mappings()]


def alter(engine: Engine, act: str, **values: object) -> None:
    """Do to the log what the database would refuse."""
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys = OFF")
    raw.close()
    with engine.begin() as connection:
        for trigger in ("event_no_update", "event_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.execute(text(act), values)
