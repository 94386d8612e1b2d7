"""Timing relative to the singer's own first syllable and tempo.

Conventions
-----------
Onsets are seconds, ascending, NaN for a syllable that was not found.  No tempo is
asked for: the plan is stretched until it fits best, and only what is left over counts.

The nPVI is told and never judged by: over a handful of syllables it mostly counts equal
neighbours (Condit-Schultz 2019), and it hardly differs between song and speech.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import nan

import numpy as np

from mit_trainer.units import Floats


@dataclass(frozen=True)
class Timing:
    """How evenly the plan's rhythm was kept; NaN where too little was found.

    Attributes
    ----------
    spread_s : root mean square distance of the onsets from the stretched plan
    unevenness : the same as a share of the singer's own beat
    """

    rate_syll_per_s: float
    npvi: float
    spread_s: float
    unevenness: float


def timing(onsets_s: Floats, planned_s: Floats) -> Timing:
    """Compare onsets with planned onsets, both float64 [syllables]."""
    found = np.flatnonzero(np.isfinite(onsets_s))
    if found.size < 2:
        return Timing(nan, nan, nan, nan)
    heard, planned = onsets_s[found], planned_s[found]
    rate = (found.size - 1) / float(heard[-1] - heard[0])
    spread_s, beat_s = _spread(heard, planned)
    neighbours = [
        float(heard[k + 1] - heard[k])
        for k, (a, b) in enumerate(pairwise(found))
        if b == a + 1  # across a missing syllable there is no interval of the plan
    ]
    return Timing(rate, npvi(np.array(neighbours)), spread_s, spread_s / beat_s)


@dataclass(frozen=True)
class Pauses:
    """Silences inside an answer; ``longest_s`` is NaN when there was none."""

    n: int
    longest_s: float


def pauses(onsets_s: Floats, ends_s: Floats, *, from_s: float) -> Pauses | None:
    """Count the silences between the end of a voice and the start of the next vowel.

    Parameters
    ----------
    onsets_s, ends_s : float64 [syllables], everything that was heard, ascending
    from_s : a shorter silence is a consonant

    Returns
    -------
    `Pauses`, or None when nothing was heard
    """
    if not onsets_s.size:
        return None
    gaps_s = onsets_s[1:] - ends_s[:-1]
    long_s = gaps_s[gaps_s >= from_s]
    return Pauses(int(long_s.size), float(long_s.max()) if long_s.size else nan)


def npvi(intervals_s: Floats) -> float:
    """Normalised pairwise variability index, 100 mean |a - b| / ((a + b) / 2); NaN below two."""
    if intervals_s.size < 2:
        return nan
    a, b = intervals_s[:-1], intervals_s[1:]
    return 100.0 * float(np.mean(np.abs(a - b) / ((a + b) / 2.0)))


def _spread(heard_s: Floats, planned_s: Floats) -> tuple[float, float]:
    """Spread around the best line, and the beat that the line gives to a mean syllable."""
    if heard_s.size < 3:  # two points lie on a line whatever was sung
        return nan, nan
    stretch, start_s = np.polyfit(planned_s, heard_s, 1)
    away_s = heard_s - (start_s + stretch * planned_s)
    beat_s = float(heard_s[-1] - heard_s[0]) / (heard_s.size - 1)
    return float(np.sqrt(np.mean(away_s**2))), beat_s
