"""The test sound: short bursts of noise, no two alike, at uneven intervals.

Noise is found again through echo, hum and talk because it is like nothing but itself;
uneven intervals keep one burst from being taken for the next.  The same number of
bursts at the same rate is always the same sound.

Conventions
-----------
Float32 samples.  Times are seconds from the first sample of the test sound.
"""

from dataclasses import dataclass

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.units import Floats

_BURST_S = 0.06
_FADE_S = 0.005
_LEAD_S = 0.3
_APART_S = (0.72, 0.95)  # longer than the longest delay that is looked for
BAND_HZ = (500.0, 6000.0)  # what small loudspeakers and microphones carry
_PEAK = 0.35
_SEED = 20111


@dataclass(frozen=True)
class Bursts:
    """A test sound, and what to look for in it.

    Attributes
    ----------
    patterns : one array a burst, float64
    starts_s : float64 [bursts], when each begins
    """

    sound: Sound
    patterns: tuple[Floats, ...]
    starts_s: Floats


def bursts(n: int, rate_hz: int) -> Bursts:
    """Make a test sound of ``n`` bursts."""
    chance = np.random.default_rng(_SEED)
    starts_s = _LEAD_S + np.cumsum(chance.uniform(*_APART_S, n)) - _APART_S[0]
    at = np.round(starts_s * rate_hz).astype(np.intp)
    patterns = tuple(_noise(chance, rate_hz) for _ in range(n))
    samples = np.zeros(at[-1] + patterns[-1].size + round(_LEAD_S * rate_hz))
    for start, pattern in zip(at, patterns, strict=True):
        samples[start : start + pattern.size] = pattern
    return Bursts(Sound(samples.astype(np.float32), rate_hz), patterns, at / rate_hz)


def _noise(chance: np.random.Generator, rate_hz: int) -> Floats:
    """Noise of one band, every frequency equally loud, faded in and out."""
    n = round(_BURST_S * rate_hz)
    f_hz = np.fft.rfftfreq(n, 1.0 / rate_hz)
    inside = (f_hz >= BAND_HZ[0]) & (f_hz <= BAND_HZ[1])
    spectrum = np.where(inside, np.exp(2j * np.pi * chance.random(f_hz.size)), 0.0)
    fade = np.minimum(1.0, np.arange(1, n + 1) / (_FADE_S * rate_hz))
    noise = np.fft.irfft(spectrum, n) * fade * fade[::-1]
    return np.asarray(_PEAK * noise / np.abs(noise).max(), dtype=np.float64)
