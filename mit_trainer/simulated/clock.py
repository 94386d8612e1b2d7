"""A clock set by hand: time stands still until somebody moves it.

Conventions
-----------
Whoever depends on the time (the simulated microphone, the simulated hand) is told after
each move, in the order in which they asked to be, so that a whole sitting can be led as
fast as the computer allows and still come out the same every time.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_BEGINS_UTC = datetime(2030, 1, 1, 9, 0, tzinfo=UTC)


class HandClock:
    """A `ports.Clock` for demo and tests."""

    def __init__(self, begins_utc: datetime = _BEGINS_UTC, monotonic_s: float = 1000.0) -> None:
        self._begins_utc = begins_utc
        self._begins_s = self._now_s = monotonic_s
        self._told: list[Callable[[], None]] = []

    def monotonic_s(self) -> float:
        return self._now_s

    def now_utc(self) -> datetime:
        return self._begins_utc + timedelta(seconds=self._now_s - self._begins_s)

    def tell(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after each move from now on."""
        self._told.append(listener)

    def advance(self, seconds: float) -> None:
        """Move the time; ``seconds`` is at least 0."""
        if seconds < 0.0:
            raise ValueError(f"time cannot go back by {-seconds} s")
        self._now_s += seconds
        for listener in self._told:
            listener()
