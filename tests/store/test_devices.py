"""The devices that have written into a book."""

from pathlib import Path

from mit_trainer.simulated.clock import HandClock
from mit_trainer.store import devices, schema
from mit_trainer.store.connect import open_engine
from tests.store.conftest import KEY


def test_the_newest_device_writes(tmp_path: Path) -> None:
    """A book has one device until another is added; from then on that one writes."""
    engine = open_engine(tmp_path / "book.db", KEY)
    schema.migrate(engine, lambda _: None)
    clock = HandClock()
    with engine.begin() as connection:
        first = devices.current(connection, clock)
        assert devices.current(connection, clock) == first
        second = devices.add(connection, clock)
        assert devices.current(connection, clock) == second != first
    engine.dispose()
