"""The small unsteadiness of a living voice.

A vowel drawn out by laying the same periods again and again sounds like an organ pipe.
A slow drift of pitch, a late light vibrato, and a little unevenness from period to
period and in loudness take that away, and stay far below what is heard as out of tune.

Conventions
-----------
Times are seconds of the finished sound.  The same seed gives the same voice.
"""

import numpy as np

from mit_trainer.units import Floats

# Our choices, checked against 16-23 dB harmonics to noise in the natural recordings.
_DRIFT_HZ = (0.31, 0.73, 1.27)
_DRIFT_CENTS = (4.0, 3.0, 2.0)
_JITTER_CENTS = 4.0
_VIBRATO_HZ, _VIBRATO_CENTS = 5.3, 7.0
_VIBRATO_AFTER_S, _VIBRATO_GROWS_S = 0.35, 0.4
_SWELL_HZ = (0.9, 2.3)
_SWELL_DB = (0.5, 0.3)
_SHIMMER_DB = 0.35


def drift_cents(at_s: Floats, notes_s: tuple[tuple[float, float], ...], seed: int) -> Floats:
    """Deviation from the planned pitch at ascending times; ``notes_s`` are the vowels."""
    chance = np.random.default_rng(seed)
    cents = chance.normal(0.0, _JITTER_CENTS, at_s.size)
    for hz, depth in zip(_DRIFT_HZ, _DRIFT_CENTS, strict=True):
        cents += depth * np.sin(2.0 * np.pi * (hz * at_s + chance.uniform()))
    for start_s, end_s in notes_s:
        held_s = at_s - start_s
        grown = np.clip((held_s - _VIBRATO_AFTER_S) / _VIBRATO_GROWS_S, 0.0, 1.0)
        inside = (at_s >= start_s) & (at_s <= end_s)
        cents += inside * grown * _VIBRATO_CENTS * np.sin(2.0 * np.pi * _VIBRATO_HZ * held_s)
    return np.asarray(cents, dtype=np.float64)


def swell_db(n: int, rate_hz: int, seed: int) -> Floats:
    """Change of level for each of ``n`` samples: slow swelling and a little shimmer."""
    chance = np.random.default_rng(seed + 1)
    at_s = np.arange(n) / rate_hz
    swell = np.zeros(n)
    for hz, depth in zip(_SWELL_HZ, _SWELL_DB, strict=True):
        swell += depth * np.sin(2.0 * np.pi * (hz * at_s + chance.uniform()))
    knots = chance.normal(0.0, _SHIMMER_DB, max(int(n / rate_hz * 120.0), 2))
    return np.asarray(swell + np.interp(at_s, np.linspace(0.0, n / rate_hz, knots.size), knots))
