"""From the start of a vowel to its loud voiced centre, its end and its pitch.

Conventions
-----------
Times are seconds from the first sample of the take.  A syllable's pitch is a mean in
semitones over its vowel, weighted to the middle, of the frames near its median: one
octave slip or a glide at its edge must not move it, and a vibrato averages out.
"""

from dataclasses import dataclass
from math import nan

import numpy as np

from mit_trainer.analysis.envelope import STEP_S, Envelope
from mit_trainer.units import Floats, hertz, semitones

_BELOW_PEAK_DB = 18.0  # quieter than this, the vowel has ended
_LONGEST_BREAK_FRAMES = 8  # a break in the voice of 40 ms does not end a vowel
_STEADY_ST = 1.0
_NEAR_ST = 2.0
_PITCH_AFTER_S = (0.02, 0.18)


@dataclass(frozen=True)
class Nucleus:
    """One heard vowel.

    Attributes
    ----------
    onset_s, peak_s, end_s : start, most sonorous moment, end
    f0_hz : pitch of the middle, NaN when unvoiced
    steady_s : longest stretch within 100 cents
    slope_st_per_s : size of the regression slope over the middle 60 %, NaN when too short
    voiced_share : of the time to the next onset, at most to the end of the take
    voiced_s : how long the voice sounded
    """

    onset_s: float
    peak_s: float
    end_s: float
    f0_hz: float = nan
    steady_s: float = nan
    slope_st_per_s: float = nan
    voiced_share: float = nan
    voiced_s: float = 0.0


def heights_after(heard: Envelope, t_s: Floats) -> Floats:
    """Median pitch just after each time, semitones above 100 Hz, NaN where unvoiced."""
    out = np.full(t_s.size, np.nan)
    for k, start_s in enumerate(t_s):
        f0_hz = heard.pitch.within(start_s + _PITCH_AFTER_S[0], start_s + _PITCH_AFTER_S[1])
        if f0_hz.size > 3:
            out[k] = semitones(float(np.median(f0_hz)), 100.0)
    return out


def nucleus(heard: Envelope, onset_s: float, next_onset_s: float) -> Nucleus:
    """Measure the vowel that starts at ``onset_s``; ``next_onset_s`` may be the end."""
    start = min(round(onset_s / STEP_S), heard.t_s.size - 1)
    stop = int(np.clip(round(next_onset_s / STEP_S), start + 1, heard.t_s.size))
    room = slice(start, stop)
    peak = start + int(np.argmax(heard.sonority[room]))
    end = _end(heard, start, peak, stop)
    whole = heard.pitch.f0_hz[start:end]
    return Nucleus(
        onset_s=onset_s,
        peak_s=float(heard.t_s[peak]),
        end_s=float(heard.t_s[end - 1] + STEP_S),
        f0_hz=_middle_hz(whole),
        steady_s=_steady_s(whole),
        slope_st_per_s=_slope(whole),
        voiced_share=float(np.mean(np.isfinite(heard.pitch.f0_hz[room]))),
        voiced_s=STEP_S * int(np.isfinite(whole).sum()),
    )


def _middle_hz(f0_hz: Floats) -> float:
    weight = np.sin(np.pi * (np.arange(f0_hz.size) + 0.5) / f0_hz.size) ** 2
    voiced = np.isfinite(f0_hz)
    if not voiced.any():
        return nan
    height, weight = semitones(f0_hz[voiced], 100.0), weight[voiced]
    near = np.abs(height - np.sort(height)[height.size // 2]) < _NEAR_ST
    return hertz(float(np.average(height[near], weights=weight[near])), 100.0)


def _end(heard: Envelope, start: int, peak: int, stop: int) -> int:
    """First frame after the vowel: too quiet, or voiceless for longer than a blink."""
    loud = heard.level_db > heard.level_db[start:stop].max() - _BELOW_PEAK_DB
    alive = loud & np.isfinite(heard.pitch.f0_hz)
    last = peak
    for k in range(peak, stop):
        if alive[k]:
            last = k
        elif k - last > _LONGEST_BREAK_FRAMES:
            break
    return last + 1


def _steady_s(f0_hz: Floats) -> float:
    """Longest unbroken voiced stretch whose pitch stays within 100 cents."""
    height = semitones(f0_hz, 100.0)
    best, start = 0, 0
    low, high = np.inf, -np.inf
    for k, here in enumerate(height):
        if not np.isfinite(here):
            start, low, high = k + 1, np.inf, -np.inf
            continue
        low, high = min(low, here), max(high, here)
        while high - low > _STEADY_ST:
            start += 1
            low, high = float(height[start : k + 1].min()), float(height[start : k + 1].max())
        best = max(best, k + 1 - start)
    return best * STEP_S


def _slope(f0_hz: Floats) -> float:
    voiced = np.flatnonzero(np.isfinite(f0_hz))
    cut = int(0.2 * voiced.size)
    middle = voiced[cut : voiced.size - cut]
    if middle.size < 4:
        return nan
    return abs(float(np.polyfit(middle * STEP_S, semitones(f0_hz[middle], 100.0), 1)[0]))
