"""Candidates for the start of a vowel, with their odds.

The peaks of the onset function are candidates.  Each gets the log-odds of being a vowel
start from what lies just before and after it; the alignment
(`mit_trainer.analysis.align`) then chooses among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.envelope import CENTRES_HZ, STEP_S, Envelope, filled_st
from mit_trainer.analysis.onset_weights import CENTRE, INTERCEPT, SPREAD, WEIGHT
from mit_trainer.analysis.pitch import PitchTrack
from mit_trainer.units import Floats

Frames = NDArray[np.intp]

_LOW_BANDS = CENTRES_HZ < 1000.0
_HISS_BANDS = CENTRES_HZ > 3800.0
_APART_FRAMES = 6
_LEAST_STRENGTH = 0.12
_BEFORE = (-12, -2)  # frames: 60 to 10 ms before
_AFTER = (2, 16)  # 10 to 80 ms after
_HELD = (0, 40)  # 200 ms
_EARLIER, _LATER = (-32, -10), (12, 32)
_LONELY_FRAMES = 10


@dataclass(frozen=True)
class Candidates:
    """Possible vowel starts, ascending; [candidates] each.

    Attributes
    ----------
    frame : index on the grid
    odds : log-odds of being a vowel start
    voiced_before, hissing_before : what sounded 60 to 10 ms before, 0 ... 1
    """

    frame: Frames
    t_s: Floats
    odds: Floats
    voiced_before: Floats
    hissing_before: Floats


def candidates(heard: Envelope, also_s: Sequence[float] = ()) -> Candidates:
    """Peaks of the onset function with their log-odds; so are ``also_s`` where no peak is near."""
    frame = _with(_peaks(heard.onset), np.round(np.array(also_s) / STEP_S).astype(np.intp))
    frame = frame[frame < heard.t_s.size]
    voiced = np.isfinite(heard.pitch.f0_hz).astype(np.float64)
    before = _means(heard.bands, frame, *_BEFORE)
    odds = INTERCEPT + ((features(heard, frame) - CENTRE) / SPREAD) @ WEIGHT
    hiss = before[:, _HISS_BANDS].mean(axis=1) if frame.size else np.zeros(0)
    return Candidates(frame, heard.t_s[frame], odds, _means(voiced, frame, *_BEFORE), hiss)


def features(heard: Envelope, frame: Frames) -> Floats:
    """Describe what lies around each frame, [frames, features]."""
    voiced = np.isfinite(heard.pitch.f0_hz).astype(np.float64)
    level = np.maximum(heard.level_db, -50.0)
    before, after = _means(heard.bands, frame, *_BEFORE), _means(heard.bands, frame, *_AFTER)
    s_before = _means(heard.sonority, frame, *_BEFORE)
    s_after = _means(heard.sonority, frame, *_AFTER)
    v_before, v_after = _means(voiced, frame, *_BEFORE), _means(voiced, frame, *_AFTER)
    louder_db = _means(level, frame, *_AFTER) - _means(level, frame, *_BEFORE)
    prominence, valley = _prominence(heard.sonority, frame)
    changed = np.sqrt(np.mean((after - before) ** 2, axis=1))
    s_held, v_held = _means(heard.sonority, frame, *_HELD), _means(voiced, frame, *_HELD)
    level_held = np.clip(_means(level, frame, *_HELD), -40.0, 3.0) / 10.0
    apart = _means(heard.bands, frame, *_LATER) - _means(heard.bands, frame, *_EARLIER)
    rise = s_after - s_before
    return np.stack(
        [
            s_before,
            s_after,
            rise,
            np.clip(louder_db, -10.0, 30.0) / 10.0,
            (after - before)[:, _LOW_BANDS].mean(axis=1),
            10.0 * heard.change[frame],
            changed,
            v_before,
            v_after,
            prominence,
            valley,
            np.minimum(heard.onset[frame], 3.0),
            np.clip(_step_around(heard.pitch, frame), 0.0, 4.0),
            s_held,
            v_held,
            level_held,
            np.maximum(0.5 - v_after, 0.0),
            np.maximum(0.4 - v_held, 0.0),
            np.maximum(0.5 - s_held, 0.0),
            v_before * changed,
            v_before * rise,
            v_before * valley,
            np.sqrt(np.mean(apart**2, axis=1)),
            np.maximum(-1.2 - level_held, 0.0),
            np.maximum(rise, 0.0) * v_after,
            valley * v_held,
        ],
        axis=1,
    ).reshape(frame.size, len(WEIGHT))


def _with(peaks: Frames, others: Frames) -> Frames:
    """Peaks and those others that have no peak within 50 ms, ascending."""
    if others.size == 0:
        return peaks
    lonely = [at for at in others if not np.any(np.abs(peaks - at) <= _LONELY_FRAMES)]
    return np.unique(np.concatenate((peaks, np.array(lonely, dtype=np.intp))))


def _step_around(pitch: PitchTrack, frame: Frames) -> Floats:
    height, voiced = filled_st(pitch), np.isfinite(pitch.f0_hz).astype(np.float64)
    both = _means(voiced, frame, *_BEFORE) * _means(voiced, frame, *_AFTER)
    return np.abs(_means(height, frame, 4, 14) - _means(height, frame, -14, -4)) * both


def _peaks(track: Floats) -> Frames:
    """Indexes of the highest local maxima that keep their distance, ascending."""
    if track.size < 3:
        return np.zeros(0, dtype=np.intp)
    middle = track[1:-1]
    found = np.flatnonzero(
        (middle >= track[:-2]) & (middle > track[2:]) & (middle > _LEAST_STRENGTH)
    )
    found += 1
    taken = np.zeros(track.size, dtype=bool)
    kept = []
    for index in found[np.argsort(-track[found], kind="stable")]:
        if not taken[max(0, index - _APART_FRAMES + 1) : index + _APART_FRAMES].any():
            taken[index] = True
            kept.append(index)
    return np.array(sorted(kept), dtype=np.intp)


def _means(track: Floats, frame: Frames, start: int, end: int) -> Floats:
    """Mean of ``track`` from ``start`` to ``end`` frames after each frame, within the sound."""
    n = track.shape[0]
    total = np.concatenate((np.zeros_like(track[:1]), np.cumsum(track, axis=0)))
    low = np.clip(frame + start, 0, n - 1)
    high = np.maximum(np.clip(frame + end, 1, n), low + 1)
    width = (high - low).reshape((-1,) + (1,) * (track.ndim - 1))
    return np.asarray((total[high] - total[low]) / width, dtype=np.float64)


def _prominence(sonority: Floats, frame: Frames) -> tuple[Floats, Floats]:
    """How far the sonority climbs from just before to the next 250 ms; how deep it dipped."""
    climb, valley = np.zeros(frame.size), np.zeros(frame.size)
    for k, index in enumerate(frame):
        top = float(sonority[index : index + 50].max())
        climb[k] = top - float(sonority[max(0, index - 12) : index + 4].min())
        back = sonority[max(0, index - 80) : index + 4][::-1]
        valley[k] = float(np.max(np.minimum(back, top) - np.minimum.accumulate(back)))
    return climb, valley
