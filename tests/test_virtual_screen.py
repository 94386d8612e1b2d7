"""The virtual screen, and the surroundings that every test is given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mit_trainer import places
from tests.virtual_screen import environment, virtual_screen

HERE = Path(__file__).parent
OPEN_A_WINDOW = "from kivy.core.window import Window; print(*Window.size)"


def size_of(screen: str) -> str:
    """Ask a screen how large it is."""
    return subprocess.run(
        ["xdotool", "getdisplaygeometry"],
        env={**os.environ, "DISPLAY": screen},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_screen_is_there_and_holds_both_shapes(display: str) -> None:
    """A window of 1280x800 and one of 800x1280 both fit."""
    width, height = map(int, size_of(display).split())

    assert min(width, height) >= 1280


def test_kivy_opens_a_window_on_it(display: str) -> None:
    """A real window opens, and Kivy leaves the command line and the user's files alone."""
    assert os.environ["DISPLAY"] == display
    ran = subprocess.run(
        [sys.executable, "-c", OPEN_A_WINDOW, "--help"],
        env={**os.environ, "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert [int(number) > 0 for number in ran.stdout.split()] == [True, True]


def test_two_screens_do_not_meet(display: str) -> None:
    """Each finds a number of its own, and is gone afterwards."""
    with virtual_screen() as changes:
        other = changes["DISPLAY"]
        assert other is not None
        assert other != display
        assert size_of(other)
    with pytest.raises(subprocess.CalledProcessError):
        size_of(other)


def test_what_asks_for_a_screen_is_marked(display: str, request: pytest.FixtureRequest) -> None:
    """``-m "not window"`` leaves out whatever needs a screen, without a mark by hand."""
    assert request.node.get_closest_marker("window") is not None
    assert request.node.get_closest_marker("sound_card") is None


def test_without_a_screen_a_test_fails_and_is_not_skipped(tmp_path: Path) -> None:
    """On a machine without Xvfb the tests that need a window are red, with a reason."""
    needy = tmp_path / "test_needy.py"
    needy.write_text("def test_needs_it(display):\n    pass\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", needy],
        env={"PATH": "/nowhere", "HOME": str(tmp_path)},
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "no virtual screen: Xvfb is missing" in ran.stdout


def test_nobody_touches_the_users_own_data(tmp_path: Path, data_folder: Path) -> None:
    """Each test has a data folder of its own, and no key lies in the surroundings."""
    assert places.data_folder().root == data_folder
    assert data_folder.is_relative_to(tmp_path)
    assert "MIT_TRAINER_KEY_FILE" not in os.environ


def test_variables_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was set or taken away for a while is as it was before."""
    monkeypatch.setenv("BEFORE", "old")
    monkeypatch.delenv("ABSENT", raising=False)
    with environment({"BEFORE": None, "ABSENT": "new"}):
        assert "BEFORE" not in os.environ
        assert os.environ["ABSENT"] == "new"

    assert os.environ["BEFORE"] == "old"
    assert "ABSENT" not in os.environ
