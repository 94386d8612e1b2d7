"""A data folder, a ring of keys and sealed takes in it."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.vault.sealed import SealedTakes
from tests.vault.ring import Ring


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Name a data folder that is not made yet."""
    return DataFolder(tmp_path / "records")


@pytest.fixture
def ring() -> Ring:
    """Keys in memory."""
    return Ring()


@pytest.fixture
def clock() -> HandClock:
    """Set a clock that stands still."""
    return HandClock()


@pytest.fixture
def takes(folder: DataFolder, ring: Ring, clock: HandClock) -> SealedTakes:
    """Give the takes of the folder."""
    return SealedTakes(folder, ring, clock)


@pytest.fixture
def with_key_store() -> Iterator[None]:
    """Put the computer's own key store back after the test has set another."""
    before: KeyringBackend = keyring.get_keyring()
    yield
    keyring.set_keyring(before)
