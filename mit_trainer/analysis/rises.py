"""Where the sound becomes loud and voiced: a witness that knows nothing but that.

Every vowel is a summit of the sonority.  Between two summits lies a valley, and on the way
up from it, where it is steepest, the vowel starts.  Vowels that run into one another have
no valley between them and are not found: this witness says so by its silence.
"""

import numpy as np

from mit_trainer.analysis.envelope import Envelope

_DEEP = 0.12  # of the sonority, which is about 1 in a vowel


def rises(heard: Envelope) -> tuple[float, ...]:
    """Give the times of the steepest rise into each summit of the sonority, ascending."""
    steep = np.gradient(heard.sonority) if heard.sonority.size > 1 else heard.sonority
    out: list[float] = []
    lowest, highest = 0, 0
    climbing = False
    for k, here in enumerate(heard.sonority):
        if not climbing:
            lowest = k if here < heard.sonority[lowest] else lowest
            if here > heard.sonority[lowest] + _DEEP:
                climbing, highest = True, k
        else:
            highest = k if here > heard.sonority[highest] else highest
            if here < heard.sonority[highest] - _DEEP:
                start = lowest + int(np.argmax(steep[lowest : highest + 1]))
                out.append(float(heard.t_s[start]))
                climbing, lowest = False, k
    if climbing:
        out.append(float(heard.t_s[lowest + int(np.argmax(steep[lowest : highest + 1]))]))
    return tuple(out)
