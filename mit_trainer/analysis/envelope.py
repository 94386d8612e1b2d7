"""The sound on a grid of 5 ms: level, bands, sonority, and the fused onset function.

Three things mark the start of a vowel: the sonority rises, the spectrum changes, or
the pitch steps.  They are fused into one function of time.

Conventions
-----------
Samples come at 16 kHz; frame k lies at 0.005 k seconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.pitch import PitchTrack, on_grid
from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.units import Floats, semitones

STEP_S = 0.005
N_BANDS = 24
EDGES_HZ = np.geomspace(120.0, 6500.0, N_BANDS + 1)
CENTRES_HZ = np.sqrt(EDGES_HZ[1:] * EDGES_HZ[:-1])
_HOP = int(STEP_S * RATE_HZ)
_WIDTH = 400  # 25 ms
_N_FFT = 512
_VOICE_BANDS = (CENTRES_HZ > 300.0) & (CENTRES_HZ < 3400.0)
_CHANGE_BANDS = (CENTRES_HZ >= 250.0) & (CENTRES_HZ <= 4000.0)
_RANGE_DB = 35.0
BAND_RANGE_DB = 45.0
_MARGIN_FRAMES = 100
_LEAST_QUIET_FRAMES = 10


@dataclass(frozen=True)
class Envelope:
    """The sound on the 5 ms grid, [frames] unless said otherwise.

    Attributes
    ----------
    level_db : 300 - 3400 Hz, the room's noise taken off, 0 is the voice at its loudest
    bands : [frames, 24], 0 ... 1 over 45 dB, 120 - 6500 Hz
    sonority : 0 ... about 1.2, loud and periodic
    onset : the fused onset function
    change : mean rise of the bands over 40 ms
    pitch : `PitchTrack` on the same grid
    noise_db : the room's noise below the voice at its loudest
    """

    t_s: Floats
    level_db: Floats
    bands: Floats
    sonority: Floats
    onset: Floats
    change: Floats
    pitch: PitchTrack
    noise_db: float


def envelope(samples: Floats, track: PitchTrack) -> Envelope:
    """Analyse samples at 16 kHz; ``track`` is their pitch on any grid.

    Levels are taken from the voiced frames and the noise from the others around them, so
    that silence before and after changes nothing.
    """
    n = max(1, 1 + samples.size // _HOP)
    t_s = np.arange(n, dtype=np.float64) * STEP_S
    pitch = on_grid(track, t_s)
    voiced = np.isfinite(pitch.f0_hz)
    if not voiced.any():
        nothing = np.zeros(n)
        bands = np.zeros((n, N_BANDS))
        return Envelope(t_s, nothing - 60.0, bands, nothing, nothing, nothing, pitch, 0.0)
    around = _around(voiced, _MARGIN_FRAMES)
    power = _smooth(_band_power(samples, n), 3)
    top = float(np.quantile(power.sum(axis=1)[voiced], 0.95))
    floor = np.maximum(_noise(power, around & ~voiced, top), 1e-7 * top)
    clean = np.maximum(power - floor, 0.0)
    level_db = 10.0 * np.log10(clean[:, _VOICE_BANDS].sum(axis=1) + 1e-6 * top)
    level_db -= float(np.quantile(level_db[voiced], 0.95))
    loud = np.clip(level_db / _RANGE_DB + 1.0, 0.0, 1.2)
    sonority = _smooth(loud * (0.25 + 0.75 * _smooth(pitch.strength, 4)), 4)
    bands_db = 10.0 * np.log10(clean + 1e-9 * top)
    bands_db -= float(np.quantile(bands_db.max(axis=1)[voiced], 0.95))
    bands = _smooth(np.clip(bands_db / BAND_RANGE_DB + 1.0, 0.0, 1.0), 3)
    change = np.maximum(_across(bands, 4), 0.0)[:, _CHANGE_BANDS].mean(axis=1)
    rise = np.maximum(np.gradient(sonority, STEP_S), 0.0) if n > 1 else np.zeros(n)
    span = slice(*np.flatnonzero(_around(voiced, 20))[[0, -1]])
    onset = _scaled(rise, span) + _scaled(change, span)
    onset += 0.3 * np.minimum(_scaled(_pitch_step(pitch), span), 3.0)
    noise_db = 10.0 * float(np.log10(floor.sum() / top))
    return Envelope(t_s, level_db, bands, sonority, onset, change, pitch, noise_db)


def _band_power(samples: Floats, n: int) -> Floats:
    padded = np.concatenate((np.zeros(_WIDTH // 2), samples, np.zeros(_WIDTH)))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WIDTH)[::_HOP][:n]
    spectra = np.fft.rfft(frames * np.hanning(_WIDTH + 1)[:-1], _N_FFT)
    f = np.fft.rfftfreq(_N_FFT, 1.0 / RATE_HZ)
    cuts = np.searchsorted(f, EDGES_HZ)
    # The lowest bands are narrower than one bin: each takes at least its nearest.
    starts, ends = cuts[:-1], np.maximum(cuts[1:], cuts[:-1] + 1)
    total = np.cumsum(np.pad(np.abs(spectra) ** 2, ((0, 0), (1, 0))), axis=1)
    return np.asarray(total[:, ends] - total[:, starts], dtype=np.float64)


def _smooth(track: Floats, width: int) -> Floats:
    edge = ((width // 2, width - 1 - width // 2),) + ((0, 0),) * (track.ndim - 1)
    total = np.cumsum(np.pad(track, edge, mode="edge"), axis=0)
    total = np.concatenate((np.zeros_like(total[:1]), total))
    return (total[width:] - total[:-width]) / width


def _across(track: Floats, reach: int) -> Floats:
    """Difference between ``reach`` frames later and earlier, 0 at the ends."""
    out = np.zeros_like(track)
    if track.shape[0] > 2 * reach:
        out[reach:-reach] = track[2 * reach :] - track[: -2 * reach]
    return out


def _scaled(track: Floats, span: slice) -> Floats:
    part = track[span]
    return track / max(float(np.quantile(part, 0.95)) if part.size else 0.0, 1e-9)


def _around(flags: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Everything from ``reach`` frames before the first flag to as many after the last."""
    first, last = np.flatnonzero(flags)[[0, -1]]
    out = np.zeros(flags.size, dtype=bool)
    out[max(0, first - reach) : last + reach + 1] = True
    return out


def _noise(power: Floats, quiet: NDArray[np.bool_], top: float) -> Floats:
    """Power of the room in each band; none when there is no moment without voice."""
    heard = power[quiet]
    heard = heard[heard.sum(axis=1) > 1e-10 * top]  # nothing at all is not a room
    if heard.shape[0] < _LEAST_QUIET_FRAMES:
        return np.zeros(power.shape[1])
    return np.asarray(1.3 * np.quantile(heard, 0.25, axis=0), dtype=np.float64)


def _pitch_step(pitch: PitchTrack) -> Floats:
    voiced = np.isfinite(pitch.f0_hz)
    if not voiced.any():
        return np.zeros(voiced.size)
    nearby = _smooth(voiced.astype(np.float64), 9) > 0.2
    return np.clip(np.abs(_across(filled_st(pitch), 6)) - 0.5, 0.0, 4.0) * nearby


def filled_st(pitch: PitchTrack) -> Floats:
    """Height in semitones above 100 Hz with straight lines across voiceless gaps."""
    voiced = np.isfinite(pitch.f0_hz)
    if not voiced.any():
        return np.zeros(voiced.size)
    return np.interp(pitch.t_s, pitch.t_s[voiced], semitones(pitch.f0_hz[voiced], 100.0))
