"""In which octave a voice is: judged by its harmonics, a whole stretch at a time.

A tracker that compares a voice with itself a period later is as content with two periods.
It ends an octave low where every second pulse is a little weaker, as in many voices after a
stroke.  The spectrum tells: of a series that was found an octave too low, every second
harmonic is missing.

Measured on voices with known pitch, in fifteen conditions from clean to creak: at the true
pitch odd harmonics lie at most 9.4 dB under a line drawn between their neighbours, an octave
below it at least 12 dB under it where the noise allows to tell.
"""

import numpy as np

from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.units import Floats

MISSING_DB = -10.7
FAINT_DB = -8.0
_N_FFT = 2048
_TOP_HZ = 2600.0
_HIGHEST_HZ = 7000.0
_PERIODS = 8.0  # of twice the pitch asked about
_STANDS_OUT_DB = 30.0  # harmonics further below the strongest tell nothing
_LOOKS = 8
_MOST = 0.6  # of the looks must agree
_CLEARLY_THERE = 0.85  # of the looks show the odd harmonics: the octave is right
_THERE_DB = -6.0
_STRETCH_FRAMES = 4
_JUMP_ST = 5.0


def stretches(f0_hz: Floats) -> list[slice]:
    """Find the runs of voiced frames without a jump of five semitones."""
    voiced = np.flatnonzero(np.isfinite(f0_hz))
    if voiced.size == 0:
        return []
    jump = np.abs(12.0 * np.diff(np.log2(f0_hz[voiced]))) > _JUMP_ST
    cuts = np.flatnonzero(jump | (np.diff(voiced) > 1)) + 1
    return [slice(int(run[0]), int(run[-1]) + 1) for run in np.split(voiced, cuts)]


def raised(samples: Floats, t_s: Floats, f0_hz: Floats) -> Floats:
    """Double the pitch of each stretch whose odd harmonics are missing.

    Not so when that takes it away from the stretches whose octave is clearly right.

    Parameters
    ----------
    samples : at 16 kHz
    t_s, f0_hz : frames; NaN is unvoiced
    """
    runs = [run for run in stretches(f0_hz) if run.stop - run.start >= _STRETCH_FRAMES]
    if not runs:
        return f0_hz
    missing, there = np.array([_shares(samples, t_s[run], f0_hz[run]) for run in runs]).T
    height = np.array([float(np.median(np.log2(f0_hz[run]))) for run in runs])
    frames = np.array([run.stop - run.start for run in runs])
    clear = there >= _CLEARLY_THERE
    out = f0_hz.copy()
    for k in np.flatnonzero(missing >= _MOST):
        # A room can swallow harmonics, too: those that are clearly right must come nearer.
        nearer = np.abs(height - height[k] - 1.0) < np.abs(height - height[k])
        if np.sum(frames[clear & nearer]) >= np.sum(frames[clear & ~nearer]):
            out[runs[k]] *= 2.0
    return out


def _shares(samples: Floats, t_s: Floats, f0_hz: Floats) -> tuple[float, float]:
    """Shares of looks, all over a stretch and not in one vowel of it, that tell.

    First those without odd harmonics, then those in which they are plainly there.
    """
    slope = np.abs(np.gradient(np.log2(f0_hz)))
    parts = np.array_split(np.arange(t_s.size), min(_LOOKS, t_s.size // 2))
    steady = [int(part[np.argmin(slope[part])]) for part in parts]
    levels_db = [odd_levels_db(samples, t_s[k], f0_hz[k]) for k in steady]
    return (
        float(np.mean([_lacks_odd(one) for one in levels_db])),
        float(np.mean([one[0] > _THERE_DB for one in levels_db])),
    )


def _lacks_odd(levels_db: tuple[float, float]) -> bool:
    between_db, all_db = levels_db
    return between_db < MISSING_DB and all_db < FAINT_DB


def odd_levels_db(samples: Floats, at_s: float, f0_hz: float) -> tuple[float, float]:
    """Level of a pitch's odd harmonics: from the third on against their even neighbours, and all.

    Both are about 0 when it is the pitch, and well below -10 when it lies an octave too low;
    NaN where the sound is too short or has too few harmonics.
    """
    width = min(int(_PERIODS / (2.0 * f0_hz) * RATE_HZ), _N_FFT)
    first = int(at_s * RATE_HZ) - width // 2
    if first < 0 or first + width > samples.size:
        return float("nan"), float("nan")
    spectrum = np.fft.rfft(samples[first : first + width] * np.hanning(width), _N_FFT)
    power = spectrum.real**2 + spectrum.imag**2
    n = int(min(max(_TOP_HZ, 10.0 * f0_hz), _HIGHEST_HZ) / f0_hz)
    bins = np.round(np.arange(1, n + 1) * f0_hz * _N_FFT / RATE_HZ).astype(int)
    reach = max(1, int(f0_hz / 8.0 * _N_FFT / RATE_HZ))
    around = np.clip(bins + np.arange(-reach, reach + 1)[:, None], 0, power.size - 1)
    peaks = power[around].max(axis=0) + 1e-20
    level_db = 10.0 * np.log10(peaks)
    even_db = level_db[1::2]
    odd_db = level_db[2::2][: even_db.size - 1]
    below, above = even_db[: odd_db.size], even_db[1 : odd_db.size + 1]
    if odd_db.size == 0:
        return float("nan"), float("nan")
    clear = np.minimum(below, above) > even_db.max() - _STANDS_OUT_DB
    if not clear.any():
        return float("nan"), float("nan")
    between_db = float(np.mean((odd_db - 0.5 * (below + above))[clear]))
    return between_db, float(10.0 * np.log10(peaks[0::2].sum() / peaks[1::2].sum()))
