"""Sees by its stamps that a sound card lost a little and did not say so.

Each block says when its first sample was heard (or will be).  Less the samples before it,
that gives the time at which the stream began, the same for every block; a lost stretch
makes it leap.  Single stamps may be off, so a leap counts only between two stretches of
blocks that agree with one another.

Conventions
-----------
Seconds, on any one clock.  A card whose stamps never agree is never accused.
"""

from collections import deque
from math import nan

_N = 8  # blocks that must agree, but for the two outermost
_AGREE_S = 0.001
_STEP_S = 0.004


class StampWatch:
    """Watches one stream."""

    def __init__(self) -> None:
        self._last_s: deque[float] = deque(maxlen=_N)
        self._agreed_s = nan

    def restart(self) -> None:
        """Forget what was agreed: the stream has leapt, and everybody knows."""
        self._last_s.clear()
        self._agreed_s = nan

    def has_leapt(self, began_s: float) -> bool:
        """Add what one block says; True when it completes the proof of a loss before it."""
        self._last_s.append(began_s)
        if len(self._last_s) < _N:
            return False
        middle_s = sorted(self._last_s)[1:-1]
        if middle_s[-1] - middle_s[0] > _AGREE_S:
            return False
        before_s, self._agreed_s = self._agreed_s, middle_s[len(middle_s) // 2]
        return self._agreed_s - before_s > _STEP_S
