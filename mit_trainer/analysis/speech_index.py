"""Where an answer stands between song and speech: 0 sung, 1 spoken.

Singers hold a pitch, speakers glide through it; a syllable's steadiness tells the two
apart where its length cannot, because slow speech after a stroke is not song.

The features are taken from the middle of the heard vowels.  The model is a logistic
regression whose numbers come from a rubric file with their source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log10, nan

import numpy as np

from mit_trainer.analysis.envelope import STEP_S
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.units import Floats, semitones

_SMOOTH_FRAMES = 36  # 180 ms: a vibrato averages out
_PLATEAU_FRAMES = 30  # 150 ms
_PLATEAU_ST = 0.6
_SLOPE_FRAMES = 10  # 50 ms
_N_BINS = 12


@dataclass(frozen=True)
class SteadinessModel:
    """Weights of the logistic regression for "sung", and when it may be used."""

    intercept: float
    slope: float
    plateau: float
    entropy: float
    gini: float
    least_nuclei: int
    least_voiced_s: float


@dataclass(frozen=True)
class Steadiness:
    """How pitch moves within the vowels of one answer.

    Attributes
    ----------
    slope : log10 of the median slope within a vowel in semitones a second, plus 0.5
    plateau : share of voiced time on a plateau: 150 ms within 60 cents
    entropy : how evenly the pitch fills its range, 0 ... 1
    gini : how unequal the slopes are, 0 ... 1: still mostly, moving rarely
    """

    slope: float
    plateau: float
    entropy: float
    gini: float
    n_nuclei: int
    voiced_s: float


def steadiness(f0_hz: Floats, nuclei: Sequence[Nucleus]) -> Steadiness:
    """Features of one answer; ``f0_hz`` is its track on the 5 ms grid."""
    slopes = [n.slope_st_per_s for n in nuclei if np.isfinite(n.slope_st_per_s)]
    height = semitones(f0_hz, 100.0)
    voiced = height[np.isfinite(height)]
    return Steadiness(
        slope=log10(float(np.median(slopes)) + 0.5) if slopes else nan,
        plateau=_plateau_share(height),
        entropy=_entropy(voiced),
        gini=_gini(_slopes(height)),
        n_nuclei=len(slopes),
        voiced_s=voiced.size * STEP_S,
    )


def speech_index(found: Steadiness, model: SteadinessModel) -> float:
    """Probability of speech, NaN when there is too little voice to tell."""
    if found.n_nuclei < model.least_nuclei or found.voiced_s < model.least_voiced_s:
        return nan
    sung = (
        model.intercept
        + model.slope * found.slope
        + model.plateau * found.plateau
        + model.entropy * found.entropy
        + model.gini * found.gini
    )
    return 1.0 / (1.0 + exp(min(max(sung, -50.0), 50.0))) if np.isfinite(sung) else nan


def _runs(height_st: Floats) -> list[Floats]:
    """Voiced stretches without a break or a jump."""
    voiced = np.flatnonzero(np.isfinite(height_st))
    if voiced.size == 0:
        return []
    cuts = np.flatnonzero((np.diff(voiced) > 1) | (np.abs(np.diff(height_st[voiced])) > 3.0))
    return [height_st[run] for run in np.split(voiced, cuts + 1)]


def _plateau_share(height_st: Floats) -> float:
    n_all, n_flat = 0, 0
    for run in _runs(height_st):
        n_all += run.size
        if run.size < _PLATEAU_FRAMES:
            continue
        width = min(_SMOOTH_FRAMES, run.size)
        even = np.convolve(np.pad(run, width // 2, mode="edge"), np.ones(width) / width, "valid")
        windows = np.lib.stride_tricks.sliding_window_view(even[: run.size], _PLATEAU_FRAMES)
        flat = np.flatnonzero(np.ptp(windows, axis=1) <= _PLATEAU_ST)
        on_plateau = np.zeros(run.size, dtype=bool)
        for start in flat:
            on_plateau[start : start + _PLATEAU_FRAMES] = True
        n_flat += int(on_plateau.sum())
    return n_flat / n_all if n_all else nan


def _entropy(voiced_st: Floats) -> float:
    if voiced_st.size < _N_BINS:
        return nan
    low, high = np.quantile(voiced_st, (0.03, 0.97))
    counts = np.histogram(np.clip(voiced_st, low, high), _N_BINS, (low, max(high, low + 1e-6)))[0]
    share = counts[counts > 0] / voiced_st.size
    return float(-np.sum(share * np.log2(share)) / np.log2(_N_BINS))


def _slopes(height_st: Floats) -> Floats:
    """Size of the regression slope over 50 ms at each voiced frame, semitones a second."""
    lever = np.arange(_SLOPE_FRAMES) - (_SLOPE_FRAMES - 1) / 2.0
    lever /= np.sum(lever**2) * STEP_S
    slopes = [
        np.abs(np.convolve(run, lever[::-1], "valid"))
        for run in _runs(height_st)
        if run.size >= _SLOPE_FRAMES
    ]
    return np.concatenate(slopes) if slopes else np.zeros(0)


def _gini(values: Floats) -> float:
    total = float(values.sum())
    if values.size < 2 or total <= 0.0:
        return nan
    ordered = np.sort(values)
    rank = np.arange(1, values.size + 1)
    return float(2.0 * np.sum(rank * ordered) / (values.size * total) - 1.0 - 1.0 / values.size)
