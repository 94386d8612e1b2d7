"""How well the hand kept time with the voice.

A person taps once for each syllable while intoning.  Each tap is paired with at most
one syllable, in order, and the pairs say how early or late the hand came.

Conventions
-----------
Times are seconds from the first sample of the take, ascending.  Asynchrony is tap
minus start of the vowel: negative means that the hand came first.  A syllable without
a tap has asynchrony NaN, never 0.
"""

import numpy as np

from mit_trainer.units import Floats


def asynchrony(taps_s: Floats, onsets_s: Floats, *, window_s: float) -> Floats:
    """Give each onset the asynchrony of the one tap that belongs to it.

    As many pairs as possible are made, and among those ways the closest one is taken.

    Parameters
    ----------
    taps_s : float64 [taps], ascending
    onsets_s : float64 [onsets], ascending
    window_s : a tap further away than this belongs to no onset

    Returns
    -------
    float64 [onsets], seconds, NaN where no tap belongs
    """
    n, m = onsets_s.size, taps_s.size
    away = taps_s[None, :] - onsets_s[:, None]
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


def resultant_length(asynchronies_s: Floats, beats_s: Floats) -> float:
    """Consistency of the hand: mean resultant length of its phases, 0 ... 1.

    Each asynchrony is an angle, a whole turn being the beat it belongs to.  It is blind
    to a hand that is always early; NaN with fewer than three taps.

    Parameters
    ----------
    asynchronies_s, beats_s : float64 [syllables], NaN where not known
    """
    turns = asynchronies_s / beats_s
    turns = turns[np.isfinite(turns)]
    if turns.size < 3:
        return float("nan")
    return float(np.abs(np.mean(np.exp(2j * np.pi * turns))))


def own_beats_s(onsets_s: Floats) -> Floats:
    """Length of the beat that begins with each onset; the last borrows the one before."""
    if onsets_s.size < 2:
        return np.full(onsets_s.size, np.nan)
    gaps = np.diff(onsets_s)
    return np.concatenate((gaps, gaps[-1:]))
