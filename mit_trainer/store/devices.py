"""The devices that have written into this book; the newest is the one that writes now."""

import uuid

from sqlalchemy import Connection, insert, select

from mit_trainer.ports import Clock
from mit_trainer.store.stamp import written
from mit_trainer.store.tables import device


def current(connection: Connection, clock: Clock) -> str:
    """Find the device that writes now; a new book gets one."""
    found = connection.execute(select(device.c.id).order_by(device.c.seq.desc()).limit(1)).scalar()
    return found or add(connection, clock)


def add(connection: Connection, clock: Clock) -> str:
    """Write as a new device from now on."""
    new = uuid.uuid4().hex
    connection.execute(insert(device).values(id=new, added_utc=written(clock.now_utc())))
    return new
