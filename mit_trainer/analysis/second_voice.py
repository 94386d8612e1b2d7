"""Whether more than one voice sounds at the same time.

A comb as long as one period of the voice takes all of it away; a voice that creaks has
every second cycle alike, so a comb of two periods is tried too.  What is left over is the
room's hiss, the roughness of the voice, or somebody else; only the last has a pitch of
its own, which is no simple fraction or multiple of the first (after de Cheveigne 1993).

Conventions
-----------
Samples are at 16 kHz; pitch lies on the grid of 5 ms.  Only moments are looked at whose
whole window is voiced and whose pitch is held.
"""

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.envelope import Envelope
from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.units import Floats

_UP_TO_HZ = 1800.0  # above it the comb is only as good as the pitch
_WIDTH = 1024  # samples, 64 ms
_WINDOW = np.hanning(_WIDTH)
_EVERY = 4  # frames
_REACH = 6  # frames on each side that must be voiced: the window and a bit
_VOICED_DB = -25.0
_LOUD_DB = -20.0
_HELD_ST = 1.5  # over the reach
_LEFT_OVER = 0.15  # share of the sound that the comb leaves
_PERIODIC = 0.3  # of what is left, when its formants are evened out
_LAGS = np.arange(36, 240)  # samples, 67 to 444 Hz
_RELATED = np.log2([1.0, 2.0, 3.0, 4.0, 1 / 2, 1 / 3, 1 / 4, 3 / 2, 2 / 3, 2 / 5])
_NEAR = 0.07  # octaves
_EVEN_BINS = 51  # about 400 Hz
_LEAST_MOMENTS = 20
_OWN = np.fft.irfft(np.abs(np.fft.rfft(_WINDOW, 2 * _WIDTH)) ** 2)[:_WIDTH]


def second_voice_share(samples: Floats, heard: Envelope) -> float:
    """Share of the held moments of a voice in which another one sounds; 0 when too few."""
    moments = _held(heard)
    if moments.size < _LEAST_MOMENTS:
        return 0.0
    low = _lowpassed(samples)
    voiced = np.isfinite(heard.pitch.f0_hz)
    n = np.arange(low.size)
    period = np.interp(n / RATE_HZ, heard.t_s[voiced], RATE_HZ / heard.pitch.f0_hz[voiced])
    starts = np.clip((heard.t_s[moments] * RATE_HZ).astype(np.intp) - _WIDTH // 2, 0, None)
    starts = np.minimum(starts, low.size - _WIDTH)
    left, left_two = (
        _windows(_at(low, n + reach) - _at(low, n - reach), starts)
        for reach in (0.5 * period, period)
    )
    whole = 2.0 * np.sum(_windows(low, starts) ** 2, axis=1) + 1e-20
    share = np.minimum(np.sum(left**2, axis=1), np.sum(left_two**2, axis=1)) / whole
    rest = share > _LEFT_OVER
    if not rest.any():
        return 0.0
    own = period[np.minimum(starts[rest] + _WIDTH // 2, low.size - 1)]
    return float(np.sum(_other_pitch(left[rest], own) > _PERIODIC)) / moments.size


def _held(heard: Envelope) -> NDArray[np.intp]:
    """Indexes of the moments whose surroundings are voiced and keep their pitch."""
    f0_hz = heard.pitch.f0_hz
    voiced = np.isfinite(f0_hz) & (heard.level_db > _VOICED_DB)
    if voiced.size <= 2 * _REACH or heard.t_s[-1] * RATE_HZ < 2 * _WIDTH:
        return np.zeros(0, dtype=np.intp)
    total = np.concatenate(([0], np.cumsum(voiced)))
    around = total[2 * _REACH + 1 :] - total[: -2 * _REACH - 1]
    middle = np.arange(_REACH, voiced.size - _REACH)
    middle = middle[(around == 2 * _REACH + 1) & (heard.level_db[middle] > _LOUD_DB)]
    moved_st = 12.0 * np.abs(np.log2(f0_hz[middle + _REACH] / f0_hz[middle - _REACH]))
    return np.asarray(middle[moved_st < _HELD_ST][::_EVERY], dtype=np.intp)


def _other_pitch(left: Floats, own: Floats) -> Floats:
    """Strength of the best pitch in each window that is not related to its own period."""
    power = np.abs(np.fft.rfft(left, 2 * _WIDTH)) ** 2
    power = power[:, : int(1.1 * _UP_TO_HZ * 2 * _WIDTH / RATE_HZ)]
    half = _EVEN_BINS // 2
    total = np.cumsum(np.pad(power, ((0, 0), (half + 1, half)), mode="edge"), axis=1)
    mean = (total[:, _EVEN_BINS:] - total[:, :-_EVEN_BINS]) / _EVEN_BINS
    even = power / (mean + 1e-3 * power.max(axis=1, keepdims=True) + 1e-30)
    alike = np.fft.irfft(even, 2 * _WIDTH, axis=1)
    strength = alike[:, _LAGS] / alike[:, :1] / (_OWN[_LAGS] / _OWN[0])
    peak = np.zeros(strength.shape, dtype=bool)
    inner = strength[:, 1:-1]
    peak[:, 1:-1] = (inner >= strength[:, :-2]) & (inner >= strength[:, 2:])
    octaves = np.log2(_LAGS / own[:, None])
    for related in _RELATED:
        peak &= np.abs(octaves - related) >= _NEAR
    return np.asarray(np.max(np.where(peak, strength, 0.0), axis=1), dtype=np.float64)


def _lowpassed(samples: Floats) -> Floats:
    spectrum = np.fft.rfft(samples)
    f = np.fft.rfftfreq(samples.size, 1.0 / RATE_HZ)
    kept = np.fft.irfft(spectrum / (1.0 + (f / _UP_TO_HZ) ** 8), samples.size)
    return np.asarray(kept, dtype=np.float64)


def _at(samples: Floats, where: Floats) -> Floats:
    """Values between samples, on straight lines; the ends go on as they are."""
    where = np.clip(where, 0.0, samples.size - 1.001)
    first = where.astype(np.intp)
    return samples[first] + (where - first) * (samples[first + 1] - samples[first])


def _windows(samples: Floats, starts: NDArray[np.intp]) -> Floats:
    return np.lib.stride_tricks.sliding_window_view(samples, _WIDTH)[starts] * _WINDOW
