"""Whether a sound of our own reached the microphone, and from when to when.

The sound is known, so its presence can be measured: both spectra are evened out and
laid over each other at every delay.  A sound that is really there stands out at one
delay over the whole length; another voice that sings the same tune does not, because no
two voices keep the same pitch to a fraction of a cycle for a second.

Conventions
-----------
Samples are at 16 kHz, as `mit_trainer.analysis.prepare.prepared` gives them.
"""

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.prepare import RATE_HZ, handy, prepared
from mit_trainer.capture.take import Played
from mit_trainer.units import Floats

Spectrum = NDArray[np.complex128]

_BAND_HZ = (200.0, 4000.0)
_EVEN_HZ = 80.0  # spectra are evened out over this width
_EARLIEST_S, _LATEST_S = -0.1, 0.6  # against the time that the loudspeaker told
_ECHO_S = 0.35  # after its end a sound is still in the room
_EDGE_S = 0.02
_SHORTEST_S = 0.1  # of a sound, that could be told from any other
_LEAST_HEIGHT = 0.095  # of the peak: a sound 12 dB below the voice, through a room
_LEAST_RATIO = 15.0  # of the peak to the root mean square of all delays


@dataclass(frozen=True)
class Bleed:
    """A stretch of the take in which our own sound is heard, seconds."""

    from_s: float
    until_s: float


def bleed(samples: Floats, played: Played) -> Bleed | None:
    """Find one sound of ours in a take; None when it is not there."""
    own = prepared(played.sound)
    first_s, last_s = -own.size / RATE_HZ, samples.size / RATE_HZ
    if isfinite(played.at_s):
        first_s, last_s = played.at_s + _EARLIEST_S, played.at_s + _LATEST_S
    # Only the part of each that can meet the other: the rest would hide a short end.
    skipped = int(np.clip(-last_s * RATE_HZ, 0, own.size))
    start = int(np.clip(first_s * RATE_HZ, 0, samples.size))
    end = int(np.clip(last_s * RATE_HZ + own.size, 0, samples.size))
    heard, part = samples[start:end], own[skipped:]
    if min(heard.size, part.size) < _SHORTEST_S * RATE_HZ or not part.any() or not heard.any():
        return None
    likeness = _likeness(heard, part)
    lags = np.arange(-part.size + 1, heard.size) + start - skipped
    possible = (lags >= first_s * RATE_HZ) & (lags <= last_s * RATE_HZ)
    best = int(np.argmax(np.where(possible, likeness, 0.0)))
    height = float(likeness[best])
    if height < _LEAST_HEIGHT or height < _LEAST_RATIO * float(np.sqrt(np.mean(likeness**2))):
        return None
    sounding = np.flatnonzero(np.abs(own) > 1e-3 * float(np.abs(own).max()))
    from_s = (int(lags[best]) + int(sounding[0])) / RATE_HZ - _EDGE_S
    until_s = (int(lags[best]) + int(sounding[-1])) / RATE_HZ + _ECHO_S
    return Bleed(max(0.0, from_s), min(samples.size / RATE_HZ, until_s))


def silenced(samples: Floats, bleeds: tuple[Bleed, ...]) -> Floats:
    """Give the samples with silence where our own sound was heard."""
    gain = np.ones(samples.size)
    at_s = np.arange(samples.size) / RATE_HZ
    for one in bleeds:
        away_s = np.maximum(one.from_s - at_s, at_s - one.until_s)
        gain = np.minimum(gain, np.clip(away_s / _EDGE_S, 0.0, 1.0))
    return samples * gain


def _likeness(samples: Floats, own: Floats) -> Floats:
    """Size of the evened correlation at each delay, 1 for the same sound."""
    n = handy(samples.size + own.size)
    f = np.fft.rfftfreq(n, 1.0 / RATE_HZ)
    inside = slice(*np.searchsorted(f, _BAND_HZ))
    heard, known = (_evened(np.fft.rfft(x, n)[inside], f[1]) for x in (samples, own))
    both = np.zeros(f.size, dtype=np.complex128)
    both[inside] = heard * np.conj(known)
    scale = np.sqrt(np.sum(np.abs(heard) ** 2) * np.sum(np.abs(known) ** 2))
    turned = np.fft.irfft(both, n) * (0.5 * n / max(float(scale), 1e-20))
    return np.abs(np.concatenate((turned[n - own.size + 1 :], turned[: samples.size])))


def _evened(spectrum: Spectrum, step_hz: float) -> Spectrum:
    width = max(3, int(_EVEN_HZ / step_hz) | 1)
    power = np.pad(np.abs(spectrum) ** 2, (width // 2 + 1, width // 2), mode="edge")
    total = np.cumsum(power)
    mean = (total[width:] - total[:-width]) / width
    even = spectrum / np.sqrt(mean + 1e-6 * float(mean.max()) + 1e-30)
    return np.asarray(even, dtype=np.complex128)
