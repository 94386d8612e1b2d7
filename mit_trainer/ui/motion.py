"""Small movements, thirty pictures a second and only while something moves.

The event loop turns far more often than that while taps count, and every picture it
draws delays the next tap.
"""

from collections.abc import Callable

from kivy.clock import Clock

PICTURES_PER_S = 30.0


class Motion:
    """Calls ``draw(share)`` from 0 to 1 within ``lasts_s``; again and again if it ``repeats``."""

    def __init__(
        self, draw: Callable[[float], None], lasts_s: float, repeats: bool = False
    ) -> None:
        self._draw, self._lasts_s, self._repeats = draw, lasts_s, repeats
        self._gone_s = 0.0
        self._event = None

    @property
    def running(self) -> bool:
        """Whether it moves now."""
        return self._event is not None

    def start(self) -> None:
        """Begin, from the beginning."""
        self._gone_s = 0.0
        if self._event is None:
            self._event = Clock.schedule_interval(self._step, 1.0 / PICTURES_PER_S)
        self._draw(0.0)

    def stop(self) -> None:
        """Stand still."""
        if self._event is not None:
            self._event.cancel()
            self._event = None

    def _step(self, seconds: float) -> None:
        self._gone_s += seconds
        share = self._gone_s / self._lasts_s
        if self._repeats:
            self._draw(share % 1.0)
            return
        self._draw(min(1.0, share))
        if share >= 1.0:
            self.stop()
