"""Whether a hand keeps time: tapping to a beat at a few tempi.

The resultant length of the taps' phases says how even the hand is with the beat: 1 when
every tap comes at the same moment of the beat, about 0 when they come anywhere.  A hand
that is always early is as even as one that is on time, and a constant delay of the
device changes nothing.

Conventions
-----------
Times are seconds on one clock.  A tempo is beats a minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import nan

import numpy as np

from mit_trainer.calibration.criteria import BeatRows
from mit_trainer.units import Floats


class TapHelp(StrEnum):
    """What is proposed; the therapist decides."""

    ON = "on"
    TRY_BOTH = "try-both"
    GUIDED = "guided"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class TempoResult:
    """One tempo: taps made, and how even they were (NaN with too few)."""

    tempo_bpm: float
    n_taps: int
    resultant: float


def tempi_bpm(rows: BeatRows) -> tuple[float, ...]:
    """List the tempi that are tried, slowest first."""
    n = round(rows.tempi.value)
    return tuple(rows.tempi_bpm.value + k * rows.step_bpm.value for k in range(n))


def tempo_result(
    taps_s: Floats, tempo_bpm: float, first_beat_s: float, rows: BeatRows
) -> TempoResult:
    """Judge the taps at one tempo, float64 [taps]."""
    if taps_s.size < rows.least_taps.value:
        return TempoResult(tempo_bpm, int(taps_s.size), nan)
    turns = (taps_s - first_beat_s) * tempo_bpm / 60.0
    return TempoResult(
        tempo_bpm, int(taps_s.size), float(np.abs(np.mean(np.exp(2j * np.pi * turns))))
    )


def propose(results: Sequence[TempoResult], rows: BeatRows) -> TapHelp:
    """Say how tapping should be used at first."""
    known = [one.resultant for one in results if np.isfinite(one.resultant)]
    if len(known) < rows.steady_tempi.value:
        return TapHelp.UNKNOWN
    if sum(r >= rows.steady_from.value for r in known) >= rows.steady_tempi.value:
        return TapHelp.ON
    if sum(r < rows.unsteady_below.value for r in known) >= rows.steady_tempi.value:
        return TapHelp.GUIDED
    return TapHelp.TRY_BOTH
