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
_EXTRA = 1.5  # and one in ten says more than was planned
_PACE = 1.0  # more costs halting voices their onsets
_STEP = 0.25  # per semitone away from the planned step, at most four
_CONSONANT = 1.0
_RUNS_ON = 2.0  # a vowel after a vowel starts faintly, and is not left out more often
_CLOSEST_S = 0.08
_LEAST_ODDS = -4.5
_MOST_EACH = 7  # candidates for each syllable, and as many more
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


@dataclass(frozen=True)
class Opinion:
    """Log-odds that another witness adds to each candidate.

    Attributes
    ----------
    planned : [candidates, planned syllables], for being that syllable
    extra : [candidates], for being an extra one
    """

    planned: Floats
    extra: Floats


def align(
    expected: Expected, found: Candidates, heights_st: Floats, also: Opinion | None = None
) -> tuple[Placed, ...]:
    """Choose among the candidates.

    Parameters
    ----------
    heights_st : float64 [candidates], pitch just after each, NaN where unvoiced
    also : what another witness says of the candidates

    Returns
    -------
    tuple of `Placed` in order; each planned index at most once, ascending
    """
    n, m = len(expected.texts), found.t_s.size
    also = also or Opinion(np.zeros((m, n)), np.zeros(m))
    worth = found.odds + also.planned.max(axis=1)
    best = np.sort(np.argsort(-worth, kind="stable")[: _MOST_EACH * (n + 1)])
    likely = best[worth[best] > _LEAST_ODDS]
    if likely.size == 0:
        return ()
    also = Opinion(also.planned[likely], also.extra[likely])
    walk = _Walk(expected, found, heights_st, likely, also)
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
        self,
        expected: Expected,
        found: Candidates,
        heights_st: Floats,
        likely: NDArray[np.intp],
        also: Opinion,
    ) -> None:
        self.n = len(expected.texts)
        self.t_s, self.odds = found.t_s[likely], found.odds[likely]
        self.as_planned = self.odds[:, None] + also.planned
        self.as_extra = self.odds + also.extra - _EXTRA
        self.heights_st = heights_st[likely]
        self.planned_st = expected.heights_st
        self.lengths = expected.lengths / np.mean(expected.lengths)
        self.voiced = found.voiced_before[likely]
        n, texts = self.n, expected.texts
        # [before, after]: whether the voice should break between these two syllables
        self.breaks = np.array(
            [[breaks_voice(texts[a], texts[b]) for b in range(n)] for a in range(n)]
        )
        self.faint = np.array(
            [[_RUNS_ON * runs_on(texts[a], texts[b]) for b in range(n)] for a in range(n)]
        )
        self.hisses = np.array([hisses(text) for text in texts])
        self.consonant = self._consonant(found.hissing_before[likely])
        self.fits = [self._fit(skip) for skip in range(min(_MOST_LEFT_OUT, n - 1) + 1)]

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
            score[j, 1:, 0] = self.as_planned[j] - skipped - 0.5 * self.consonant[j]
            score[j, 0, 1] = self.as_extra[j]
            q = int(np.searchsorted(self.t_s, self.t_s[j] - _CLOSEST_S, side="right"))
            if q == 0:
                continue
            came = score[:q] - self._pace(j, q, unit_s)[:, :, None]
            self._take(score, back, (j, slice(None), 1), came + self.as_extra[j], q)
            for skip, fit in enumerate(self.fits):
                reach = slice(skip + 1, None)
                as_planned = self.as_planned[j, skip:] - skip * _LEFT_OUT
                value = came[:, : n - skip] + as_planned[None, :, None]
                value[:, :, 0] -= fit[j, :q]
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

    def _fit(self, skip: int) -> Floats:
        """Cost [candidate, before, used] of pitch step and sounds for syllable used + skip."""
        used, m = self.n - skip, self.t_s.size
        cost = np.zeros((m, m, used))
        before, after = np.arange(used - 1), np.arange(used - 1) + 1 + skip
        step = (self.heights_st[:, None] - self.heights_st[None, :])[:, :, None]
        away = np.abs(step - (self.planned_st[after] - self.planned_st[before]))
        cost[:, :, 1:] = np.nan_to_num(_STEP * np.minimum(away, 4.0))
        voiced = self.voiced[:, None]
        sounds = self.consonant[:, after] - self.faint[before, after]
        sounds += _CONSONANT * np.where(self.breaks[before, after], voiced, 1.0 - voiced)
        cost[:, :, 1:] += sounds[:, None, :]
        return cost

    def _consonant(self, hissing: Floats) -> Floats:
        """Cost [candidate, planned] of hissing or not before a candidate."""
        heard = np.minimum(1.0, 2.0 * hissing)[:, None]
        return np.asarray(_CONSONANT * np.where(self.hisses, 1.0 - heard, heard))

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
