"""How loud a sound is to the ear, and the ceiling that no prompt may pass.

Loudness is that of ITU-R BS.1770-4: a K-weighting filter, blocks of 400 ms, and two
gates so that pauses do not count.  The unit is LUFS; silence is -inf.
"""

import numpy as np
from numpy.typing import NDArray

from mit_trainer.capture.take import Samples
from mit_trainer.units import amplitude

TARGET_LUFS = -23.0  # EBU R 128
CEILING_DB = -1.0
_BLOCK_S, _STEP_S = 0.4, 0.1
_SILENCE_LUFS = -70.0
_GATE_LU = 10.0
_OFFSET_DB = 0.691
_RELEASE_S = 0.05


def loudness_lufs(samples: Samples, rate_hz: int) -> float:
    """Loudness of mono samples; a sound shorter than one block counts as one block."""
    power = _block_powers(_k_weighted(samples, rate_hz), rate_hz)
    loud = power[_lufs(power) > _SILENCE_LUFS]
    if loud.size == 0:
        return float("-inf")
    gate = _lufs(np.array([loud.mean()]))[0] - _GATE_LU
    return float(_lufs(np.array([loud[_lufs(loud) > gate].mean()]))[0])


def at_loudness(samples: Samples, rate_hz: int, target_lufs: float = TARGET_LUFS) -> Samples:
    """Give the samples the target loudness; silence stays silence."""
    loudness = loudness_lufs(samples, rate_hz)
    if not np.isfinite(loudness):
        return samples
    return np.asarray(samples * amplitude(target_lufs - loudness), dtype=np.float32)


def limited(samples: Samples, rate_hz: int, ceiling_db: float = CEILING_DB) -> Samples:
    """Turn down, smoothly and only where needed, what would pass the ceiling."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    ceiling = amplitude(ceiling_db)
    peak = np.abs(samples)
    if peak.size == 0 or peak.max() <= ceiling:
        return samples
    width = max(int(_RELEASE_S * rate_hz), 1)
    gain = np.minimum(1.0, ceiling / np.maximum(peak, 1e-9))
    # The least gain of the neighbourhood, then its mean: never above what is needed.
    smooth = uniform_filter1d(minimum_filter1d(gain, 2 * width + 1), width)
    return np.asarray(samples * smooth, dtype=np.float32)


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return np.asarray(10.0 * np.log10(power) - _OFFSET_DB, dtype=np.float64)


def _block_powers(weighted: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    block, step = int(_BLOCK_S * rate_hz), int(_STEP_S * rate_hz)
    if weighted.size < block:
        weighted = np.pad(weighted, (0, block - weighted.size))
    sums = np.concatenate(([0.0], np.cumsum(np.square(weighted))))
    starts = np.arange(0, weighted.size - block + 1, step)
    return np.asarray((sums[starts + block] - sums[starts]) / block, dtype=np.float64)


def _k_weighted(samples: Samples, rate_hz: int) -> NDArray[np.float64]:
    """Two second-order sections, their analogue prototypes moved to this rate."""
    from scipy.signal import lfilter

    heard = samples.astype(np.float64)
    for numerator, denominator in (_high_shelf(rate_hz), _high_pass(rate_hz)):
        heard = lfilter(numerator, denominator, heard)
    return np.asarray(heard, dtype=np.float64)


def _high_shelf(rate_hz: int) -> tuple[list[float], list[float]]:
    """Model the head: about +4 dB above 2 kHz."""
    centre_hz, gain_db, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = float(np.tan(np.pi * centre_hz / rate_hz))
    high = amplitude(gain_db)
    band = high**0.4996667741545416
    a0 = 1.0 + k / q + k * k
    numerator = [
        (high + band * k / q + k * k) / a0,
        2.0 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
    ]
    return numerator, [1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0]


def _high_pass(rate_hz: int) -> tuple[list[float], list[float]]:
    centre_hz, q = 38.13547087602444, 0.5003270373238773
    k = float(np.tan(np.pi * centre_hz / rate_hz))
    a0 = 1.0 + k / q + k * k
    return [1.0, -2.0, 1.0], [1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0]
