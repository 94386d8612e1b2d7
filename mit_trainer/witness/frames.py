"""The sound as the recogniser wants it, with slow vowels made short.

The model learnt from people who speak, not from people who sing a vowel for a second.
So frames in which little changes are thinned out until a slow vowel looks like a
spoken one.

Conventions
-----------
Samples come at 16 kHz, float64; a frame is 10 ms.  The cepstra are those that the model
was trained on (CMU Sphinx: 25 bands from 130 to 6800 Hz, 13 cepstra).
"""

from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from mit_trainer.units import Floats

RATE_HZ = 16000
_HOP, _WIDTH, _N_FFT = 160, 410, 512
_N_BANDS, _N_CEPSTRA, _LIFTER = 25, 13, 22
_LOWEST_HZ, _HIGHEST_HZ = 130.0, 6800.0
_EMPHASIS = 0.97
_LOUDNESS = 16000.0  # of the loudest sample: the model counts in 16-bit steps
_LEAST_POWER = 1e-4
_QUIET_SHARE = 0.15  # of the frames, taken for the room
_ROOM_AT_MOST = 0.5  # of the loud frames' power in a band
_ROOM_TAKEN, _ROOM_LEFT = 1.5, 0.1
_FLOOR = 1e-4  # below the loud frames: digital silence is like nothing the model knows
_SMOOTH_FRAMES = 7
_SLOWEST = 0.03  # of the frames of an unchanging sound are kept
_QUICK = 1.6  # change of the bands over 40 ms, nepers, from which every frame is kept


@dataclass(frozen=True)
class Frames:
    """Cepstra of the frames that were kept, float32 [frames, 13], and their times."""

    cepstra: NDArray[np.float32]
    t_s: Floats


def frames(samples: Floats) -> Frames | None:
    """Thin a sound out; None when it is too short or silent."""
    top = float(np.abs(samples).max(initial=0.0))
    if samples.size < 20 * _HOP or top <= 0.0:
        return None
    power = _without_room(_band_power(samples * (_LOUDNESS / top)))
    kept = _thinned(power)
    cepstra = np.log(power[kept] + _LEAST_POWER) @ _COSINES
    return Frames(cepstra.astype(np.float32), (kept * _HOP + 0.5 * _WIDTH) / RATE_HZ)


def _band_power(samples: Floats) -> Floats:
    emphasised = samples.copy()
    emphasised[1:] -= _EMPHASIS * samples[:-1]
    windows = np.lib.stride_tricks.sliding_window_view(emphasised, _WIDTH)[::_HOP]
    return np.asarray(np.abs(np.fft.rfft(windows * _WINDOW, _N_FFT)) ** 2 @ _BANDS.T)


def _without_room(power: Floats) -> Floats:
    """Take off the noise of the quietest frames, and let a little of it stand everywhere."""
    total = _smooth(power.sum(axis=1, keepdims=True), 9)[:, 0]
    room = power[total <= np.quantile(total, _QUIET_SHARE)].mean(axis=0)
    room = np.minimum(room, _ROOM_AT_MOST * np.quantile(power, 0.9, axis=0))
    clean = np.maximum(_smooth(power, 3) - _ROOM_TAKEN * room, _ROOM_LEFT * room)
    return np.asarray(clean + _FLOOR * np.quantile(clean, 0.98))


def _thinned(power: Floats) -> NDArray[np.intp]:
    """Indexes of the frames to keep: the more changes, the more of them."""
    level = _smooth(np.log(power + _LEAST_POWER), _SMOOTH_FRAMES)
    around = np.pad(level, ((2, 2), (0, 0)), mode="edge")
    change = np.sqrt(np.mean((around[4:] - around[:-4]) ** 2, axis=1))
    way = np.cumsum(np.clip(change / _QUICK, _SLOWEST, 1.0))
    return np.flatnonzero(np.diff(np.floor(np.concatenate(([0.0], way)))) > 0)


def _smooth(track: Floats, width: int) -> Floats:
    padded = np.pad(track, ((width // 2 + 1, width // 2), (0, 0)), mode="edge")
    total = np.cumsum(padded, axis=0)
    return (total[width:] - total[:-width]) / width


def _bands() -> Floats:
    """Triangles, evenly spaced in mels, their edges on FFT lines, of equal area."""
    low_mel, high_mel = (2595.0 * log10(1.0 + f / 700.0) for f in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = 700.0 * (10.0 ** (np.linspace(low_mel, high_mel, _N_BANDS + 2) / 2595.0) - 1.0)
    line_hz = RATE_HZ / _N_FFT
    low, middle, high = (np.round(edges / line_hz) * line_hz)[
        np.arange(3)[:, None] + np.arange(_N_BANDS)
    ][:, :, None]
    f = np.arange(_N_FFT // 2 + 1) * line_hz
    sides = np.minimum((f - low) / (middle - low), (high - f) / (high - middle))
    return np.asarray(np.maximum(sides, 0.0) * 2.0 / (high - low))


def _cosines() -> Floats:
    """Discrete cosine transform with liftering, [bands, cepstra]."""
    order = np.arange(_N_CEPSTRA)
    angle = np.pi * np.outer(np.arange(_N_BANDS) + 0.5, order) / _N_BANDS
    scale = np.where(order > 0, np.sqrt(2.0 / _N_BANDS), np.sqrt(1.0 / _N_BANDS))
    lifter = 1.0 + 0.5 * _LIFTER * np.sin(np.pi * order / _LIFTER)
    return np.asarray(np.cos(angle) * scale * lifter)


_WINDOW = np.hamming(_WIDTH)
_BANDS = _bands()
_COSINES = _cosines()
