"""Brings a book to the version of this program.

Each step and the receipt that it was taken are one transaction, so a crash leaves the
book as it was or as it should be.  A book from a later version is refused, and before an
older one is changed a copy is put aside.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mit_trainer.errors import StoreTrouble

NEWEST = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """Which version a book has; None for one that was never set up."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(engine: Engine, put_copy_aside: Callable[[str], object]) -> None:
    """Take the steps that are missing; none for a book that is up to date.

    ``put_copy_aside`` is called with the old version before an existing book is changed.
    Raises `StoreTrouble` when the book is of a later version.
    """
    with engine.connect() as connection:
        found = revision(connection)
    if found == NEWEST:
        return
    if found is not None:
        if found > NEWEST:
            raise StoreTrouble(
                "These records were made by a newer version of MIT Trainer; update this one, "
                "nothing was changed."
            )
        put_copy_aside(found)
    from alembic import command  # a fifth of a second, and only for a new or an old book
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
