"""A delay, how sure it is, and when it may be used.

Conventions
-----------
Seconds.  A delay is how much later something is noticed than it happened.
"""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from mit_trainer.units import Floats

_TO_SD = 1.4826  # of the median absolute deviation, for errors spread like a bell


@dataclass(frozen=True)
class Delay:
    """The outcome of one measurement.

    Attributes
    ----------
    delay_s : median of the good trials, NaN when there is none
    spread_s : standard deviation of a single trial, from the median absolute deviation
    n_good, n : trials that were heard clearly, and all trials
    """

    delay_s: float
    spread_s: float
    n_good: int
    n: int

    @property
    def uncertain_s(self) -> float:
        """Standard error of ``delay_s``."""
        return 1.2533 * self.spread_s / sqrt(self.n_good) if self.n_good else nan


def from_trials(delays_s: Floats) -> Delay:
    """Summarise trials, float64 [trials], NaN for one that was not heard clearly."""
    good = delays_s[np.isfinite(delays_s)]
    if good.size == 0:
        return Delay(nan, nan, 0, delays_s.size)
    middle = float(np.median(good))
    spread = _TO_SD * float(np.median(np.abs(good - middle)))
    return Delay(middle, spread, int(good.size), int(delays_s.size))
