"""A table for one sitting, its book in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mit_trainer.simulated.clock import HandClock
from tests.session.rig import HELLO, Table, opened


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """Lay a table for a sitting of one phrase of two syllables."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        yield Table(book, clock, phrases=(HELLO,))
