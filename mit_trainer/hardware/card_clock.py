"""The sound card's clock lined up with the monotonic one.

Each callback brings two readings: the card's "now" as it was made, and the monotonic
time at which Python came to run.  Python always comes later than the card says, never
sooner: by 0.05 ms on an idle machine, by 5 ms and more while another thread keeps
Python's lock.  The true offset is therefore the *largest* of the differences; their
median was measured to be 0.9 ms (input) and 5.3 ms (output) off under load, their
largest 0.02 ms.

Conventions
-----------
Offsets are card time minus monotonic time.  One thread adds; any thread may ask.
"""

from collections import deque

_KEPT = 256  # callbacks, some 3 s: the two clocks drift apart by less than 0.2 ms in that time
_RECENT = 16
_STEP_S = 0.05  # all recent differences this far below the others: somebody set the card's clock


class CardClock:
    """Turns times of the sound card into monotonic times."""

    def __init__(self) -> None:
        self._offsets_s: deque[float] = deque(maxlen=_KEPT)

    def add(self, card_now_s: float, monotonic_s: float) -> None:
        """Add what one callback saw; never waits."""
        self._offsets_s.append(card_now_s - monotonic_s)

    def forget(self) -> None:
        """Begin anew, for another device."""
        self._offsets_s.clear()

    def monotonic_s(self, card_s: float) -> float:
        """Give the monotonic time of a card time; NaN before the first callback."""
        offsets_s = tuple(self._offsets_s)
        if not offsets_s:
            return float("nan")
        offset_s, recent_s = max(offsets_s), max(offsets_s[-_RECENT:])
        return card_s - (recent_s if offset_s - recent_s > _STEP_S else offset_s)
