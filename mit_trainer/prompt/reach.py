"""Keeps a tune inside the tones that are comfortable for whoever is to sing it.

A tune that lies outside is moved as a whole, just as far as it must be.  Only one that is
wider than the range is made narrower, and then a sentence says so.

Conventions
-----------
Heights are semitones above the tonic of the tune.
"""

from dataclasses import dataclass, replace

import numpy as np

from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.units import Floats, semitones

# Room for the small unsteadiness of a living voice, so that it stays inside as well.
_MARGIN_ST = 0.35
_STRAYS = (2.0, 98.0)  # percent; what lies beyond is a slip of the pitch tracker
_NARROWER = 0.999


@dataclass(frozen=True)
class Move:
    """``height`` becomes ``low + (height - from_low) * share``, never outside the range."""

    from_low_st: float
    low_st: float
    share: float
    limits_st: tuple[float, float]

    def __call__(self, height_st: Floats) -> Floats:
        """Move heights."""
        moved = self.low_st + (height_st - self.from_low_st) * self.share
        return np.asarray(np.clip(moved, *self.limits_st), dtype=np.float64)

    @property
    def narrowed(self) -> bool:
        """Whether the steps became smaller."""
        return self.share < _NARROWER


def move_into(
    heights_st: Floats, tonic_hz: float, range_hz: tuple[float, float], *, strays: bool
) -> Move:
    """Find the smallest move that brings all heights into the range.

    Parameters
    ----------
    strays : heights were measured, and a few of them may be wrong
    """
    low_st, high_st = (semitones(edge_hz, tonic_hz) for edge_hz in range_hz)
    margin_st = min(_MARGIN_ST, 0.25 * (high_st - low_st))
    room_low, room_high = low_st + margin_st, high_st - margin_st
    ends = np.percentile(heights_st, _STRAYS) if strays else heights_st
    least, most = float(np.min(ends)), float(np.max(ends))
    if most - least > room_high - room_low:
        share = (room_high - room_low) / (most - least)
        return Move(least, room_low, share, (low_st, high_st))
    to_low = min(max(least, room_low), room_high - (most - least))
    return Move(least, to_low, 1.0, (low_st, high_st))


def placed(plan: ProsodyPlan, range_hz: tuple[float, float] | None) -> tuple[ProsodyPlan, str]:
    """Give a plan whose notes lie inside the range, and a sentence when its steps had to shrink."""
    if range_hz is None:
        return plan, ""
    heights_st = np.array([note.pitch_st for note in plan.syllables])
    move = move_into(heights_st, plan.tonic_hz, range_hz, strays=False)
    moved_st = move(heights_st)
    notes = tuple(
        replace(note, pitch_st=float(height_st))
        for note, height_st in zip(plan.syllables, moved_st, strict=True)
    )
    return replace(plan, syllables=notes), narrow_note(move)


def narrow_note(move: Move) -> str:
    """Say that the tune was made narrower; empty when it was not."""
    if not move.narrowed:
        return ""
    width_st = move.limits_st[1] - move.limits_st[0]
    return (
        f"The tune is wider than this person's comfortable range of {width_st:.1f} semitones, "
        f"so its steps are {100 * move.share:.0f} % of their size."
    )
