"""The first book: the log, the devices that write it, the patients' sealed keys."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_FIGURES = {
    "take": (sa.Text, "take.name"),
    "step": (sa.Text, "step"),
    "try_number": (sa.Integer, "try_number"),
    "points": (sa.Integer, "points"),
    "points_max": (sa.Integer, "points_max"),
    "item_set": (sa.Text, "item_set"),
    "speech_index": (sa.Float, "grade.speech_index"),
}


def upgrade() -> None:
    """Make the tables of a new book."""
    op.create_table(
        "device",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("added_utc", sa.Text, nullable=False),
    )
    op.create_table(
        "patient_key",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("patient", sa.Text, nullable=False, unique=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("added_utc", sa.Text, nullable=False),
    )
    _make_event()
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_no_{act.lower()} BEFORE {act} ON event BEGIN "
            "SELECT RAISE(ABORT, 'facts are only ever added'); END"
        )


def _make_event() -> None:
    op.create_table("event", *_columns(), *_figures(), sa.UniqueConstraint("device", "device_seq"))
    op.create_index("event_of_session", "event", ["session", "seq"])
    op.create_index(
        "event_figures",
        "event",
        [
            *("kind", "patient", "session", "subject", "step", "try_number"),
            *("points", "points_max", "item_set", "speech_index", "take"),
        ],
    )
    op.create_index("event_take", "event", ["take"], sqlite_where=sa.text("take IS NOT NULL"))


def _columns() -> Iterator[sa.Column[Any]]:
    yield sa.Column("seq", sa.Integer, primary_key=True)
    yield sa.Column("id", sa.String(32), nullable=False, unique=True)
    yield sa.Column("device", sa.String(32), sa.ForeignKey("device.id"), nullable=False)
    yield sa.Column("device_seq", sa.Integer, nullable=False)
    yield sa.Column("prev", sa.LargeBinary(32), nullable=False)
    yield sa.Column("hash", sa.LargeBinary(32), nullable=False)
    yield sa.Column("kind", sa.Text, nullable=False)
    yield sa.Column("patient", sa.Text)
    yield sa.Column("session", sa.Text)
    yield sa.Column("subject", sa.Text)
    yield sa.Column("body", sa.Text, nullable=False)
    yield sa.Column("at_utc", sa.Text, nullable=False)
    yield sa.Column("utc_offset_min", sa.Integer, nullable=False)
    yield sa.Column("mono_s", sa.Float, nullable=False)
    yield sa.Column("boot", sa.String(32), nullable=False)


def _figures() -> Iterator[sa.Column[Any]]:
    for name, (kind, where) in _FIGURES.items():
        found = sa.Computed(f"json_extract(body, '$.{where}')", persisted=False)
        yield sa.Column(name, kind, found)
