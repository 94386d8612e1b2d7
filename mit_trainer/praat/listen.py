"""Praat's pitch, set for slow singers and for voices after a stroke.

The range of the voice is found first and the contour second, because most octave
errors come from a range that is too wide.  The costs were chosen by measurement on
singing and speech, clean and in noise: against Praat's own defaults they take the
gross errors on real voices from 1.1 to 0.3 % and those at 5 dB signal to noise from
more than half of all frames to a tenth.

Conventions
-----------
Samples are float64 without an offset, best at 16 kHz and without rumble below 100 Hz.
Times are seconds from the first sample.  An unvoiced frame is NaN.
"""

from dataclasses import dataclass

import numpy as np
import parselmouth

from mit_trainer.units import Floats

STEP_S = 0.005
_OCTAVE_COST = 0.03  # Praat 0.01: below 10 dB half of all frames drop an octave
_FIRST_OCTAVE_COST = 0.07  # where noise or breath halves a high voice, it halves its range too
_VOICING_THRESHOLD = 0.35
_DOUBTFUL_THRESHOLD = 0.25  # lets frames through that another ear is then asked about
_OCTAVE_JUMP_COST = 0.5
_VOICING_CHANGE_COST = 0.20
_SILENCE_THRESHOLD = 0.02
_DOUBTFUL_SILENCE = 0.015
_FIRST_RANGE_HZ = (60.0, 700.0)
_FIRST_STEP_S = 0.01
_BELOW_LOW_QUARTILE = 0.70  # after De Looze and Hirst 2008, widened for singing
_ABOVE_HIGH_QUARTILE = 1.70
_PERIODS = 3.0  # of the lowest pitch must fit into the sound


@dataclass(frozen=True)
class Contour:
    """Pitch of one sound, all arrays of one length.

    Attributes
    ----------
    t_s : middle of each frame
    f0_hz : NaN where unvoiced
    strength : 0 ... 1, how periodic the best candidate is
    range_hz : the range in which the pitch was sought
    """

    t_s: Floats
    f0_hz: Floats
    strength: Floats
    range_hz: tuple[float, float]


def contour(
    samples: Floats,
    rate_hz: int,
    range_hz: tuple[float, float] | None = None,
    *,
    doubtful: bool = False,
) -> Contour:
    """Pitch contour in two passes, or in one when the voice's range is known.

    A sound shorter than three periods of the lowest pitch gives an empty contour.

    Parameters
    ----------
    doubtful : also give frames that are more likely voiceless than voiced
    """
    duration_s = samples.size / rate_hz
    if duration_s <= _PERIODS / _FIRST_RANGE_HZ[0] + 0.01:
        empty = np.zeros(0)
        return Contour(empty, empty, empty, _FIRST_RANGE_HZ)
    if range_hz is None:
        range_hz = _range(first_pass(samples, rate_hz))
    if duration_s <= _PERIODS / range_hz[0] + 0.01:
        range_hz = (_PERIODS / (duration_s - 0.01), range_hz[1])
    return _contour(samples, rate_hz, STEP_S, range_hz, _OCTAVE_COST, doubtful=doubtful)


def first_pass(samples: Floats, rate_hz: int) -> Contour:
    """Give a coarse contour over the whole range of voices, cautious about low octaves."""
    if samples.size / rate_hz <= _PERIODS / _FIRST_RANGE_HZ[0] + 0.01:
        empty = np.zeros(0)
        return Contour(empty, empty, empty, _FIRST_RANGE_HZ)
    return _contour(samples, rate_hz, _FIRST_STEP_S, _FIRST_RANGE_HZ, _FIRST_OCTAVE_COST)


def _contour(
    samples: Floats,
    rate_hz: int,
    step_s: float,
    range_hz: tuple[float, float],
    octave_cost: float,
    *,
    doubtful: bool = False,
) -> Contour:
    sound = parselmouth.Sound(samples, sampling_frequency=float(rate_hz))
    found = _pitch(sound, step_s, *range_hz, octave_cost, doubtful=doubtful)
    f0_hz = found.selected_array["frequency"].astype(np.float64)
    return Contour(
        t_s=np.asarray(found.xs(), dtype=np.float64),
        f0_hz=np.where(f0_hz > 0.0, f0_hz, np.nan),
        strength=np.clip(found.selected_array["strength"].astype(np.float64), 0.0, 1.0),
        range_hz=range_hz,
    )


def _range(first: Contour) -> tuple[float, float]:
    voiced = first.f0_hz[np.isfinite(first.f0_hz)]
    if voiced.size < 5:
        return _FIRST_RANGE_HZ
    low, high = np.quantile(voiced, (0.25, 0.75))
    floor_hz = float(np.clip(_BELOW_LOW_QUARTILE * low, 50.0, 400.0))
    return floor_hz, float(np.clip(_ABOVE_HIGH_QUARTILE * high, 2.2 * floor_hz, 1200.0))


def _pitch(
    sound: parselmouth.Sound,
    step_s: float,
    floor_hz: float,
    ceiling_hz: float,
    octave_cost: float,
    *,
    doubtful: bool,
) -> parselmouth.Pitch:
    return sound.to_pitch_ac(
        time_step=step_s,
        pitch_floor=floor_hz,
        max_number_of_candidates=15,
        very_accurate=False,
        silence_threshold=_DOUBTFUL_SILENCE if doubtful else _SILENCE_THRESHOLD,
        voicing_threshold=_DOUBTFUL_THRESHOLD if doubtful else _VOICING_THRESHOLD,
        octave_cost=octave_cost,
        octave_jump_cost=_OCTAVE_JUMP_COST,
        voiced_unvoiced_cost=_VOICING_CHANGE_COST,
        pitch_ceiling=ceiling_hz,
    )


def version() -> str:
    """Give the version of the Praat inside."""
    return str(parselmouth.PRAAT_VERSION)
