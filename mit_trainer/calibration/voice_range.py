"""The comfortable range of a voice, from ten seconds of humming up and down.

Conventions
-----------
Frequencies are hertz, unvoiced is NaN.  The range is the person's; where the two tones
of a phrase lie in it is decided by `low_tone_hz`.
"""

from dataclasses import dataclass

import numpy as np

from mit_trainer.calibration.criteria import VoiceRows
from mit_trainer.units import Floats, hertz, semitones


@dataclass(frozen=True)
class VoiceRange:
    """Where a voice is comfortable, and from how much humming that is known."""

    low_hz: float
    high_hz: float
    voiced_s: float

    @property
    def middle_hz(self) -> float:
        """The middle in semitones."""
        return float(np.sqrt(self.low_hz * self.high_hz))

    @property
    def width_st(self) -> float:
        """How far apart its ends are."""
        return semitones(self.high_hz, self.low_hz)


def voice_range(f0_hz: Floats, step_s: float, rows: VoiceRows) -> VoiceRange | None:
    """Find the comfortable range in a contour; None when too little was hummed.

    Parameters
    ----------
    f0_hz : float64 [frames], NaN where unvoiced
    step_s : between frames
    """
    voiced = f0_hz[np.isfinite(f0_hz)]
    if voiced.size * step_s < rows.least_voiced_s.value:
        return None
    heights_st = semitones(voiced, 100.0)
    low_st, high_st = np.quantile(heights_st, (rows.low_share.value, rows.high_share.value))
    short_st = rows.least_width_st.value - (high_st - low_st)
    if short_st > 0.0:  # hummed on one tone: as much room as the therapy needs, around it
        low_st, high_st = low_st - short_st / 2.0, high_st + short_st / 2.0
    return VoiceRange(
        hertz(float(low_st), 100.0), hertz(float(high_st), 100.0), float(voiced.size * step_s)
    )


def low_tone_hz(found: VoiceRange, interval_st: float, rows: VoiceRows) -> float:
    """Put two tones ``interval_st`` apart in the middle of the range; give the lower one.

    The higher one never lies above the highest tone allowed, whoever sings.
    """
    low_hz = hertz(-interval_st / 2.0, found.middle_hz)
    return min(low_hz, hertz(-interval_st, rows.highest_hz.value))
