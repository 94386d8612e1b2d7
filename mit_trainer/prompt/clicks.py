"""Soft tap clicks: a fingertip on wood, for the beat and not for the ear's alarm.

Conventions
-----------
Times are seconds from the first sample.  Samples are float32.
"""

import numpy as np

from mit_trainer.capture.take import Samples

_PARTIALS_HZ = (190.0, 410.0, 870.0)
_WEIGHTS = (1.0, 0.6, 0.25)
_DECAY_S = (0.020, 0.014, 0.008)
_LENGTH_S = 0.12
_ATTACK_S = 0.002
_PEAK = 0.09  # about -21 dB below full scale: under the voice, not over it


def clicks(beats_s: tuple[float, ...], length_s: float, rate_hz: int) -> Samples:
    """One soft knock on each beat."""
    sound = np.zeros(round(length_s * rate_hz), dtype=np.float32)
    knock = _knock(rate_hz)
    for beat_s in beats_s:
        start = round(beat_s * rate_hz)
        part = knock[: max(sound.size - start, 0)]
        sound[start : start + part.size] += part
    return sound


def _knock(rate_hz: int) -> Samples:
    at_s = np.arange(int(_LENGTH_S * rate_hz)) / rate_hz
    knock = np.zeros(at_s.size)
    for hz, weight, decay_s in zip(_PARTIALS_HZ, _WEIGHTS, _DECAY_S, strict=True):
        knock += weight * np.sin(2.0 * np.pi * hz * at_s) * np.exp(-at_s / decay_s)
    knock *= np.minimum(at_s / _ATTACK_S, 1.0)
    return np.asarray(_PEAK * knock / np.abs(knock).max(), dtype=np.float32)
