"""The app's command: a window where there is a screen, a whole session where there is none."""

import pytest

from mit_trainer.commands.app import screen_there


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"SDL_VIDEODRIVER": "offscreen"}, True),
        ({"DISPLAY": "", "SDL_VIDEODRIVER": "x11"}, False),
    ],
)
def test_a_screen_is_looked_for_where_linux_keeps_it(
    environment: dict[str, str], there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X, Wayland and the off-screen driver are screens; an empty name is none."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")

    assert screen_there() is there


def test_other_systems_always_have_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS no variable is asked."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "win32")

    assert screen_there()
