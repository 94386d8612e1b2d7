"""A window for tests of the screens: one for the whole run, moved frame by frame.

Nothing here sleeps: `frames` lets the event loop turn, and `Hand` touches through the
window's own dispatch, as a real finger would.
"""

import time
from collections.abc import Callable
from pathlib import Path

from mit_trainer.ui.window import opens, prepare

SIZES = ((1280, 800), (800, 1280))


class Stage:
    """The window, with one screen on it at a time."""

    def __init__(self) -> None:
        prepare()
        assert opens()
        from kivy.base import EventLoop
        from kivy.core.window import Window

        EventLoop.ensure_window()
        self.window, self._loop, self._started = Window, EventLoop, False

    def show(self, sheet, size: tuple[int, int] = (1280, 800), n_frames: int = 4):
        """Put a screen on the window at that size, alone."""
        if not self._started:
            self._loop.start()
            self._started = True
        for child in list(self.window.children):
            self.window.remove_widget(child)
        if tuple(self.window.size) != size:
            self.window.size = size
            self.until(lambda: tuple(self.window.size) == size)
        self.window.add_widget(sheet)
        sheet.pos, sheet.size = (0, 0), size
        self.frames(n_frames)
        return sheet

    def frames(self, n: int = 4) -> None:
        """Let the event loop turn."""
        for _ in range(n):
            self._loop.idle()

    def until(self, condition: Callable[[], bool], at_most_s: float = 10.0) -> None:
        """Let the event loop turn until something is so."""
        end_s = time.perf_counter() + at_most_s
        while not condition():
            assert time.perf_counter() < end_s, "waited too long for the window"
            self._loop.idle()

    def settle(self, seconds: float = 2.0, steps: int = 8) -> None:
        """Let all small movements go on by some time, without waiting for it."""
        from kivy.clock import Clock

        self.frames()
        for event in Clock.get_events():
            callback = event.get_callback()
            for _ in range(steps if event.loop and callback is not None else 0):
                callback(seconds / steps)
        self.frames()

    def picture(self, path: Path) -> None:
        """Write what is on the window to a PNG."""
        self.frames()
        self.window.canvas.ask_update()
        self._loop.idle()
        Path(self.window.screenshot(name=str(path))).replace(path)  # Kivy adds a number


class Finger:
    """Touches what it is shown, through the window, as a real finger does."""

    def __init__(self, stage: Stage, moment) -> None:
        self._stage, self._moment = stage, moment

    def down(self, x: float, y: float):
        """Put the finger down; returns the touch, which `up` ends."""
        from kivy.tests.common import UnitTestTouch

        touch = UnitTestTouch(x, y)
        touch.touch_down()
        return touch

    def up(self, touch, x: float | None = None, y: float | None = None) -> None:
        """Lift the finger, elsewhere if it slid."""
        if x is not None:
            touch.touch_move(x, y)
        touch.touch_up()

    def quick(self, widget, after_s: float = 1.0) -> None:
        """Touch the middle of a widget, some time after the last touch."""
        self._moment.pass_by(after_s)
        self.up(self.down(*widget.center))

    def touch(self, widget, after_s: float = 1.0) -> None:
        """Touch it, and see what comes of it."""
        self.quick(widget, after_s)
        self._stage.frames(2)
