"""How right a pitch track is, in the measures of melody extraction (Poliner et al. 2007).

Frames are those of the truth, every 10 ms.  ``RPA50`` is the share of voiced frames whose
estimate lies within 50 cents, an unvoiced estimate being wrong; ``gross`` the share of frames
that both call voiced and that differ by more than a fifth; ``VR`` and ``VFA`` are voicing
recall and false alarm; ``median`` is the middle distance in cents of what is not gross.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mit_trainer.units import Floats
from tests.bench.truth import GRID_S, Voice

_GROSS = 0.2


@dataclass(frozen=True)
class Score:
    """Shares in per cent, the median in cents; NaN where there was nothing to count."""

    rpa50: float
    rpa25: float
    recall: float
    false_alarm: float
    gross: float
    median_cents: float


@dataclass(frozen=True)
class Counted:
    """Frames of one or more voices, side by side: truth, estimate; NaN is unvoiced."""

    true_hz: Floats
    heard_hz: Floats


def on_truth(voice: Voice, t_s: Floats, f0_hz: Floats) -> Counted:
    """Lay a tracker's own frames on the grid of the truth.

    Voicing is that of the nearest frame, pitch is drawn straight between voiced neighbours.
    """
    grid_s = np.arange(voice.f0_hz.size) * GRID_S
    heard = np.full(grid_s.size, np.nan)
    if t_s.size:
        step_s = float(np.median(np.diff(t_s))) if t_s.size > 1 else GRID_S
        after = np.clip(np.searchsorted(t_s, grid_s), 1, max(t_s.size - 1, 1))
        after = np.minimum(after, t_s.size - 1)
        before = np.maximum(after - 1, 0)
        share = np.clip((grid_s - t_s[before]) / step_s, 0.0, 1.0)
        nearest = np.where(share > 0.5, after, before)
        inside = np.abs(t_s[nearest] - grid_s) <= 0.75 * step_s
        log_hz = np.log(np.where(f0_hz > 0.0, f0_hz, np.nan))
        drawn = log_hz[before] + share * (log_hz[after] - log_hz[before])
        near = np.abs(log_hz[after] - log_hz[before]) < 0.1
        drawn = np.where(np.isfinite(drawn) & near, drawn, log_hz[nearest])
        heard = np.where(inside & np.isfinite(log_hz[nearest]), np.exp(drawn), np.nan)
    judged = voice.judged > 0
    return Counted(voice.f0_hz[judged], heard[judged])


def score(counted: Iterable[Counted]) -> Score:
    """Count over all frames of all voices together."""
    all_of = list(counted)
    true_hz = np.concatenate([one.true_hz for one in all_of])
    heard_hz = np.concatenate([one.heard_hz for one in all_of])
    voiced, heard = np.isfinite(true_hz), np.isfinite(heard_hz)
    both = voiced & heard
    away_cents = np.abs(1200.0 * np.log2(heard_hz[both] / true_hz[both]))
    gross = np.abs(heard_hz[both] / true_hz[both] - 1.0) > _GROSS
    fine = away_cents[~gross]
    return Score(
        rpa50=_percent((away_cents <= 50.0).sum(), voiced.sum()),
        rpa25=_percent((away_cents <= 25.0).sum(), voiced.sum()),
        recall=_percent(both.sum(), voiced.sum()),
        false_alarm=_percent((heard & ~voiced).sum(), (~voiced).sum()),
        gross=_percent(gross.sum(), both.sum()),
        median_cents=float(np.median(fine)) if fine.size else float("nan"),
    )


def _percent(part: int, whole: int) -> float:
    return 100.0 * float(part) / float(whole) if whole else float("nan")
