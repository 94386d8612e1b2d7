"""Breath, vocal folds and mouth: from a score of sounds to samples.

The folds give a polynomial pulse (Klatt and Klatt 1990) on an exact phase, so that the
pitch of the result is known to the rounding of a double.  The mouth is a set of
resonances that may change every few milliseconds, applied frame by frame in the
frequency domain; it delays nothing and moves no pulse.

Conventions
-----------
Tracks are float64, one value for each sample.  Levels are amplitudes, 1 for a vowel.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mit_trainer.units import Floats

_HOP_S = 0.005
_OPEN_SHARE = 0.6  # of each cycle the folds are apart
_BANDWIDTHS_HZ = (70.0, 90.0, 130.0, 200.0, 300.0)
_TILT_HZ = 8000.0
_FRY_HZ, _FRY_CHANGES_HZ = (20.0, 60.0), 40.0


@dataclass(frozen=True)
class Folds:
    """How regularly the folds open.

    Attributes
    ----------
    jitter : standard deviation of a cycle's length, share of it
    shimmer : standard deviation of a cycle's strength, share of it
    creak : 0 ... 1, how much weaker and later every second cycle comes
    fry : 0 or 1 for each sample, where only single, slow and irregular pulses come
    """

    jitter: float
    shimmer: float
    creak: float
    fry: Floats


@dataclass(frozen=True)
class Tracks:
    """What the mouth does, sample by sample.

    ``formants_hz`` is [samples, 5]; ``voice``, ``breath`` and ``noise`` are amplitudes;
    ``noise_hz`` and ``noise_width_hz`` place the noise of the consonants.
    """

    f0_hz: Floats
    voice: Floats
    breath: Floats
    formants_hz: Floats
    noise: Floats
    noise_hz: Floats
    noise_width_hz: Floats


def pulses(f0_hz: Floats, folds: Folds, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Air through the folds, without its mean; about -0.3 ... 0.7 in each cycle."""
    if folds.fry.any():
        f0_hz = np.where(folds.fry > 0.5, _fry_hz(f0_hz, rate_hz, chance), f0_hz)
    phase = np.cumsum(f0_hz) / rate_hz
    n_cycles = int(phase[-1]) + 3
    shift = chance.normal(0.0, folds.jitter, n_cycles)
    shift[1::2] += 0.12 * folds.creak
    strength = 1.0 + chance.normal(0.0, folds.shimmer, n_cycles)
    strength[1::2] *= 1.0 - 0.6 * folds.creak
    # The shift is spread over the cycle, so that no cycle is cut.
    phase = np.maximum(phase + np.interp(phase, np.arange(n_cycles), shift), 0.0)
    cycle = np.minimum(phase.astype(np.intp), n_cycles - 1)
    opening = (phase - cycle) / _OPEN_SHARE
    flow = np.where(opening < 1.0, 6.75 * opening**2 * (1.0 - opening), 0.0)
    return (flow - 6.75 * _OPEN_SHARE / 12.0) * strength[cycle]


def _fry_hz(f0_hz: Floats, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Pulses at 20 to 60 in a second, each as late as it likes (Keating et al. 2015)."""
    n = int(f0_hz.size / rate_hz * _FRY_CHANGES_HZ) + 2
    rates_hz = chance.uniform(*_FRY_HZ, n)
    here = (np.arange(f0_hz.size) * (_FRY_CHANGES_HZ / rate_hz)).astype(np.intp)
    return np.minimum(rates_hz[here], f0_hz)


def speak(tracks: Tracks, folds: Folds, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Let folds and mouth sound.

    Returns float64, as long as the tracks; a vowel has root mean square 1.
    """
    n = tracks.f0_hz.size
    hop = int(_HOP_S * rate_hz)
    n_fft = 1 << int(np.ceil(np.log2(2 * hop + 0.03 * rate_hz)))
    starts = np.arange(-hop, n, hop)
    middle = np.clip(starts + hop, 0, n - 1)
    f = np.asarray(np.fft.rfftfreq(n_fft, 1.0 / rate_hz), dtype=np.float64)
    mouth = _resonances(f, tracks.formants_hz[middle])
    # The lips turn flow into pressure: one differentiation.
    lips = mouth * (1j * f) / (1.0 + 1j * f / _TILT_HZ)
    band = np.exp(
        -0.5 * ((f - tracks.noise_hz[middle, None]) / tracks.noise_width_hz[middle, None]) ** 2
    )
    band /= np.sqrt(np.mean(band**2, axis=1, keepdims=True))
    flow = pulses(tracks.f0_hz, folds, rate_hz, chance)
    in_vowel = tracks.voice[middle] > 0.5
    spectra = np.zeros(mouth.shape, dtype=np.complex128)
    for source, strength, response in (
        (flow, tracks.voice, lips),
        (chance.normal(0.0, 1.0, n), tracks.breath, mouth),
    ):
        heard = np.fft.rfft(_frames(source, hop, starts.size), n_fft) * response
        loud = float(np.sqrt(2.0 * np.mean(np.abs(heard[in_vowel]) ** 2) / (2 * hop)))
        spectra += (
            np.fft.rfft(_frames(source * strength, hop, starts.size), n_fft) * response / loud
        )
    hiss = chance.normal(0.0, 1.0, n) * tracks.noise
    spectra += np.fft.rfft(_frames(hiss, hop, starts.size), n_fft) * band
    return _joined(np.fft.irfft(spectra, n_fft), hop)[hop : hop + n]


def _joined(pieces: Floats, hop: int) -> Floats:
    """Overlap and add, each piece one hop after the one before."""
    out = np.zeros((pieces.shape[0] - 1) * hop + pieces.shape[1])
    for k, piece in enumerate(pieces):
        out[k * hop : k * hop + piece.size] += piece
    return out


def _frames(source: Floats, hop: int, n: int) -> Floats:
    padded = np.zeros((n + 1) * hop)
    padded[hop : hop + source.size] = source[: n * hop]
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * hop)[::hop][:n]
    return windows * np.hanning(2 * hop + 1)[:-1]


def _resonances(f: Floats, formants_hz: Floats) -> NDArray[np.complex128]:
    response = np.ones((formants_hz.shape[0], f.size), dtype=np.complex128)
    for centre, bandwidth_hz in zip(formants_hz.T[:, :, None], _BANDWIDTHS_HZ, strict=True):
        pole = np.hypot(centre, bandwidth_hz / 2.0) ** 2
        response *= pole / (pole - f**2 + 1j * f * bandwidth_hz)
    return response
