"""The chain that ties each entry to the one before it.

Each device numbers its own entries from 1 and ties each to the one before by a hash over
everything the row says.  A row that is altered, taken out or put in afterwards breaks the
chain at that row.  It does not protect against somebody who has the key; against chance,
and against a program of ours gone astray, it does.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from mit_trainer.store.tables import event

ORIGIN = bytes(32)
HASHED = (
    "id", "device", "device_seq", "kind", "patient", "session", "subject", "body",
    "at_utc", "utc_offset_min", "mono_s", "boot",
)  # fmt: skip


@dataclass(frozen=True)
class Head:
    """The newest entry of one device."""

    device_seq: int
    hash: bytes


@dataclass(frozen=True)
class Break:
    """The first entry that is not as it was written."""

    seq: int
    id: str
    kind: str
    at_utc: str


def link(prev: bytes, row: Mapping[str, Any]) -> bytes:
    """Hash a row together with the hash before it."""
    said = msgspec.json.encode([row[name] for name in HASHED])
    return hashlib.sha256(prev + said).digest()


def tied(row: Mapping[str, Any], after: Head) -> tuple[dict[str, Any], Head]:
    """Tie a new row on; returns it complete, and the new head."""
    whole = {**row, "device_seq": after.device_seq + 1, "prev": after.hash}
    whole["hash"] = link(after.hash, whole)
    return whole, Head(whole["device_seq"], whole["hash"])


def head(connection: Connection, device: str) -> Head:
    """Find where the next entry of a device is tied on."""
    newest = connection.execute(
        select(event.c.device_seq, event.c.hash)
        .where(event.c.device == device)
        .order_by(event.c.device_seq.desc())
        .limit(1)
    ).first()
    return Head(newest.device_seq, newest.hash) if newest else Head(0, ORIGIN)


def first_break(rows: Iterable[Mapping[str, Any]]) -> Break | None:
    """Follow the chains of all devices through rows in book order."""
    heads: dict[str, Head] = {}
    for row in rows:
        last = heads.get(row["device"], Head(0, ORIGIN))
        due = link(last.hash, row)
        if (row["device_seq"], row["prev"], row["hash"]) != (last.device_seq + 1, last.hash, due):
            return Break(row["seq"], row["id"], row["kind"], row["at_utc"])
        heads[row["device"]] = Head(row["device_seq"], due)
    return None


def all_rows(connection: Connection) -> Iterator[Mapping[str, Any]]:
    """Every row in book order, a few hundred in memory at a time."""
    columns = [event.c[name] for name in ("seq", *HASHED, "prev", "hash")]
    found = connection.execution_options(yield_per=500).execute(
        select(*columns).order_by(event.c.seq)
    )
    for row in found:
        yield row._asdict()
