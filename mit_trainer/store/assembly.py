"""Puts an open book together, on the store's thread."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress

from mit_trainer.places import DataFolder, cloud_service
from mit_trainer.ports import Clock
from mit_trainer.record import TakeFound
from mit_trainer.store import backup, devices, lock, opening, reading
from mit_trainer.store.book import Book
from mit_trainer.store.health import Health, examine
from mit_trainer.store.kept_keys import KeptKeys
from mit_trainer.store.ledger import StoreLedger
from mit_trainer.store.stamp import stamp, written
from mit_trainer.store.thread import StoreThread
from mit_trainer.vault.sealed import SealedTakes
from mit_trainer.vault.sweep import Found, Sweep, sweep


def assemble(
    folder: DataFolder,
    key: bytes | Callable[[], bytes],
    clock: Clock,
    executor: ThreadPoolExecutor,
) -> Book:
    """Lock the folder, open the book, put the takes in order."""
    with ExitStack() as undone:
        undone.callback(lock.take(folder).release)
        store_key = key() if callable(key) else key
        opened = opening.open_checked(folder, store_key, clock)
        engine = opened.engine
        undone.callback(engine.dispose)  # takes everything into the one file, too
        thread = StoreThread(executor, engine, folder.store)
        keys = KeptKeys(thread, store_key, clock)
        ledger, swept = _in_order(folder, thread, keys, clock)
        closing = undone.pop_all()
    takes = SealedTakes(folder, keys, clock)

    def verify(thorough: bool) -> "Future[Health]":
        return thread.submit(examine, folder, engine, takes, store_key, thorough=thorough)

    def close() -> None:
        with suppress(RuntimeError):  # closed before
            executor.submit(closing.close).result()
        executor.shutdown()

    copied = thread.submit(backup.daily_copy, folder, engine, store_key, clock.now_utc())
    notices = tuple(_notices(folder, swept, opened))
    return Book(ledger, takes, swept, notices, copied, verify, close)


def _in_order(
    folder: DataFolder, thread: StoreThread, keys: KeptKeys, clock: Clock
) -> tuple[StoreLedger, Sweep]:
    """Mend what a crash has left, before anything new is written."""
    with thread.transaction() as connection:
        keys.load(connection)
        device_id = devices.current(connection, clock)
        mentioned = reading.mentioned_takes(connection)
    ledger = StoreLedger(thread, keys, clock, device_id)
    swept = sweep(folder, keys, mentioned)
    _add_found(thread, ledger, clock, swept.found)
    return ledger, swept


def _add_found(
    thread: StoreThread, ledger: StoreLedger, clock: Clock, found: tuple[Found, ...]
) -> None:
    """Give each take that was found a row, with the sitting that was under way."""
    facts = []
    with thread.transaction() as connection:
        for one in found:
            session = reading.unfinished(connection, one.patient, before_utc=written(one.began_utc))
            facts.append(TakeFound(one.patient, session, one.take, one.began_utc, one.whole))
    if facts:
        ledger.add_now(facts, stamp(clock))


def _notices(folder: DataFolder, swept: Sweep, opened: opening.Opened) -> Iterator[str]:
    service = cloud_service(folder.root)
    if service:
        yield (
            f"The records lie in a folder that {service} copies while they are written, which "
            "can spoil them; move them to a folder of this computer alone."
        )
    if opened.damaged_end:
        yield (
            "The trainer was interrupted, and the newest entries from then cannot be read any "
            f"more; please look at the last session (the damaged end is {opened.damaged_end})."
        )
    if swept.found:
        yield (f"The trainer was interrupted; recordings saved from then: {len(swept.found)}.")
    if swept.set_aside:
        yield (
            f"Files among the recordings that could not be opened: {len(swept.set_aside)}; "
            f"they are kept in {folder.set_aside}."
        )
    if swept.missing:
        yield (
            f"Recordings that are no longer in {folder.takes}: {len(swept.missing)}; put them "
            "back from a copy of that folder."
        )
    if swept.left:
        yield (
            f"Recordings that could not be put in order yet: {len(swept.left)}; free some "
            "space on the disk and start again."
        )
