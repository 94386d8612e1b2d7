"""Other people's pitch trackers, each as it comes, behind one call.

They are needed here alone (`packaging/setup.sh bench` installs them apart from the app's own
environment).  One that cannot be had is left out, and the table says so.
"""

import importlib.metadata
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mit_trainer.units import Floats
from tests.bench.truth import RATE_HZ

Track = tuple[Floats, Floats]
_STEP_S = 0.01
_HOP = round(_STEP_S * RATE_HZ)
_WINDOW = 1024  # 64 ms
_LOW_HZ, _HIGH_HZ = 60.0, 800.0


@dataclass(frozen=True)
class Peer:
    """A tracker: what it is called in the table, whose package it is, and how it is asked."""

    name: str
    package: str
    track: Callable[[Floats], Track]

    def version(self) -> str | None:
        """Version of its package, None when it is not installed."""
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:
            return None


def praat_default(samples: Floats) -> Track:
    """Praat's autocorrelation with every setting as it comes: 75 to 600 Hz."""
    import parselmouth

    pitch = parselmouth.Sound(samples, float(RATE_HZ)).to_pitch(
        time_step=_STEP_S, pitch_floor=75.0, pitch_ceiling=600.0
    )
    return np.asarray(pitch.xs()), np.asarray(pitch.selected_array["frequency"])


def pyin(samples: Floats) -> Track:
    """Probabilistic YIN (Mauch and Dixon 2014) as librosa has it."""
    import librosa

    f0_hz, _, _ = librosa.pyin(
        samples,
        fmin=_LOW_HZ,
        fmax=_HIGH_HZ,
        sr=RATE_HZ,
        frame_length=_WINDOW,
        hop_length=_HOP,
    )
    return np.arange(f0_hz.size) * _STEP_S, np.asarray(f0_hz, dtype=np.float64)


def dio(samples: Floats) -> Track:
    """WORLD's quick tracker with its refinement (Morise 2016)."""
    import pyworld

    f0_hz, t_s = pyworld.dio(
        samples, RATE_HZ, f0_floor=_LOW_HZ, f0_ceil=_HIGH_HZ, frame_period=1e3 * _STEP_S
    )
    return t_s, pyworld.stonemask(samples, f0_hz, t_s, RATE_HZ)


def harvest(samples: Floats) -> Track:
    """WORLD's thorough tracker (Morise 2017)."""
    import pyworld

    f0_hz, t_s = pyworld.harvest(
        samples, RATE_HZ, f0_floor=_LOW_HZ, f0_ceil=_HIGH_HZ, frame_period=1e3 * _STEP_S
    )
    return t_s, f0_hz


_detectors: list[object] = []


def swift_f0(samples: Floats) -> Track:
    """SwiftF0's network alone, voiced where it says so."""
    import swift_f0 as swift

    if not _detectors:
        _detectors.append(swift.SwiftF0(threads=1))
    found = _detectors[0].detect(samples.astype(np.float32), RATE_HZ)  # type: ignore[attr-defined]
    return found.timestamps, np.where(found.confidence >= 0.5, found.pitch_hz, np.nan)


def aubio_yinfft(samples: Floats) -> Track:
    """YIN by Fourier transform, as aubio has it."""
    import aubio

    ear = aubio.pitch("yinfft", _WINDOW, _HOP, RATE_HZ)
    ear.set_unit("Hz")
    blocks = np.pad(samples, (0, -samples.size % _HOP)).astype(np.float32).reshape(-1, _HOP)
    f0_hz = np.array([float(ear(block)[0]) for block in blocks])
    # Each value belongs to the middle of the 64 ms that end with its block.
    ends_s = (np.arange(f0_hz.size, dtype=np.float64) + 1.0) * _STEP_S
    usable = (f0_hz >= _LOW_HZ) & (f0_hz <= _HIGH_HZ)
    return ends_s - 0.5 * _WINDOW / RATE_HZ, np.where(usable, f0_hz, np.nan)


PEERS = (
    Peer("Praat, default (75-600 Hz)", "praat-parselmouth", praat_default),
    Peer("SwiftF0 alone", "swift-f0", swift_f0),
    Peer("aubio yinfft", "aubio", aubio_yinfft),
    Peer("WORLD dio + stonemask", "pyworld", dio),
    Peer("WORLD harvest", "pyworld", harvest),
    Peer("pYIN (librosa)", "librosa", pyin),
)
