"""Planned syllables to heard ones, at the patient's own pace.

A dynamic programme walks through the candidates in order.  Each may be the next planned
syllable, one after a left-out one, an extra one, or nothing.  What speaks for a
candidate are its own odds, and, weakly, an interval that fits the pace of the others,
a step of pitch that fits the plan, and a consonant that fits the spelling.  A long
pause costs little: halting is not an error.

Conventions
-----------
All scores are log-odds.  The count is known, the pace is not: it is taken from a first
walk without any regard to time.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.onsets import Candidates
from mit_trainer.analysis.spelling import breaks_voice, hisses, runs_on
from mit_trainer.units import Floats

_LEFT_OUT = 4.0  # about one planned syllable in fifty is left out
_EXTRA = -0.2
_PACE = 1.0  # more costs halting voices their onsets
_STEP = 0.25  # per semitone away from the planned step, at most four
_CONSONANT = 1.0
_RUNS_ON = 2.0  # a vowel after a vowel starts faintly, and is not left out more often
_CLOSEST_S = 0.08
_LEAST_ODDS = -4.5
_MOST_LEFT_OUT = 3  # in a row


@dataclass(frozen=True)
class Expected:
    """What is known of the planned syllables before listening.

    Attributes
    ----------
    texts : as written
    heights_st : planned heights, or all NaN when the manner has no tune
    lengths : planned durations, any unit
    """

    texts: tuple[str, ...]
    heights_st: Floats
    lengths: Floats


@dataclass(frozen=True)
class Placed:
    """One heard syllable; ``index`` is None for an extra one, ``odds`` are its log-odds."""

    index: int | None
    t_s: float
    odds: float


def align(expected: Expected, found: Candidates, heights_st: Floats) -> tuple[Placed, ...]:
    """Choose among the candidates.

    Parameters
    ----------
    heights_st : float64 [candidates], pitch just after each, NaN where unvoiced

    Returns
    -------
    tuple of `Placed` in order; each planned index at most once, ascending
    """
    likely = np.flatnonzero(found.odds > _LEAST_ODDS)
    if likely.size == 0:
        return ()
    walk = _Walk(expected, found, heights_st, likely)
    path = walk.best(unit_s=None)
    if len(path) > 1:
        path = walk.best(unit_s=walk.unit_s(path))
    return tuple(
        Placed(index, float(found.t_s[likely[j]]), float(found.odds[likely[j]]))
        for j, index in path
    )


class _Walk:
    """The programme over one set of candidates."""

    def __init__(
        self, expected: Expected, found: Candidates, heights_st: Floats, likely: NDArray[np.intp]
    ) -> None:
        self.n = len(expected.texts)
        self.t_s, self.odds = found.t_s[likely], found.odds[likely]
        self.heights_st = heights_st[likely]
        self.planned_st = expected.heights_st
        self.lengths = expected.lengths / np.mean(expected.lengths)
        self.voiced, self.hissing = found.voiced_before[likely], found.hissing_before[likely]
        n, texts = self.n, expected.texts
        # [before, after]: whether the voice should break between these two syllables
        self.breaks = np.array(
            [[breaks_voice(texts[a], texts[b]) for b in range(n)] for a in range(n)]
        )
        self.faint = np.array(
            [[_RUNS_ON * runs_on(texts[a], texts[b]) for b in range(n)] for a in range(n)]
        )
        self.hisses = np.array([hisses(text) for text in texts])

    def unit_s(self, path: list[tuple[int, int | None]]) -> float:
        """Typical length of a syllable on a path."""
        gaps = [
            (self.t_s[b] - self.t_s[a]) / (self.lengths[i] if i is not None else 1.0)
            for (a, i), (b, _) in pairwise(path)
        ]
        return float(np.median(gaps))

    def best(self, unit_s: float | None) -> list[tuple[int, int | None]]:
        """Best path as (candidate, planned index or None)."""
        n, m = self.n, self.t_s.size
        # [candidate, planned syllables used up, 1 when the candidate is an extra]
        score = np.full((m, n + 1, 2), -np.inf)
        back = np.full((m, n + 1, 2), -1, dtype=np.intp)
        for j in range(m):
            skipped = np.arange(n) * _LEFT_OUT
            score[j, 1:, 0] = self.odds[j] - skipped - self._consonant(j, first=True)
            score[j, 0, 1] = self.odds[j] - _EXTRA
            q = int(np.searchsorted(self.t_s, self.t_s[j] - _CLOSEST_S, side="right"))
            if q == 0:
                continue
            came = score[:q] - self._pace(j, q, unit_s)[:, :, None]
            self._take(score, back, (j, slice(None), 1), came + (self.odds[j] - _EXTRA), q)
            for skip in range(min(_MOST_LEFT_OUT, n - 1) + 1):
                reach = slice(skip + 1, None)
                value = came[:, : n - skip] + (self.odds[j] - skip * _LEFT_OUT)
                value[:, :, 0] -= self._fit(j, q, skip)
                self._take(score, back, (j, reach, 0), value, q)
        return self._trace(score, back)

    @staticmethod
    def _take(
        score: Floats, back: NDArray[np.intp], at: tuple[int, slice, int], value: Floats, q: int
    ) -> None:
        """Keep the best way to a state; ways are numbered by (used, candidate, extra)."""
        used = value.shape[1]
        flat = value.transpose(1, 0, 2).reshape(used, 2 * q)
        way = np.argmax(flat, axis=1)
        best = flat[np.arange(used), way]
        better = best > score[at]
        score[at] = np.where(better, best, score[at])
        back[at] = np.where(better, np.arange(used) * 2 * score.shape[0] + way, back[at])

    def _pace(self, j: int, q: int, unit_s: float | None) -> Floats:
        """Cost [before, used] of the interval that ends at ``j``."""
        if unit_s is None:
            return np.zeros((q, self.n + 1))
        lengths = np.concatenate((self.lengths[:1], self.lengths))
        ratio = np.log2((self.t_s[j] - self.t_s[:q])[:, None] / (unit_s * lengths))
        slow = np.minimum(0.25 * _PACE * ratio**2, 0.5)
        return np.asarray(np.where(ratio < 0.0, _PACE * ratio**2, slow), dtype=np.float64)

    def _fit(self, j: int, q: int, skip: int) -> Floats:
        """Cost [before, used] of pitch step and consonant for planned syllable used + skip."""
        used = self.n - skip
        cost = np.zeros((q, used))
        if used < 2:
            return cost
        before, after = np.arange(used - 1), np.arange(used - 1) + 1 + skip
        step = (self.heights_st[j] - self.heights_st[:q])[:, None]
        away = np.abs(step - (self.planned_st[after] - self.planned_st[before]))
        cost[:, 1:] = np.nan_to_num(_STEP * np.minimum(away, 4.0))
        cost[:, 1:] += self._consonant(j, first=False)[after]
        cost[:, 1:] -= self.faint[before, after]
        smooth = ~self.breaks[before, after]
        cost[:, 1:] += _CONSONANT * np.where(smooth, 1.0 - self.voiced[j], self.voiced[j])
        return cost

    def _consonant(self, j: int, *, first: bool) -> Floats:
        """Cost [planned] of hissing or not before candidate ``j``."""
        heard = min(1.0, 2.0 * float(self.hissing[j]))
        cost = _CONSONANT * np.where(self.hisses, 1.0 - heard, heard)
        return 0.5 * cost if first else cost

    def _trace(self, score: Floats, back: NDArray[np.intp]) -> list[tuple[int, int | None]]:
        end = score - (self.n - np.arange(self.n + 1))[None, :, None] * _LEFT_OUT
        j, used, extra = (int(k) for k in np.unravel_index(np.argmax(end), end.shape))
        if end[j, used, extra] < -self.n * _LEFT_OUT:
            return []
        path: list[tuple[int, int | None]] = []
        while True:
            path.append((j, None if extra else used - 1))
            way = int(back[j, used, extra])
            if way < 0:
                return path[::-1]
            used, rest = divmod(way, 2 * score.shape[0])
            j, extra = divmod(rest, 2)
