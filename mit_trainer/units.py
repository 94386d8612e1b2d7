"""Conversions between the units that the rest of the trainer names its values in.

Conventions
-----------
Frequencies are hertz (``_hz``), heights semitones (``_st``) or cents (``_cents``),
levels decibels (``_db``), times seconds (``_s``).  An unvoiced or missing value is
NaN and stays NaN through every conversion.  Scalars and arrays are both welcome.
"""

from typing import overload

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@overload
def semitones(f_hz: float, above_hz: float) -> float: ...
@overload
def semitones(f_hz: Floats, above_hz: float) -> Floats: ...
def semitones(f_hz: float | Floats, above_hz: float) -> float | Floats:
    """Height of ``f_hz`` above ``above_hz`` in semitones; 0 Hz and below are NaN."""
    f = np.asarray(f_hz, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        height = 12.0 * np.log2(np.where(f > 0.0, f, np.nan) / above_hz)
    return float(height) if height.ndim == 0 else height


@overload
def hertz(height_st: float, above_hz: float) -> float: ...
@overload
def hertz(height_st: Floats, above_hz: float) -> Floats: ...
def hertz(height_st: float | Floats, above_hz: float) -> float | Floats:
    """Frequency of a height in semitones above ``above_hz``; the inverse of `semitones`."""
    f = above_hz * np.exp2(np.asarray(height_st, dtype=np.float64) / 12.0)
    return float(f) if f.ndim == 0 else f


def amplitude(level_db: float) -> float:
    """Amplitude factor of a level change in decibels; -inf dB is 0."""
    return float(10.0 ** (level_db / 20.0))


def level_db(samples: NDArray[np.floating]) -> float:
    """Root-mean-square level of samples in dB below full scale; silence is -inf."""
    if samples.size == 0:
        return float("-inf")
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return 10.0 * float(np.log10(power)) if power > 0.0 else float("-inf")
