"""The exact start of a vowel, near an onset that the alignment chose.

A soft voice may peak in the onset function long after it began; where the spelling says
that the voice begins anew, it begins with the voice.  In *la* or *we* the voice begins
with the consonant; there the vowel starts where the sound has gone half the way from
the consonant's spectrum to the vowel's.
"""

import numpy as np

from mit_trainer.analysis.envelope import BAND_RANGE_DB, STEP_S, Envelope
from mit_trainer.units import Floats

_CONSONANT_FRAMES = (1, 8)  # after the onset: 5 to 40 ms
_VOWEL_S = (0.10, 0.20)  # after the onset, in slow singing
_VOWEL_SHARE = (0.35, 0.60)  # of the time to the next onset, in quick speech
_LEAST_DIFFERENCE = 0.06  # of the bands, root mean square: below it, the vowel is here already
_LEAST_RISE_DB = 1.5
_FURTHEST_BACK_S = 0.4
_BREAK_FRAMES = 4  # 20 ms without a voice: it has just begun
_LEAST_VOICE_DB = -30.0


def voice_start_s(heard: Envelope, onset_s: float, previous_s: float) -> float:
    """Move an onset back to where its voice began; it stays when there is no beginning."""
    voiced = np.isfinite(heard.pitch.f0_hz) & (heard.level_db > _LEAST_VOICE_DB)
    after = np.flatnonzero(voiced[round(onset_s / STEP_S) : round(onset_s / STEP_S) + 8])
    if after.size == 0:
        return onset_s
    start = round(onset_s / STEP_S) + int(after[0])
    earliest = max(0, round(max(onset_s - _FURTHEST_BACK_S, previous_s) / STEP_S))
    for frame in range(start - 1, earliest - 1, -1):
        if voiced[frame]:
            start = frame
        elif start - frame >= _BREAK_FRAMES:
            return min(onset_s, float(heard.t_s[start]))
    return onset_s


def vowel_start_s(heard: Envelope, onset_s: float, next_onset_s: float) -> float:
    """Move an onset to the start of its vowel; it stays when no louder sound follows."""
    start = round(onset_s / STEP_S)
    room_s = min(next_onset_s, float(heard.t_s[-1])) - onset_s
    first, last = (
        start + round(min(late_s, share * room_s) / STEP_S)
        for late_s, share in zip(_VOWEL_S, _VOWEL_SHARE, strict=True)
    )
    before = slice(start + _CONSONANT_FRAMES[0], start + _CONSONANT_FRAMES[1])
    if first <= before.stop or last - first < 4:
        return onset_s
    consonant, vowel = heard.bands[before].mean(axis=0), heard.bands[first:last].mean(axis=0)
    way = vowel - consonant
    rise_db = _level_db(heard.bands[first:last]) - _level_db(heard.bands[before])
    if np.sqrt(np.mean(way**2)) < _LEAST_DIFFERENCE or rise_db < _LEAST_RISE_DB:
        return onset_s
    share = (heard.bands[start + 4 : first] - consonant) @ way / float(way @ way)
    half_way = np.flatnonzero(share > 0.5)
    return float(heard.t_s[start + 4 + half_way[0]]) if half_way.size else onset_s


def _level_db(bands: Floats) -> float:
    """Mean level over all bands: a close vowel is loud below 300 Hz."""
    power = np.sum(10.0 ** (BAND_RANGE_DB / 10.0 * (bands - 1.0)), axis=1)
    return 10.0 * float(np.mean(np.log10(power)))
