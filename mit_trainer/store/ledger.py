"""The ledger: facts go in one transaction at a time, and never out."""

import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import asdict
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, func, insert, select

from mit_trainer.ports import Clock
from mit_trainer.record import (
    Entry,
    Fact,
    PatientAdded,
    PatientId,
    SessionId,
    SessionSummary,
)
from mit_trainer.store import chain, reading
from mit_trainer.store.codec import coded
from mit_trainer.store.kept_keys import KeptKeys
from mit_trainer.store.stamp import Stamp, read, stamp
from mit_trainer.store.summaries import summaries
from mit_trainer.store.tables import event
from mit_trainer.store.thread import StoreThread

_NEWEST = select(func.max(event.c.seq))

P = ParamSpec("P")
T = TypeVar("T")


class StoreLedger:
    """Keeps the contract of `ports.Ledger`.

    A future that has a result means: it is on the disk.  One that holds a `StoreTrouble`
    means that none of its facts was kept.
    """

    def __init__(self, thread: StoreThread, keys: KeptKeys, clock: Clock, device_id: str) -> None:
        self._thread = thread
        self._keys = keys
        self._clock = clock
        self._device = device_id
        self._boot = uuid.uuid4().hex

    def append(self, *facts: Fact) -> "Future[tuple[Entry, ...]]":
        """Add facts in one transaction: all of them or none."""
        return self._thread.submit(self.add_now, facts, stamp(self._clock))

    def patients(self) -> "Future[tuple[Entry, ...]]":
        """Read the `PatientAdded` entries, in order."""
        return self._read(reading.patients)

    def settings(self, patient: PatientId) -> "Future[dict[str, str | float | bool]]":
        """Read the latest value of each setting."""
        return self._read(reading.settings, patient)

    def session(self, session: SessionId) -> "Future[tuple[Entry, ...]]":
        """Read all entries of one sitting in order, voided ones marked."""
        return self._read(reading.session, session)

    def unfinished(self, patient: PatientId) -> "Future[SessionId | None]":
        """Find the latest sitting when it was never closed."""
        return self._read(reading.unfinished, patient)

    def finished(self, patient: PatientId) -> "Future[tuple[Entry, ...]]":
        """Read the `PhraseFinished` entries of a person, in order, voided ones marked."""
        return self._read(reading.finished, patient)

    def summaries(self, patient: PatientId) -> "Future[tuple[SessionSummary, ...]]":
        """Read every sitting in numbers, oldest first."""
        return self._read(summaries, patient)

    def _read(
        self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[T]":
        def answer() -> T:
            with self._thread.transaction() as connection:
                return question(connection, *args, **kwargs)

        return self._thread.submit(answer)

    def add_now(self, facts: Iterable[Fact], when: Stamp) -> tuple[Entry, ...]:
        """Add facts at once; only on the store's thread."""
        facts = tuple(facts)
        with self._thread.transaction() as connection:
            entries = self._add(connection, facts, when)
            # Made now, so that a person's first recording need not wait for the disk.
            new = {fact.patient for fact in facts if isinstance(fact, PatientAdded)}
            made = [self._keys.make_if_new(connection, patient) for patient in new]
        for key in filter(None, made):
            self._keys.learn(key)
        return entries

    def _add(
        self, connection: Connection, facts: tuple[Fact, ...], when: Stamp
    ) -> tuple[Entry, ...]:
        last = connection.execute(_NEWEST).scalar() or 0
        head = chain.head(connection, self._device)
        rows = []
        for seq, fact in enumerate(facts, start=last + 1):
            row = {
                **asdict(coded(fact)),
                **asdict(when),
                "seq": seq,
                "id": uuid.uuid4().hex,
                "device": self._device,
                "boot": self._boot,
            }
            row, head = chain.tied(row, head)
            rows.append(row)
        if rows:
            connection.execute(insert(event), rows)
        at_utc = read(when.at_utc)
        return tuple(
            Entry(row["id"], row["seq"], at_utc, fact)
            for row, fact in zip(rows, facts, strict=True)
        )
