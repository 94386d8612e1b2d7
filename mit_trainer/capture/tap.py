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


def without_repeats(taps: Iterable[Tap], bounce_s: float) -> tuple[Tap, ...]:
    """Taps in order of time, each bounce and each repeat of a held key left out.

    Parameters
    ----------
    bounce_s : seconds, > 0
        A touch that follows another touch sooner than this belongs to it.  A held key
        that fires again and again is therefore one tap, however long it is held.
    """
    kept: list[Tap] = []
    before_s = float("-inf")
    for tap in sorted(taps, key=lambda tap: tap.at_s):
        if tap.at_s - before_s >= bounce_s:
            kept.append(tap)
        before_s = tap.at_s
    return tuple(kept)


def on_take_time(taps: Iterable[Tap], take: Take) -> tuple[float, ...]:
    """Give the times of the taps in seconds from the take's first sample, ascending.

    Taps before the take began come out negative: early is a fact, not an error.
    """
    return tuple(sorted(tap.at_s - take.started_at_s for tap in taps))
