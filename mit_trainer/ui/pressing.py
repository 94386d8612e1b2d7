"""What it takes to be pressed: a finger that means it."""

import time
from collections.abc import Callable

from kivy.uix.widget import Widget

from mit_trainer.ui.layout import Rect

REST_S = 0.3
"""A second touch within this time is a tremor, not a wish (usual advice for stroke)."""


def is_wheel(touch) -> bool:
    """Whether a touch is a turn of the mouse's wheel, which Kivy takes for one."""
    return str(getattr(touch, "button", "")).startswith("scroll")


class Guard:
    """Lets one press through and is then deaf for `REST_S`, whatever is pressed."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.now = now
        self._deaf_until = 0.0

    def rest(self) -> None:
        """Be deaf from now on: something was pressed, or a new screen appeared."""
        self._deaf_until = self.now() + REST_S

    def deaf(self) -> bool:
        """Whether a press comes too soon to be meant."""
        return self.now() < self._deaf_until


class Pressable(Widget):
    """Something to press.  It acts when the finger lifts, even when it slid a little.

    A finger that moves further than one target away takes its press back.
    """

    guard = Guard()

    def __init__(self, on_pressed: Callable[[], None], **options) -> None:
        super().__init__(**options)
        self._on_pressed = on_pressed
        self._finger = None
        self.slop = 60.0
        self.held_down = False

    def on_parent(self, *_) -> None:
        """Forget the finger: whoever comes or goes is not being pressed."""
        if self._finger is not None:
            self._finger = None
            self.show_down(False)

    def on_touch_down(self, touch) -> bool:
        """Take hold of a finger."""
        if not self.collide_point(*touch.pos) or self.disabled or is_wheel(touch):
            return False
        if self._finger is None and not self.guard.deaf():
            self._finger = touch.uid
            self.show_down(True)
        return True

    def on_touch_up(self, touch) -> bool:
        """Act when that finger lifts nearby."""
        if touch.uid != self._finger:
            return False
        self._finger = None
        self.show_down(False)
        near = Rect(self.x, self.y, self.width, self.height).inset(-self.slop)
        if near.x <= touch.x <= near.right and near.y <= touch.y <= near.top:
            self.press()
        return True

    def press(self) -> None:
        """Act, unless the last act was a moment ago."""
        if self.guard.deaf() or self.disabled or self.parent is None:
            return
        self.guard.rest()
        self._on_pressed()

    def show_down(self, down: bool) -> None:
        """Look pressed, or not."""
        self.held_down = down
