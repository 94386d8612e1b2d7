"""What every test may rely on.

- No test touches the user's own folders: ``MIT_TRAINER_DATA`` is a new folder for each.
- ``display`` is a virtual screen.  Import Kivy's window (or a module of
  ``mit_trainer.ui`` that does) only inside a test or fixture that asks for it.
- ``sound_card`` is a virtual sound card; see ``tests/sound_card.py``.
- Asking for one of the two marks the test ``window`` or ``sound_card``.  When it cannot
  be started the test fails: a test that is skipped in silence proves nothing.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sound_card import SoundCard, virtual_sound_card
from tests.virtual_screen import environment, virtual_screen

# Kivy reads these once, when it is first imported: it must leave the command line, the
# log and the user's own Kivy settings alone.
_KIVY = {
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_LOG_MODE": "PYTHON",
}
_MARKED = {"display": "window", "sound_card": "sound_card"}
_house = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Before any test module is imported: a house of its own for the whole run."""
    house = config.stash[_house] = tempfile.TemporaryDirectory(prefix="mit-trainer-")
    os.environ.update(
        _KIVY,
        KIVY_HOME=str(Path(house.name, "kivy")),
        MIT_TRAINER_DATA=str(Path(house.name, "data")),
    )
    os.environ.pop("MIT_TRAINER_KEY_FILE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    config.stash[_house].cleanup()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever needs a screen or a sound card can be chosen or left out by its mark."""
    for fixture, mark in _MARKED.items():
        if fixture in getattr(item, "fixturenames", ()):
            item.add_marker(mark)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give this test's person a data folder of her own; it is not yet made."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MIT_TRAINER_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Have a virtual screen, on which windows of this process and its children open."""
    try:
        with virtual_screen() as changes, environment(changes):
            yield os.environ["DISPLAY"]
    except RuntimeError as trouble:
        pytest.fail(f"no virtual screen: {trouble}", pytrace=False)


@pytest.fixture(scope="session")
def sound_card() -> Iterator[SoundCard]:
    """Have a virtual sound card; give its ``environment`` to the child that is to use it."""
    try:
        with virtual_sound_card() as card:
            yield card
    except RuntimeError as trouble:
        pytest.fail(f"no virtual sound card: {trouble}", pytrace=False)
