"""The pitch of this moment, for the line that follows the voice.

McLeod and Wyvill's normalised square difference (2005) on the latest 40 ms: the best
that so short a window allows, and quick.  It is for the eye only; the exact contour
replaces it when the answer is over.
"""

from math import nan

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.units import Floats

_LOW_HZ, _HIGH_HZ = 60.0, 700.0
_CLARITY = 0.6
_KEY_SHARE = 0.9  # the first peak that comes this close to the highest is taken
_QUIET = 1e-3  # -60 dB below full scale
_SLIP_ST = 8.0


class LiveEar:
    """Follows a voice; call it about once for each picture on the screen.

    A jump of about an octave or more is believed only when the next look confirms it.
    """

    def __init__(self) -> None:
        self._last_hz = nan
        self._doubted_hz = nan

    def __call__(self, samples: Samples, rate_hz: int) -> float:
        """Pitch in Hz in the middle of the window, NaN when no clear voice is heard."""
        f0_hz = pitch_hz(samples, rate_hz)
        if np.isnan(f0_hz):
            self._last_hz = self._doubted_hz = nan
            return nan
        if _far(f0_hz, self._last_hz) and _far(f0_hz, self._doubted_hz, unknown=True):
            self._doubted_hz = f0_hz
            return nan
        self._last_hz, self._doubted_hz = f0_hz, nan
        return f0_hz


def pitch_hz(samples: Samples, rate_hz: int) -> float:
    """Pitch of a short window (40 ms, or three periods of the voice), NaN when unclear."""
    x = np.asarray(samples, dtype=np.float64)
    longest = min(int(rate_hz / _LOW_HZ), x.size - 2)
    shortest = int(rate_hz / _HIGH_HZ)
    if longest <= shortest + 2:
        return nan
    x = x - x.mean()
    if not float(np.sqrt(np.mean(x * x))) > _QUIET:  # also when it is not a number
        return nan
    alike = _normalised_difference(x)[: longest + 1]
    lag, clarity = _key_peak(alike, shortest)
    return rate_hz / lag if clarity >= _CLARITY else nan


def _normalised_difference(x: Floats) -> Floats:
    n = x.size
    spectrum = np.fft.rfft(x, 1 << int(np.ceil(np.log2(2 * n))))
    product = np.fft.irfft(np.abs(spectrum) ** 2)[:n]
    energy = np.concatenate(([0.0], np.cumsum(x * x)))
    lag = np.arange(n)
    both = energy[n - lag] + (energy[n] - energy[lag])
    return np.asarray(2.0 * product / np.maximum(both, 1e-12), dtype=np.float64)


def _key_peak(alike: Floats, shortest: int) -> tuple[float, float]:
    """Lag (to a fraction of a sample) and height of the first peak that is high enough."""
    below = np.flatnonzero(alike < 0.0)
    start = max(shortest, int(below[0])) if below.size else alike.size
    middle = alike[start + 1 : -1] if start + 1 < alike.size else alike[:0]
    peaks = (
        np.flatnonzero(
            (middle >= alike[start : start + middle.size]) & (middle > alike[start + 2 :])
        )
        + start
        + 1
    )
    if peaks.size == 0:
        return 1.0, 0.0
    chosen = int(peaks[alike[peaks] >= _KEY_SHARE * alike[peaks].max()][0])
    left, here, right = alike[chosen - 1 : chosen + 2]
    bend = left - 2.0 * here + right
    shift = 0.5 * (left - right) / bend if bend < 0.0 else 0.0
    return chosen + float(shift), float(here)


def _far(f0_hz: float, from_hz: float, *, unknown: bool = False) -> bool:
    """Whether two pitches are about an octave apart or more; ``unknown`` if one is NaN."""
    if np.isnan(from_hz):
        return unknown
    return abs(12.0 * float(np.log2(f0_hz / from_hz))) > _SLIP_ST
