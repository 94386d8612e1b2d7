"""Praat's overlap-add: a recording with other durations and another tune.

The voice is cut at its pulses and laid again, so that its timbre stays while pitch and
length change.  Where the pulses have gaps inside a vowel, new ones are laid first:
otherwise that part would come out voiceless.

Conventions
-----------
All times are those of the recording, in seconds from its first sample; what comes out
is longer or shorter by the factors given.  Samples are float64, mono.
"""

from dataclasses import dataclass

import numpy as np
import parselmouth
from parselmouth.praat import call, run

from mit_trainer.units import Floats

_STEP_S = 0.01
_GAP = 1.6  # periods without a pulse that count as a hole
_CROWD = 0.6  # of a period: a pulse nearer than that is one too many
_EDGE_S = 1e-6  # a duration factor changes within this time


@dataclass(frozen=True)
class Score:
    """What a recording is to become.

    Attributes
    ----------
    edges_s : n + 1 times, ascending, from 0 to the end
    factors : n, how much longer each stretch between two edges becomes
    pitch_s, pitch_hz : the new tune, at recording times
    voiced_s : starts and ends of the vowels, which must stay voiced
    """

    edges_s: Floats
    factors: Floats
    pitch_s: Floats
    pitch_hz: Floats
    voiced_s: tuple[tuple[float, float], ...]


def resing(samples: Floats, rate_hz: int, score: Score, natural_hz: Floats) -> Floats:
    """Lay the recording again as the score says.

    Parameters
    ----------
    natural_hz : [2, n], times and the recording's own pitch, without gaps
    """
    sound = parselmouth.Sound(samples, sampling_frequency=float(rate_hz))
    floor_hz, ceiling_hz = 0.7 * natural_hz[1].min(), 1.5 * natural_hz[1].max()
    work = call(sound, "To Manipulation", _STEP_S, floor_hz, ceiling_hz)
    found = call(call(work, "Extract pulses"), "To Matrix").values[0]
    pulses_s = _mended(found, score.voiced_s, natural_hz)
    (sung,) = run(work, _script(sound.duration, score, pulses_s))
    return np.asarray(sung.values[0], dtype=np.float64)


def _script(duration_s: float, score: Score, pulses_s: Floats) -> str:
    """Write one script: a call for each of the hundreds of points would take a second."""
    first_s, last_s = score.edges_s[:-1] + _EDGE_S, score.edges_s[1:] - _EDGE_S
    factor_s = np.stack((first_s, last_s), axis=1).ravel()
    steps = [
        "work = selected()",
        f'pulses = Create empty PointProcess: "new", 0, {duration_s!r}',
        *(f"Add point: {at_s:.7f}" for at_s in pulses_s),
        f'pitch = Create PitchTier: "new", 0, {duration_s!r}',
        *(f"Add point: {at_s:.7f}, {hz:.4f}" for at_s, hz in zip(score.pitch_s, score.pitch_hz)),
        f'length = Create DurationTier: "new", 0, {duration_s!r}',
        *(f"Add point: {at_s:.7f}, {factor:.7f}" for at_s, factor in zip(factor_s, np.repeat(score.factors, 2))),
    ]
    for tier, name in (("pulses", "pulses"), ("pitch", "pitch tier"), ("length", "duration tier")):
        steps += ["selectObject: work", f"plusObject: {tier}", f"Replace {name}"]
    steps += [
        "selectObject: work",
        "sung = Get resynthesis (overlap-add)",
        "removeObject: pulses, pitch, length",
        "selectObject: sung",
    ]
    return "\n".join(steps)


def _mended(
    found_s: Floats, voiced_s: tuple[tuple[float, float], ...], natural_hz: Floats
) -> Floats:
    """Take out crowded pulses and lay new ones through the holes of each vowel."""
    vowels = [
        _regular(found_s[(found_s > start_s) & (found_s < end_s)], start_s, end_s, natural_hz)
        for start_s, end_s in voiced_s
    ]
    outside = np.ones(found_s.size, dtype=bool)
    for start_s, end_s in voiced_s:
        outside &= (found_s <= start_s) | (found_s >= end_s)
    return np.sort(np.concatenate((found_s[outside], *vowels)))


def _regular(inside: Floats, start_s: float, end_s: float, natural_hz: Floats) -> list[float]:
    kept: list[float] = []
    for pulse_s in (*inside, end_s):
        before_s = kept[-1] if kept else start_s
        period_s = 1.0 / float(np.interp(pulse_s, *natural_hz))
        gap_s = float(pulse_s) - before_s
        if kept and gap_s < _CROWD * period_s:
            continue
        if gap_s > _GAP * period_s:
            holes = max(round(gap_s / period_s), 1)
            kept.extend(before_s + gap_s * np.arange(1, holes) / holes)
        if pulse_s < end_s:
            kept.append(float(pulse_s))
    return kept
