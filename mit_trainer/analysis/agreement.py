"""Two witnesses of one answer: the ear and the recogniser of English sounds.

What the recogniser heard speaks for or against the ear's candidates; neither decides
alone.  Where both heard a vowel start, the truth lies between them: the ear hears the
voice begin, which in *help* or *you* is a little before the vowel.  Where they disagree
the syllable is uncertain.
"""

from dataclasses import dataclass, replace

import numpy as np

from mit_trainer.analysis.align import Opinion, Placed
from mit_trainer.units import Floats
from mit_trainer.witness.english import Statement

_NEAR_S = 0.06  # as good as the same; twice as far is another
_MEET_S = 0.12
_AGREE_S = 0.08


@dataclass(frozen=True)
class _Trust:
    """Log-odds that the recogniser's word is worth.

    Attributes
    ----------
    same : for a candidate where it heard that syllable
    not_there : for one where it heard none
    left_out : for every candidate of a syllable that it did not hear at all
    again : for an extra one where it heard a syllable twice
    """

    same: float
    not_there: float
    left_out: float
    again: float


# It learnt from speakers: spoken answers it knows better than the ear, drawn-out ones worse.
_SPOKEN = _Trust(same=4.0, not_there=-1.0, left_out=-3.0, again=4.0)
_SLOW = _Trust(same=1.0, not_there=-0.2, left_out=-0.5, again=1.5)


def opinion(t_s: Floats, heard: Statement, n_planned: int, *, slow: bool) -> Opinion:
    """Give what the recogniser says of each candidate; ``slow`` unless it is speech."""
    trust = _SLOW if slow else _SPOKEN
    index = np.array(heard.index, dtype=np.intp)
    apart_s = np.abs(t_s[:, None] - np.array(heard.t_s)[None, :])
    close = np.clip(2.0 - apart_s / _NEAR_S, 0.0, 1.0)
    any_close = close.max(axis=1, initial=0.0)
    planned = np.repeat((trust.not_there * (1.0 - any_close))[:, None], n_planned, axis=1)
    extra = np.zeros(t_s.size)
    for k in range(n_planned):
        this = close[:, index == k].max(axis=1, initial=0.0)
        planned[:, k] += (trust.same - planned[:, k]) * this
        if not (index == k).any():
            planned[:, k] += trust.left_out
        elif (index == k).sum() > 1:
            extra = np.maximum(extra, trust.again * this)
    return Opinion(planned, extra)


def between(placed: tuple[Placed, ...], heard: Statement) -> tuple[Placed, ...]:
    """Bring each vowel start half-way to where the recogniser heard that syllable start."""
    out: list[Placed] = []
    for one in placed:
        near_s = _nearest_s(one, heard)
        met = near_s is not None and abs(near_s - one.t_s) < _MEET_S
        out.append(replace(one, t_s=0.5 * (one.t_s + near_s)) if met and near_s else one)
    return tuple(out)


def agreed(alone: tuple[Placed, ...], heard: Statement) -> frozenset[int]:
    """Give the planned syllables that both heard at the same time, each for itself."""
    return frozenset(
        one.index
        for one in alone
        if one.index is not None
        and (near_s := _nearest_s(one, heard)) is not None
        and abs(near_s - one.t_s) <= _AGREE_S
    )


def _nearest_s(one: Placed, heard: Statement) -> float | None:
    """When the recogniser heard the same syllable nearest to it, None when never."""
    times_s = [t_s for k, t_s in zip(heard.index, heard.t_s, strict=True) if k == one.index]
    return min(times_s, key=lambda t_s: abs(t_s - one.t_s), default=None)
