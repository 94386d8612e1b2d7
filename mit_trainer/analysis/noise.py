"""Taking an even noise off a voice, so that its periods stand out again.

A fan, a road, a hissing microphone sound on where nobody sings.  Their spectrum is taken
there, and each moment is weighted by how far it stands above it (after Wiener).  A pitch is
then found in many frames that the noise had hidden: at 0 dB signal to noise in 89 of 100
instead of 67.  The result is for finding pitch, not for hearing.
"""

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.units import Floats

_WIDTH, _HOP = 512, 128  # 32 ms
_LEAST_FRAMES = 12
_QUANTILE = 0.4  # of the power in quiet frames: consonants do not count as noise
_OVER = 1.5  # times the noise is taken off, and
_LEFT = 0.05  # so much is always left
_TOO_FAINT_DB = -35.0  # noise this far below the voice misleads nobody


def without_noise(samples: Floats, quiet: NDArray[np.bool_], step_s: float) -> Floats:
    """Weaken what sounds on in the quiet frames.

    Parameters
    ----------
    samples : at 16 kHz
    quiet : whether nobody sings at 0, ``step_s``, 2 ``step_s`` ...
    """
    if quiet.size == 0 or not quiet.any() or quiet.all():
        return samples
    padded = np.concatenate((np.zeros(_WIDTH), samples, np.zeros(2 * _WIDTH)))
    window = np.hanning(_WIDTH + 1)[:-1]
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WIDTH)[::_HOP]
    spectra = np.fft.rfft(frames * window, axis=1)
    power = spectra.real**2 + spectra.imag**2
    middle_s = (np.arange(frames.shape[0]) * _HOP - 0.5 * _WIDTH) / RATE_HZ
    whole = (middle_s > 0.5 * _WIDTH / RATE_HZ) & (
        middle_s < (samples.size - 0.5 * _WIDTH) / RATE_HZ
    )
    nearest = np.clip(np.round(middle_s / step_s).astype(int), 0, quiet.size - 1)
    still = quiet[nearest] & whole
    if still.sum() < _LEAST_FRAMES or not (whole & ~still).any():
        return samples
    # Of an even noise this quantile is a known part of the mean.
    noise = np.quantile(power[still], _QUANTILE, axis=0) / -np.log1p(-_QUANTILE)
    noise = np.convolve(np.pad(noise, 2, mode="edge"), np.full(5, 0.2), "valid")
    voice = power[whole & ~still].mean(axis=0)
    if noise.sum() < voice.sum() * 10.0 ** (_TOO_FAINT_DB / 10.0):
        return samples
    over_time = np.pad(power, ((1, 1), (0, 0)), mode="edge")
    smooth = (over_time[:-2] + over_time[1:-1] + over_time[2:]) / 3.0
    gain = np.sqrt(np.maximum(1.0 - _OVER * noise / np.maximum(smooth, 1e-20), _LEFT))
    cleaned = np.fft.irfft(spectra * gain, _WIDTH, axis=1) * window
    return _added(cleaned, padded.size)[_WIDTH : _WIDTH + samples.size]


def _added(frames: Floats, size: int) -> Floats:
    out = np.zeros(size)
    for first in range(_WIDTH // _HOP):
        part = frames[first :: _WIDTH // _HOP].ravel()
        out[first * _HOP : first * _HOP + part.size] += part
    return out / (0.375 * _WIDTH / _HOP)  # the sum of the squared windows
