"""Small movements: at most thirty pictures a second, and only while something moves.

Every picture delays the next tap, so drawing may take only a fifth of the time: where a
picture is expensive, a movement has fewer of them and lasts no longer.
"""

from collections.abc import Callable

from kivy.clock import Clock

from mit_trainer.ui.turns import TURNS

PICTURES_PER_S = 30.0
_DRAWING_SHARE = 0.2


def between_pictures_s() -> float:
    """Say how long to wait from one picture to the next."""
    return max(1.0 / PICTURES_PER_S, TURNS.picture_costs_s / _DRAWING_SHARE)


class Motion:
    """Calls ``draw(share)`` from 0 to 1 within ``lasts_s``; again and again if it ``repeats``."""

    def __init__(
        self, draw: Callable[[float], None], lasts_s: float, repeats: bool = False
    ) -> None:
        self._draw, self._lasts_s, self._repeats = draw, lasts_s, repeats
        self._gone_s = self._drawn_s = 0.0
        self._event = None

    @property
    def running(self) -> bool:
        """Whether it moves now."""
        return self._event is not None

    def start(self) -> None:
        """Begin, from the beginning."""
        self._gone_s = self._drawn_s = 0.0
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
        ended = share >= 1.0 and not self._repeats
        if ended or self._gone_s - self._drawn_s >= between_pictures_s() - 0.001:
            self._drawn_s = self._gone_s
            self._draw(share % 1.0 if self._repeats else min(1.0, share))
        if ended:
            self.stop()
