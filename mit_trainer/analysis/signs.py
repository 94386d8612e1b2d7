"""What speaks for and against a living voice, as numbers; nothing is judged here.

Conventions
-----------
Samples are at 16 kHz.  All is taken from the loud, voiced moments, those within 20 dB of
the voice at its loudest; `NOTHING` stands for a recording without any.
"""

from dataclasses import dataclass

import numpy as np

from mit_trainer.analysis.envelope import STEP_S, Envelope
from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.analysis.second_voice import second_voice_share
from mit_trainer.units import Floats, semitones

_LOUD_DB = -20.0
_LEAST_FRAMES = 10
_WIDTH = 1024  # samples, 64 ms
_UP_TO_HZ = 5000.0
_EVERY = 4
_LINE_BINS = 2  # on each side of a line
_PARTIALS = 6
_SHRILL_HZ = 1200.0


@dataclass(frozen=True)
class Signs:
    """Signs of what sounded.

    Attributes
    ----------
    second_voice_share : of the held moments in which another voice sounds
    one_line_share : of the sound in its strongest spectral line, all but a fifth of the time
    two_lines_share : of the sound in its two strongest lines, likewise
    lowest_partial_share : of the sound in the line at the pitch itself, median
    slope_st_per_s : movement of the pitch from frame to frame, median
    range_st : of the pitch, from its lowest to its highest twentieth
    timbre_db : between the quartiles of the level of a partial against the others, mean
    height_hz : median pitch
    shrill_share : of the sound above 1200 Hz, median
    longest_s, n_stretches : of the loud voiced stretches
    """

    second_voice_share: float = 0.0
    one_line_share: float = 0.0
    two_lines_share: float = 0.0
    lowest_partial_share: float = 1.0
    slope_st_per_s: float = 0.0
    range_st: float = 0.0
    timbre_db: float = 0.0
    height_hz: float = 0.0
    shrill_share: float = 0.0
    longest_s: float = 0.0
    n_stretches: int = 0


NOTHING = Signs()


def signs(samples: Floats, heard: Envelope) -> Signs:
    """Measure the signs in one take."""
    f0_hz = heard.pitch.f0_hz
    loud = np.isfinite(f0_hz) & (heard.level_db > _LOUD_DB)
    if loud.sum() < _LEAST_FRAMES or samples.size < _WIDTH:
        return NOTHING
    moments = np.flatnonzero(loud)[::_EVERY]
    height_st = np.asarray(semitones(f0_hz, 100.0), dtype=np.float64)
    moved_st = np.abs(np.diff(height_st))
    moved_st = moved_st[np.isfinite(moved_st)]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], loud.astype(np.int8), [0]))))
    low_st, high_st = np.quantile(height_st[loud], (0.05, 0.95))
    lines, partials_db, shrill = _spectra(samples, heard.t_s[moments], f0_hz[moments])
    weak_db, strong_db = np.quantile(partials_db, (0.25, 0.75), axis=0)
    return Signs(
        second_voice_share=second_voice_share(samples, heard),
        one_line_share=float(np.quantile(lines[0], 0.2)),
        two_lines_share=float(np.quantile(lines[1], 0.2)),
        lowest_partial_share=float(np.median(lines[2])),
        slope_st_per_s=float(np.median(moved_st)) / STEP_S if moved_st.size else 0.0,
        range_st=float(high_st - low_st),
        timbre_db=float(np.mean(strong_db - weak_db)),
        height_hz=float(np.median(f0_hz[loud])),
        shrill_share=float(np.median(shrill)),
        longest_s=float(np.max(edges[1::2] - edges[::2])) * STEP_S,
        n_stretches=edges.size // 2,
    )


def _spectra(samples: Floats, at_s: Floats, f0_hz: Floats) -> tuple[Floats, Floats, Floats]:
    """Shares of lines [3, moments], levels of partials [moments, 6], share above 1200 Hz."""
    padded = np.concatenate((np.zeros(_WIDTH // 2), samples, np.zeros(_WIDTH)))
    starts = np.minimum((at_s * RATE_HZ).astype(np.intp), samples.size)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WIDTH)[starts]
    step_hz = RATE_HZ / _WIDTH
    power = np.abs(np.fft.rfft(frames * np.hanning(_WIDTH))) ** 2
    power = power[:, : int(_UP_TO_HZ / step_hz)]
    whole = power.sum(axis=1) + 1e-20
    wide = 2 * _LINE_BINS + 1
    total = np.cumsum(np.pad(power, ((0, 0), (_LINE_BINS + 1, _LINE_BINS))), axis=1)
    line = total[:, wide:] - total[:, :-wide]
    rows = np.arange(line.shape[0])
    first = line.argmax(axis=1)
    away = np.abs(np.arange(line.shape[1]) - first[:, None]) > wide
    one = line[rows, first]
    two = one + np.max(np.where(away, line, 0.0), axis=1)
    where = np.round(np.arange(1, _PARTIALS + 1) * f0_hz[:, None] / step_hz).astype(np.intp)
    partials = np.take_along_axis(line, np.minimum(where, line.shape[1] - 1), axis=1)
    partials_db = 10.0 * np.log10(partials + 1e-6 * whole[:, None])
    partials_db -= partials_db.mean(axis=1, keepdims=True)
    shrill = power[:, int(_SHRILL_HZ / step_hz) :].sum(axis=1) / whole
    return np.stack((one, two, partials[:, 0])) / whole, partials_db, shrill
