"""Looks whether everything that was kept is still as it was kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.ports import TakeVault
from mit_trainer.record import AttemptMade, KeptTake, TakeFound
from mit_trainer.store import backup, chain, opening, reading
from mit_trainer.store.codec import decoded
from mit_trainer.store.pages import check_pages
from mit_trainer.store.tables import event
from mit_trainer.store.troubles import Damaged


@dataclass(frozen=True)
class Health:
    """What was looked at, and one sentence for each thing that is not right."""

    n_entries: int
    n_takes: int
    newest_copy_utc: datetime | None
    troubles: tuple[str, ...]


def examine(
    folder: DataFolder, engine: Engine, takes: TakeVault, store_key: bytes, *, thorough: bool
) -> Health:
    """Check every page and every entry of the book, and that each take is there.

    ``thorough`` also opens every take from end to end, about a second for each hour of
    sound.  Only on the store's thread.
    """
    opening.settle(engine)
    copies = backup.daily_copies(folder)
    newest_copy = max(copies, default=None)
    try:
        check_pages(folder.store, store_key)
    except Damaged:
        trouble = opening.lost(folder, store_key, "is damaged")
        return Health(0, 0, newest_copy, (str(trouble),))
    with engine.begin() as connection:
        troubles = [*_of_entries(connection), *_of_tables(connection)]
        names = reading.mentioned_takes(connection)
        n_entries = connection.execute(select(func.count()).select_from(event)).scalar_one()
        kept = list(_takes(connection)) if thorough else []
    there = {path.stem for path in folder.takes.glob("*.take")}
    missing = names - there
    if missing:
        troubles.append(
            f"{len(missing)} of {len(names)} recordings are missing from {folder.takes}, such as "
            f"{min(missing)}; put them back from a copy of that folder."
        )
    troubles += [sentence for take in kept if take.name in there for sentence in _of(take, takes)]
    return Health(n_entries, len(names), newest_copy, tuple(troubles))


def _of_entries(connection: Connection) -> Iterator[str]:
    broken = chain.first_break(chain.all_rows(connection))
    if broken:
        yield (
            f"Entry {broken.seq} of the book ({broken.kind}, {broken.at_utc}) is not as it was "
            "written; keep the folder as it is and ask for help."
        )


def _of_tables(connection: Connection) -> Iterator[str]:
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if found != "ok" or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        yield "The tables of the book do not agree with each other; ask for help."


def _takes(connection: Connection) -> Iterator[KeptTake]:
    query = select(event.c.kind, event.c.body).where(event.c.take.is_not(None))
    for row in connection.execute(query):
        fact = decoded(row.kind, row.body)
        if isinstance(fact, AttemptMade | TakeFound) and fact.take:
            yield fact.take


def _of(take: KeptTake, takes: TakeVault) -> Iterator[str]:
    try:
        takes.read(take)
    except StoreTrouble as trouble:
        yield str(trouble)
