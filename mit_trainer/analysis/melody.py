"""Steps between the singer's own syllables against the planned steps.

No key and no octave is asked for: only differences count.

The score is the agreement of two lists of steps, sung a and planned p::

    score = 2 sum(a p) / (sum(a a) + sum(p p))

which is Lin's concordance (1989) with the mean left in.  It is 1 for a perfect tune; a
tune sung half as wide gets 0.8, one sung upside down -1.

Chance is in it already.  The null model is a voice that knows nothing of the tune: its
heights are drawn one by one from any one distribution, or wander by steps as likely up as
down.  Turned round in time it is as likely as before, and then every step has the other
sign; so the sum of products is 0 on average for any plan, and so is the score where up
and down are alike.  A voice on one tone gets exactly 0.

A syllable that was not found leaves the step from the one before it to the one after it;
the counts say of how many steps a score is made.
"""

from dataclasses import dataclass
from math import nan

import numpy as np

from mit_trainer.units import Floats


@dataclass(frozen=True)
class Tune:
    """How well the planned steps were kept.

    ``score`` is NaN when nothing moves in the plan or too little was found; counts are
    of steps between neighbouring found syllables.
    """

    score: float
    direction_correct: int
    direction_total: int
    interval_error_cents: float


def tune(
    sung_st: Floats,
    planned_st: Floats,
    *,
    level_within_st: float,
    least_share: float,
    widest_step_st: float,
) -> Tune | None:
    """Compare two tunes.

    Parameters
    ----------
    sung_st : float64 [syllables], any reference, NaN where not found or voiceless
    planned_st : float64 [syllables]
    level_within_st : a sung step smaller than this is level
    least_share : share of the planned steps that must have been sung
    widest_step_st : a wider step is an octave slip

    Returns
    -------
    `Tune`, or None when too few steps can be compared
    """
    found = np.isfinite(sung_st)
    if found.sum() < 2 or found.sum() - 1 < least_share * (sung_st.size - 1):
        return None
    planned = np.diff(planned_st[found])
    sung = without_slips(np.diff(sung_st[found]), widest_step_st)
    right = _direction(sung, level_within_st) == _direction(planned, 0.5 * level_within_st)
    moves = float(np.sum(planned**2))
    both = float(np.sum(sung**2)) + moves
    return Tune(
        score=2.0 * float(np.sum(sung * planned)) / both if moves > 0.0 else nan,
        direction_correct=int(right.sum()),
        direction_total=int(right.size),
        interval_error_cents=100.0 * float(np.mean(np.abs(sung - planned))),
    )


def own_low_st(sung_st: Floats, planned_st: Floats) -> float:
    """Find the singer's own low tone: the median of the syllables planned on the lowest tone.

    When none of them was found it is inferred from the others and the plan.
    """
    low = np.isfinite(sung_st) & (planned_st <= np.min(planned_st) + 0.01)
    if low.any():
        return float(np.median(sung_st[low]))
    found = np.isfinite(sung_st)
    if not found.any():
        return nan
    return float(np.median(sung_st[found] - planned_st[found])) + float(np.min(planned_st))


def interval_st(sung_st: Floats, planned_st: Floats) -> float:
    """How far the tones planned highest lie above those planned lowest, by their medians.

    NaN when either was not found, or the plan has one tone only.
    """
    high = np.isfinite(sung_st) & (planned_st >= np.max(planned_st) - 0.01)
    low = np.isfinite(sung_st) & (planned_st <= np.min(planned_st) + 0.01)
    if np.ptp(planned_st) < 0.01 or not high.any() or not low.any():
        return nan
    return float(np.median(sung_st[high]) - np.median(sung_st[low]))


def without_slips(step_st: Floats, widest_step_st: float) -> Floats:
    """Take an octave off the steps that are too wide: nobody means those, trackers make them.

    The rule knows no plan and is the same up and down, so it favours no tune.
    """
    return step_st - 12.0 * np.where(np.abs(step_st) > widest_step_st, np.sign(step_st), 0.0)


def errors_cents(sung_st: Floats, planned_st: Floats, widest_step_st: float) -> Floats:
    """Distance of each syllable from the plan after the best common shift of the answer."""
    away = sung_st - planned_st
    found = np.isfinite(away)
    if found.sum() < 2:  # with one tone alone any shift is the best
        return np.full(away.size, np.nan)
    turned = without_slips(away - float(np.median(away[found])), widest_step_st)
    turned -= float(np.median(turned[found]))
    return 100.0 * turned


def _direction(step_st: Floats, level_within_st: float) -> Floats:
    return np.where(np.abs(step_st) < level_within_st, 0.0, np.sign(step_st))
