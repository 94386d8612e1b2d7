"""Settings that Kivy reads once, when it is first imported; call `prepare` before that.

Kivy otherwise eats the command line, shares one settings file with every other Kivy
program, leaves red dots where the right mouse button was, ends on Escape, and smooths
edges in a way that costs three times the drawing time without a graphics card.
"""

import os
from pathlib import Path

from mit_trainer.ui import theme

RESTING_FPS = 60
TAPPING_FPS = 500
"""Rounds of the event loop in a second while taps count: 1 ms instead of 7 on each tap."""


def prepare(width: int = 1280, height: int = 800, home: Path | None = None) -> None:
    """Set Kivy up for a window of that size; ``home`` is where it may keep its own things."""
    os.environ["KIVY_NO_ARGS"] = "1"
    os.environ["KIVY_NO_CONFIG"] = "1"
    os.environ["KIVY_NO_FILELOG"] = "1"
    os.environ.setdefault("KIVY_LOG_MODE", "PYTHON")  # a traceback must reach the terminal
    os.environ.setdefault("KIVY_WINDOW", "sdl2")  # the next in line ends the program
    os.environ.setdefault("KIVY_IMAGE", "sdl2")  # the others take longer to import
    if home is not None:
        os.environ["KIVY_HOME"] = str(home)

    from kivy.config import Config

    for section, name, value in (
        ("kivy", "log_level", "warning"),
        ("kivy", "exit_on_escape", "0"),
        ("kivy", "keyboard_mode", "system"),
        ("graphics", "multisamples", "0"),
        ("graphics", "maxfps", str(RESTING_FPS)),
        ("graphics", "vsync", "0"),  # waiting for the screen would hold up the taps
        ("graphics", "width", str(width)),
        ("graphics", "height", str(height)),
        ("graphics", "minimum_width", "640"),
        ("graphics", "minimum_height", "640"),
        ("graphics", "resizable", "1"),
        ("input", "mouse", "mouse,disable_multitouch"),
    ):
        Config.set(section, name, value)


def opens() -> bool:
    """Open the window; False when there is no screen for it."""
    from kivy.core.window import Window

    if Window is None:
        return False
    Window.clearcolor = theme.rgba(theme.GROUND)  # so that no screen has to paint its ground
    return True


def turn_loop(fps: int) -> None:
    """Let the event loop turn at most that often; nothing is redrawn unless it changed."""
    from kivy.clock import Clock

    Clock._max_fps = float(fps)
