"""A hand drum: the rhythm of a phrase without a voice.

A drum's skin sounds in partials that are no multiples of each other, falls a little in
pitch after the stroke, and dies away within a third of a second.

Conventions
-----------
Times are seconds from the first sample.  Samples are float32.
"""

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.units import amplitude

_LOWEST_HZ = 105.0
# The first modes of a round skin, their ratio to the lowest and their strength.
_MODES = ((1.0, 1.0), (1.593, 0.55), (2.136, 0.4), (2.296, 0.3), (2.653, 0.2))
_DECAY_S, _LENGTH_S = 0.11, 0.5
_BEND, _BEND_S = 0.12, 0.03  # so much higher at the stroke
_SLAP_DB, _SLAP_S = -16.0, 0.006


def drum(
    beats_s: tuple[float, ...], gains_db: tuple[float, ...], length_s: float, rate_hz: int
) -> Samples:
    """One stroke on each beat, as strong as its gain says."""
    sound = np.zeros(round(length_s * rate_hz), dtype=np.float32)
    stroke = _stroke(rate_hz)
    for beat_s, gain_db in zip(beats_s, gains_db, strict=True):
        start = round(beat_s * rate_hz)
        part = stroke[: max(sound.size - start, 0)]
        sound[start : start + part.size] += np.float32(amplitude(gain_db)) * part
    return sound


def _stroke(rate_hz: int) -> Samples:
    at_s = np.arange(int(_LENGTH_S * rate_hz)) / rate_hz
    turns = at_s + _BEND * _BEND_S * (1.0 - np.exp(-at_s / _BEND_S))
    skin = np.zeros(at_s.size)
    for ratio, strength in _MODES:
        fading = np.exp(-at_s * ratio / _DECAY_S)
        skin += strength * fading * np.sin(2.0 * np.pi * _LOWEST_HZ * ratio * turns)
    slap = np.random.default_rng(1).normal(0.0, amplitude(_SLAP_DB), at_s.size)
    whole = skin + slap * np.exp(-at_s / _SLAP_S)
    return np.asarray(0.3 * whole / np.abs(whole).max(), dtype=np.float32)
