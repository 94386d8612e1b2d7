"""Pitch tracks, repaired, and heights that know no key.

Conventions
-----------
Times are seconds from the first sample of the take.  Unvoiced is NaN.
"""

from dataclasses import dataclass, replace

import numpy as np

from mit_trainer.units import Floats, semitones

_SLIP_ST = 10.0  # further than this from its surroundings, a stretch is an octave slip
_SURROUNDINGS_S = 1.5
_SHORT_BREAK_FRAMES = 3


@dataclass(frozen=True)
class PitchTrack:
    """Pitch on an even grid; all arrays have one length.

    Attributes
    ----------
    t_s : middle of each frame, ascending
    f0_hz : NaN where unvoiced
    strength : 0 ... 1, how periodic the frame is, 0 where unvoiced
    """

    t_s: Floats
    f0_hz: Floats
    strength: Floats

    def within(self, start_s: float, end_s: float) -> Floats:
        """Voiced frequencies between two times; may be empty."""
        here = self.f0_hz[(self.t_s >= start_s) & (self.t_s < end_s)]
        return here[np.isfinite(here)]


def on_grid(track: PitchTrack, t_s: Floats) -> PitchTrack:
    """Take the nearest frame's values at other times; unvoiced outside the track."""
    if track.t_s.size == 0:
        return PitchTrack(t_s, np.full(t_s.size, np.nan), np.zeros(t_s.size))
    step_s = float(np.median(np.diff(track.t_s))) if track.t_s.size > 1 else 0.005
    nearest = np.clip(np.searchsorted(track.t_s - 0.5 * step_s, t_s) - 1, 0, track.t_s.size - 1)
    inside = np.abs(track.t_s[nearest] - t_s) <= step_s
    f0_hz = np.where(inside, track.f0_hz[nearest], np.nan)
    strength = np.where(np.isfinite(f0_hz), track.strength[nearest], 0.0)
    return PitchTrack(t_s, f0_hz, strength)


def repair_octaves(track: PitchTrack) -> PitchTrack:
    """Bring stretches that slipped by an octave back to the voice around them.

    A stretch is a run of voiced frames without a jump of half an octave.  Its own
    median is compared with the median of the other stretches within 1.5 s, weighted
    by their length, so that a slip over a whole syllable is found too.
    """
    f0_hz = track.f0_hz.copy()
    runs = _stretches(f0_hz)
    if len(runs) < 2:
        return track
    heights = [float(np.median(semitones(f0_hz[run], 100.0))) for run in runs]
    middles = [float(np.mean(track.t_s[run])) for run in runs]
    for k, run in enumerate(runs):
        others = [
            semitones(f0_hz[other], 100.0)
            for j, other in enumerate(runs)
            if j != k and abs(middles[j] - middles[k]) < _SURROUNDINGS_S
        ]
        if sum(other.size for other in others) <= run.stop - run.start:
            continue
        away_st = heights[k] - float(np.median(np.concatenate(others)))
        if abs(away_st) > _SLIP_ST:
            f0_hz[run] *= 2.0 ** -np.round(away_st / 12.0)
    return replace(track, f0_hz=f0_hz)


def _stretches(f0_hz: Floats) -> list[slice]:
    voiced = np.flatnonzero(np.isfinite(f0_hz))
    if voiced.size == 0:
        return []
    jump = np.abs(np.diff(semitones(f0_hz[voiced], 100.0))) > 6.0
    apart = np.diff(voiced) > _SHORT_BREAK_FRAMES
    cuts = np.flatnonzero(jump | apart) + 1
    return [slice(int(run[0]), int(run[-1]) + 1) for run in np.split(voiced, cuts)]
