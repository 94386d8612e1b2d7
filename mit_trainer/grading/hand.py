"""The hand: its taps against the vowel starts that were heard, and against the beats.

Tapping is measured and told; no point hangs on it.  A pad whose delay was never measured
tells how even the hand was, and not how early or late.
"""

from collections.abc import Sequence
from math import hypot, isfinite, nan, sqrt

import numpy as np

from mit_trainer.analysis.tapping import asynchrony, consistency, mean_phase, own_beats_s, window
from mit_trainer.grading.model import Timed
from mit_trainer.grading.rubric import Rubric
from mit_trainer.units import Floats


def late_s(taps_s: Sequence[float], moments_s: Floats, rubric: Rubric) -> Floats:
    """Tap minus moment for each moment, NaN without a tap; moments may be NaN themselves.

    Parameters
    ----------
    moments_s : float64 [moments], seconds of take time, ascending where known
    """
    late = np.full(moments_s.size, nan)
    known = np.isfinite(moments_s)
    if taps_s and known.any():
        widest_s = window(
            moments_s[known], widest_s=rubric.taps_window_s, beat_share=rubric.taps_window_share
        )
        late[known] = asynchrony(np.sort(np.array(taps_s)), moments_s[known], window_s=widest_s)
    return late


def timed(
    taps_s: Sequence[float], moments_s: Floats, uncertain_s: float, rubric: Rubric
) -> Timed | None:
    """How the taps kept time with these moments; None when none of them is known.

    ``uncertain_s`` is one standard deviation of the pad's own delay, NaN if never measured.
    """
    known = moments_s[np.isfinite(moments_s)]
    if not known.size:
        return None
    late = late_s(taps_s, known, rubric)
    paired = late[np.isfinite(late)]
    direction_s, length = mean_phase(late, own_beats_s(known))
    n, placed = paired.size, isfinite(uncertain_s)
    spread_s = float(np.std(paired, ddof=1)) if n > 1 else nan
    own_spread_s = sqrt(max(0.0, spread_s**2 - rubric.taps_ear_spread_s**2)) if n > 1 else nan
    return Timed(
        n_moments=known.size,
        n_paired=n,
        n_missed=known.size - n,
        n_extra=len(taps_s) - n,
        mean_s=float(np.mean(paired)) if n and placed else nan,
        uncertain_s=hypot(uncertain_s, spread_s / sqrt(n)) if n > 1 else nan,
        spread_s=own_spread_s,
        direction_s=direction_s if placed else nan,
        resultant_length=length,
        consistency=consistency(length, n),
    )
