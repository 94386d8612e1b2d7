"""The tables of the book, as the newest migration leaves them.

``event`` is the log; everything else that is ever shown is worked out from it.  Some
figures of a fact's body are also columns, computed by the database, so that an index
holds them and many sittings are summed up without reading the bodies.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Computed,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def _figure(name: str, kind: type[TypeEngine[Any]], where: str) -> Column[Any]:
    return Column(name, kind, Computed(f"json_extract(body, '$.{where}')", persisted=False))


device = Table(
    "device",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("added_utc", Text, nullable=False),
)

patient_key = Table(
    "patient_key",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("patient", Text, nullable=False, unique=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("added_utc", Text, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("device", String(32), ForeignKey("device.id"), nullable=False),
    Column("device_seq", Integer, nullable=False),
    Column("prev", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("kind", Text, nullable=False),
    Column("patient", Text),
    Column("session", Text),
    Column("subject", Text),
    Column("body", Text, nullable=False),
    Column("at_utc", Text, nullable=False),
    Column("utc_offset_min", Integer, nullable=False),
    Column("mono_s", Float, nullable=False),
    Column("boot", String(32), nullable=False),
    _figure("take", Text, "take.name"),
    _figure("step", Text, "step"),
    _figure("try_number", Integer, "try_number"),
    _figure("points", Integer, "points"),
    _figure("points_max", Integer, "points_max"),
    _figure("item_set", Text, "item_set"),
    _figure("speech_index", Float, "grade.speech_index"),
    UniqueConstraint("device", "device_seq"),
)

Index("event_of_session", event.c.session, event.c.seq)
Index(
    "event_figures",
    *(event.c.kind, event.c.patient, event.c.session, event.c.subject),
    *(event.c.step, event.c.try_number, event.c.points, event.c.points_max),
    *(event.c.item_set, event.c.speech_index, event.c.take),
)
Index("event_take", event.c.take, sqlite_where=event.c.take.is_not(None))
