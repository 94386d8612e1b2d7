"""Kivy is set up before it is first imported, and the loop's speed can be turned."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ui.stage import Stage

ROOT = Path(__file__).parents[2]
ASK = """
from mit_trainer.ui.window import prepare
prepare(800, 1280)
import sys
assert sys.argv == ["-c", "--size=1x1", "--debug"], sys.argv
from kivy.config import Config
for section, name in (("graphics", "multisamples"), ("kivy", "exit_on_escape"),
                      ("input", "mouse"), ("graphics", "width"), ("graphics", "vsync")):
    print(Config.get(section, name))
"""
NO_SCREEN = """
from mit_trainer.ui.window import opens, prepare
prepare()
print(opens())
"""


def asked(code: str, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a piece of Python by itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIVY")}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        check=False,
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_kivy_is_set_up_for_us() -> None:
    """It leaves the command line alone, does not smooth, and Escape does not quit."""
    done = asked(ASK, "--size=1x1", "--debug")

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["0", "0", "mouse,disable_multitouch", "800", "0"]


def test_without_a_screen_the_answer_is_no() -> None:
    """A display that is not there is told; the program is not aborted."""
    done = asked(NO_SCREEN, DISPLAY=":987", WAYLAND_DISPLAY="", SDL_VIDEODRIVER="x11")

    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "False"


def test_the_loop_can_be_turned(stage: Stage) -> None:
    """The event loop takes the speed it is given, and can be put back."""
    from kivy.clock import Clock

    from mit_trainer.ui.window import RESTING_FPS, TAPPING_FPS, turn_loop

    turn_loop(TAPPING_FPS)
    assert Clock._max_fps == 500.0
    turn_loop(RESTING_FPS)
    assert Clock._max_fps == 60.0
