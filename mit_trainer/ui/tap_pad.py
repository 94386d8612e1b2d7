"""The pad that the hand taps, one tap for each syllable.

Conventions
-----------
A tap's time is that of the touch itself: the monotonic time at which the handler runs,
less the age of the touch.  Kivy stamps a touch with the calendar's clock when it takes
it from the system, so only the difference of two calendar readings is used.  Before
that the touch may have waited for the event loop to look: it is taken to lie in the
middle of that time, and ``uncertain_s`` holds the spread.  How far the system itself is
late is not known without calibration; `UNCERTAIN_S` stands for it.
"""

import time
from collections.abc import Callable
from math import hypot, sqrt

from kivy.graphics import Color, SmoothEllipse
from kivy.uix.widget import Widget

from mit_trainer.capture.tap import Tap
from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.motion import Motion
from mit_trainer.ui.pieces import Picture, Plate, place
from mit_trainer.ui.pressing import is_wheel
from mit_trainer.ui.turns import TURNS

UNCERTAIN_S = 0.010
"""Spread of an uncalibrated touch: panels look at the finger 60 to 120 times a second."""

_STAMPED_AT_ONCE = frozenset({"MTDMotionEvent", "HIDMotionEvent"})  # by threads of their own
_CORNER = 44.0
_BEAT = 0.16  # growth of the hand on a beat


def _tap(seen_s: float, unseen_s: float, source: str) -> Tap:
    """Put a tap into the middle of the time in which it may have happened."""
    spread_s = unseen_s / sqrt(12.0)  # of a moment anywhere in that time
    return Tap(seen_s - unseen_s / 2.0, hypot(spread_s, UNCERTAIN_S), source)


class TapPad(Widget):
    """A large surface that takes every finger and answers at once with a ring."""

    def __init__(self, on_tap: Callable[[Tap], None]) -> None:
        super().__init__()
        self._on_tap = on_tap
        self._unit, self._look = 1.0, None
        self._plate = Plate(self.canvas, theme.GROUND, theme.LINE)
        with self.canvas:
            self._ring_colour = Color(*theme.rgba(theme.BLUE, 0.0))
            self._ring = SmoothEllipse()
        self.hand = Picture(source=theme.picture("open-hand"))
        self.add_widget(self.hand)
        self._where = (0.0, 0.0)
        self._ripple = Motion(self._draw_ring, 0.4)
        self._pulse = Motion(self._draw_pulse, 0.45)
        self.wake(awake=False, beating=False)

    def on_touch_down(self, touch) -> bool:
        """Take the time first, then everything else."""
        at_s = time.perf_counter() - max(0.0, time.time() - touch.time_start)
        if not self.collide_point(*touch.pos) or is_wheel(touch):
            return False
        unseen_s = 0.0 if type(touch).__name__ in _STAMPED_AT_ONCE else TURNS.unseen_s(at_s)
        self._on_tap(_tap(at_s, unseen_s, "mouse" if touch.device == "mouse" else "touch"))
        self._where = touch.pos
        self._ripple.start()
        return True

    def key_tap(self, at_s: float) -> None:
        """Take a tap of the keyboard; a held key never comes here twice."""
        self._on_tap(_tap(at_s, TURNS.unseen_s(at_s), "key"))
        self._where = self.center
        self._ripple.start()

    def fit(self, rect: Rect, hand: str, sizes: theme.Sizes) -> None:
        """Put it in its place, its open corner towards the middle of the screen."""
        self._unit = sizes.unit
        place(self, rect)
        corner = _CORNER * sizes.unit
        left = rect.x - corner if hand == "left" else rect.x
        self._plate.lay(
            Rect(left, rect.y - corner, rect.width + corner, rect.height + corner),
            corner,
            4.0 * sizes.unit,
        )
        self.hand.mirror = hand == "right"
        place(self.hand, rect.inset(min(rect.width, rect.height) * 0.2))

    def wake(self, awake: bool, beating: bool) -> None:
        """Look ready for taps, or at rest; while the hand beats it is plainly seen."""
        if (awake, beating) != self._look:
            self._look = (awake, beating)
            self._plate.colour(
                theme.PAD if awake else theme.GROUND, theme.BLUE if awake else theme.LINE
            )
            self.hand.opacity_of_picture = 1.0 if awake or beating else 0.35

    def beat(self) -> None:
        """Let the hand pulse once."""
        self._pulse.start()

    def _draw_ring(self, share: float) -> None:
        side = (120.0 + 200.0 * share) * self._unit
        self._ring_colour.a = 0.45 * (1.0 - share)
        self._ring.pos = (self._where[0] - side / 2, self._where[1] - side / 2)
        self._ring.size = (side, side)

    def _draw_pulse(self, share: float) -> None:
        self.hand.grow = 1.0 + _BEAT * (1.0 - share) ** 2
