"""A tap: one beat of the hand.

Conventions
-----------
``at_s`` is monotonic time, taken in the first statement of the touch handler less
the touch's age.  ``uncertain_s`` is how far off it may be, one standard deviation.
A device that is not calibrated gives a large one; it is never left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mit_trainer.capture.take import Take


@dataclass(frozen=True)
class Tap:
    """One touch of the pad, on the monotonic clock."""

    at_s: float
    uncertain_s: float
    source: str


def on_take_time(taps: Iterable[Tap], take: Take) -> tuple[float, ...]:
    """Times of the taps in seconds from the take's first sample, ascending.

    Taps before the take began come out negative: early is a fact, not an error.
    """
    return tuple(sorted(tap.at_s - take.started_at_s for tap in taps))
