"""How well the hand kept time with the voice, or with the model's beats.

A person taps once for each syllable while intoning.  Each tap is paired with at most
one moment (the start of a vowel, or a beat), in order, and the pairs say how early or
late the hand came.

Conventions
-----------
Times are seconds from the first sample of the take, ascending.  Asynchrony is tap minus
moment: negative means that the hand came first.  A moment without a tap has asynchrony
NaN, never 0.  Phases are turns of the beat that begins at the moment.
"""

import numpy as np

from mit_trainer.units import Floats

_LEAST_PHASES = 3  # of two taps any pair is consistent


def asynchrony(taps_s: Floats, moments_s: Floats, *, window_s: float) -> Floats:
    """Give each moment the asynchrony of the one tap that belongs to it.

    As many pairs as possible are made, and among those ways the closest one is taken.

    Parameters
    ----------
    taps_s : float64 [taps], ascending
    moments_s : float64 [moments], ascending
    window_s : a tap further away than this belongs to no moment

    Returns
    -------
    float64 [moments], seconds, NaN where no tap belongs
    """
    n, m = moments_s.size, taps_s.size
    away = taps_s[None, :] - moments_s[:, None]
    # A pair is worth more than all the closeness of the others together.
    worth = np.where(np.abs(away) <= window_s, (n + 1) * window_s - np.abs(away), -np.inf)
    best = np.zeros((n + 1, m + 1))
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            pair = worth[i, j] + best[i + 1, j + 1]
            best[i, j] = max(pair, best[i + 1, j], best[i, j + 1])
    out = np.full(n, np.nan)
    i = j = 0
    while i < n and j < m:
        if best[i, j] == worth[i, j] + best[i + 1, j + 1]:
            out[i] = away[i, j]
            i, j = i + 1, j + 1
        elif best[i, j] == best[i + 1, j]:
            i += 1
        else:
            j += 1
    return out


def window(moments_s: Floats, *, widest_s: float, beat_share: float) -> float:
    """How far a tap may be from its moment: ``widest_s``, or a share of the median beat."""
    if moments_s.size < 2:
        return widest_s
    return min(widest_s, beat_share * float(np.median(np.diff(moments_s))))


def mean_phase(asynchronies_s: Floats, beats_s: Floats) -> tuple[float, float]:
    """Circular mean of the hand's phases.

    Each asynchrony is an angle, a whole turn being the beat it belongs to.

    Parameters
    ----------
    asynchronies_s, beats_s : float64 [moments], NaN where not known

    Returns
    -------
    direction_s : where the phases point, in the time of the mean beat
    length : mean resultant length 0 ... 1, blind to a hand that is always early; both are
        NaN with fewer than three taps
    """
    turns = asynchronies_s / beats_s
    known = np.isfinite(turns)
    if known.sum() < _LEAST_PHASES:
        return float("nan"), float("nan")
    mean = np.mean(np.exp(2j * np.pi * turns[known]))
    direction_s = float(np.angle(mean)) / (2.0 * np.pi) * float(np.mean(beats_s[known]))
    return direction_s, min(1.0, float(np.abs(mean)))


def consistency(length: float, n_taps: int) -> float:
    """Pairwise phase consistency of ``n_taps`` phases with that resultant length.

    The mean cosine between all pairs of phases (Vinck et al. 2010): 1 for a perfect hand
    and, unlike the length itself, 0 on average for a random one however few the taps.
    """
    return (n_taps * length**2 - 1.0) / (n_taps - 1.0) if n_taps > 1 else float("nan")


def own_beats_s(moments_s: Floats) -> Floats:
    """Length of the beat that begins with each moment; the last borrows the one before."""
    if moments_s.size < 2:
        return np.full(moments_s.size, np.nan)
    gaps = np.diff(moments_s)
    return np.concatenate((gaps, gaps[-1:]))
