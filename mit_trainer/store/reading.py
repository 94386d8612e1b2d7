"""Entries as they were written, with those that no longer count marked."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from mit_trainer.record import (
    Entry,
    PatientId,
    SessionId,
    SettingChanged,
    TakeName,
)
from mit_trainer.store import stamp
from mit_trainer.store.codec import decoded
from mit_trainer.store.tables import event

_COLUMNS = (event.c.id, event.c.seq, event.c.kind, event.c.at_utc, event.c.body)


def voided_ids(connection: Connection) -> frozenset[str]:
    """Find the entries that no longer count; voiding a void brings its target back."""
    voids = connection.execute(
        select(event.c.id, event.c.subject)
        .where(event.c.kind == "voided")
        .order_by(event.c.seq.desc())
    )
    voided: set[str] = set()
    for void in voids:  # the newest first, for a void can only be voided later
        if void.id not in voided:
            voided.add(void.subject)
    return frozenset(voided)


def patients(connection: Connection) -> tuple[Entry, ...]:
    """Read the entries by which patients were added."""
    query = select(*_COLUMNS).where(event.c.kind == "patient-added").order_by(event.c.seq)
    return _entries(connection, connection.execute(query))


def session(connection: Connection, session_id: SessionId) -> tuple[Entry, ...]:
    """Read one sitting."""
    query = select(*_COLUMNS).where(event.c.session == session_id).order_by(event.c.seq)
    return _entries(connection, connection.execute(query))


def finished(connection: Connection, patient: PatientId) -> tuple[Entry, ...]:
    """Read the entries by which a person's phrases were finished."""
    query = (
        select(*_COLUMNS)
        .where(event.c.kind == "phrase-finished", event.c.patient == patient)
        .order_by(event.c.seq)
    )
    return _entries(connection, connection.execute(query))


def settings(connection: Connection, patient: PatientId) -> dict[str, str | float | bool]:
    """Read the latest value of each setting."""
    query = (
        select(*_COLUMNS)
        .where(event.c.kind == "setting-changed", event.c.patient == patient)
        .order_by(event.c.seq)
    )
    changes = _entries(connection, connection.execute(query))
    return {
        entry.fact.name: entry.fact.value
        for entry in changes
        if isinstance(entry.fact, SettingChanged) and not entry.voided
    }


def unfinished(
    connection: Connection, patient: PatientId, *, before_utc: str | None = None
) -> SessionId | None:
    """Find the latest sitting (of those begun before a moment) when it was never closed."""
    voided = voided_ids(connection)
    query = (
        select(event.c.session, event.c.kind, event.c.id)
        .where(
            event.c.kind.in_(("session-started", "session-ended")),
            event.c.patient == patient,
        )
        .order_by(event.c.seq)
    )
    if before_utc is not None:
        query = query.where(event.c.at_utc <= before_utc)
    latest: SessionId | None = None
    ended: set[str] = set()
    for row in connection.execute(query):
        if row.id in voided:
            continue
        if row.kind == "session-started":
            latest = SessionId(row.session)
        else:
            ended.add(row.session)
    return None if latest in ended else latest


def mentioned_takes(connection: Connection) -> frozenset[TakeName]:
    """Find the names of all takes that a row mentions, voided or not."""
    found = connection.execute(select(event.c.take).where(event.c.take.is_not(None)))
    return frozenset(TakeName(name) for (name,) in found)


def _entries(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[Entry, ...]:
    voided = voided_ids(connection)
    return tuple(
        Entry(
            row.id, row.seq, stamp.read(row.at_utc), decoded(row.kind, row.body), row.id in voided
        )
        for row in rows
    )
