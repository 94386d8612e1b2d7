"""How the event loop turns: when it last looked for touches, and what a picture costs it.

The loop looks for touches once a turn, after it has drawn.  On a computer without a
graphics card drawing takes tens of milliseconds, so a touch that was seen now may have
waited as long; and whatever moves should then move in fewer pictures.

Conventions
-----------
Times are monotonic (``time.perf_counter``).
"""

import time

from kivy.clock import Clock
from kivy.core.window import Window

_UNKNOWN_COST_S = 0.010
_MEMORY = 0.8  # weight of what was known of the cost when another picture was drawn
_QUICK_FPS = 200.0  # below that, the loop's own sleep would be taken for drawing


class Turns:
    """Follows the event loop from now on."""

    def __init__(self) -> None:
        now_s = time.perf_counter()
        self._before_s = self._now_s = now_s
        self._drawn_s: float | None = None
        self.picture_costs_s = _UNKNOWN_COST_S
        Clock.schedule_interval(self._turn, 0)
        Window.bind(on_draw=self._draws)

    def unseen_s(self, seen_s: float) -> float:
        """Say how long a touch that was first seen at a time may have waited unseen."""
        since_s = self._before_s if seen_s < self._now_s else self._now_s
        return max(0.0, seen_s - since_s)

    def _draws(self, *_) -> None:
        self._drawn_s = time.perf_counter()

    def _turn(self, _) -> None:
        self._before_s, self._now_s = self._now_s, time.perf_counter()
        if self._drawn_s is not None and Clock._max_fps >= _QUICK_FPS:
            cost_s = self._now_s - self._drawn_s
            self.picture_costs_s = _MEMORY * self.picture_costs_s + (1.0 - _MEMORY) * cost_s
        self._drawn_s = None


TURNS = Turns()
"""There is one event loop, and so one of these."""
