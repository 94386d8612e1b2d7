"""Voices made of known parts: pitch to the last digit, in every condition that misleads an ear.

A polynomial glottal pulse (Klatt and Klatt 1990) runs on an exact phase at 96 kHz through five
resonators; consonants break it.  Fifteen conditions, six voices from 80 to 400 Hz, any number
of seeds.  Pitch is read off the phase, never measured.

Conventions
-----------
Samples are float64 at 16 kHz.  The truth lies on a grid of 10 ms; an unvoiced frame is NaN.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import signal

from mit_trainer.units import Floats

RATE_HZ = 16000
GRID_S = 0.01
BASES_HZ = (80.0, 110.0, 150.0, 220.0, 300.0, 400.0)
_FINE_HZ = 96000
_FORMANTS_HZ = {
    "a": (730, 1190, 2500, 3400, 4500),
    "e": (530, 1840, 2480, 3500, 4500),
    "i": (290, 2250, 2950, 3600, 4500),
    "o": (500, 900, 2450, 3350, 4400),
    "u": (320, 850, 2250, 3300, 4400),
}
_WIDTHS_HZ = (70, 90, 130, 220, 320)
_NOISE_DB = {"noise 20 dB": 20.0, "noise 10 dB": 10.0, "noise 5 dB": 5.0, "noise 0 dB": 0.0}
CONDITIONS = (
    *("intoned", "vibrato", "glides", "spoken", *_NOISE_DB, "breathy", "reverberant", "tremor"),
    *("hoarse", "no fundamental", "subharmonic", "creak"),
)


@dataclass(frozen=True)
class Voice:
    """One recording with its true pitch.

    Attributes
    ----------
    name : the group it is reported in
    speaker : who it is; speakers are never split between development and test
    f0_hz : at 0, 10, 20 ... ms, NaN where unvoiced
    judged : frames whose voicing is beyond doubt; others count for nothing
    """

    name: str
    speaker: str
    samples: Floats
    f0_hz: Floats
    judged: Floats


@dataclass(frozen=True)
class _Syllable:
    onset_s: float
    end_s: float
    high: bool
    consonant: str
    vowel: str


def synthetic(seeds: tuple[int, ...]) -> Iterator[Voice]:
    """Make every condition at every base pitch for every seed."""
    for seed in seeds:
        for base_hz in BASES_HZ:
            for condition in CONDITIONS:
                yield voice(condition, base_hz, seed)


def voice(condition: str, base_hz: float, seed: int) -> Voice:
    """Make about three seconds of one voice; the same arguments give the same voice."""
    chance = np.random.default_rng([seed, round(base_hz), CONDITIONS.index(condition)])
    syllables = _syllables(condition, chance)
    t_s = np.arange(round((syllables[-1].end_s + 0.35) * _FINE_HZ)) / _FINE_HZ
    aimed_hz = _contour(condition, base_hz, syllables, t_s, chance)
    sounding = _sounding(syllables, t_s)
    flow, true_hz = _source(condition, aimed_hz, sounding, syllables, t_s, chance)
    size = (1.0 if base_hz < 160.0 else 1.16) * chance.uniform(0.95, 1.05)
    dry = _mouth(flow, syllables, t_s, size) + _consonants(syllables, t_s, chance)
    samples = signal.resample_poly(dry, 1, _FINE_HZ // RATE_HZ)
    frames = np.round(np.arange(0.0, t_s[-1], GRID_S) * _FINE_HZ).astype(int)
    voiced = sounding[frames] > 0.1
    samples = _room(condition, samples, base_hz, voiced, chance)
    samples *= chance.uniform(0.05, 0.4) / np.abs(samples).max()
    f0_hz = np.where(voiced, true_hz[frames], np.nan)
    return Voice(condition, f"{base_hz:.0f} Hz, {seed}", samples, f0_hz, np.ones(f0_hz.size))


def _syllables(condition: str, chance: np.random.Generator) -> list[_Syllable]:
    out, at_s = [], 0.3
    spoken = condition in {"spoken", "creak"}
    for k in range(6 if condition == "spoken" else 4):
        consonant = str(chance.choice(["stop", "hiss", "nasal", "none"] if k else ["hiss", "none"]))
        onset_s = at_s + {"stop": 0.12, "hiss": 0.14, "nasal": 0.0, "none": 0.05}[consonant]
        end_s = onset_s + chance.uniform(*((0.16, 0.3) if spoken else (0.4, 0.75)))
        high = bool(chance.random() < 0.5) if k else False
        out.append(_Syllable(onset_s, end_s, high, consonant, str(chance.choice([*_FORMANTS_HZ]))))
        at_s = end_s + (0.25 if chance.random() < 0.15 else 0.0)
    return out


def _sounding(syllables: list[_Syllable], t_s: Floats) -> Floats:
    """How strongly the voice sounds, 0 ... 1, with edges of 20 ms."""
    level = np.zeros(t_s.size)
    for one in syllables:
        level[(t_s >= one.onset_s) & (t_s < one.end_s)] = 1.0
    for one in syllables:
        if one.consonant == "nasal":
            level[(t_s >= one.onset_s) & (t_s < one.onset_s + 0.07)] *= 0.5
    width = round(0.02 * _FINE_HZ)
    return np.asarray(signal.fftconvolve(level, np.ones(width) / width, "same"), dtype=np.float64)


def _contour(
    condition: str,
    base_hz: float,
    syllables: list[_Syllable],
    t_s: Floats,
    chance: np.random.Generator,
) -> Floats:
    """Pitch aimed at, in Hz: two notes a minor third apart unless the condition says else."""
    knots_s, knots_st = [0.0], [0.0]
    for one in syllables:
        here_st = 3.0 * one.high
        if condition in {"spoken", "creak"}:
            peak_st = chance.uniform(-2.0, 5.0)
            ends_st = (peak_st - chance.uniform(-1, 3), peak_st, peak_st - chance.uniform(0, 4))
            knots_s += [one.onset_s, 0.6 * one.onset_s + 0.4 * one.end_s, one.end_s]
            knots_st += list(ends_st)
        elif condition == "glides":
            span_st = chance.uniform(-5.0, 5.0)
            knots_s += [one.onset_s, one.end_s]
            knots_st += [here_st, here_st + span_st]
        else:
            knots_s += [one.onset_s + 0.03, one.end_s - 0.02]
            knots_st += [here_st, here_st]
    height_st = np.interp(t_s, knots_s, knots_st)
    slow = chance.normal(0.0, 0.1, 4 + int(4 * t_s[-1]))
    height_st += np.interp(t_s, np.arange(slow.size) / 4.0, slow)
    if condition == "vibrato":
        height_st += 0.7 * np.sin(2.0 * np.pi * (5.5 * t_s + chance.random()))
    if condition == "tremor":
        height_st += 1.2 * np.sin(2.0 * np.pi * (5.0 * t_s + chance.random()))
    f0_hz = base_hz * 2.0 ** (height_st / 12.0)
    if condition == "creak":  # the end of each syllable falls into the pulse register
        for one in syllables:
            falling = (t_s - (0.4 * one.onset_s + 0.6 * one.end_s)) / 0.05
            inside = (t_s >= one.onset_s - 0.02) & (t_s < one.end_s + 0.02)
            drop = np.where(inside, 1.0 - 0.45 * np.clip(falling, 0.0, 1.0), 1.0)
            f0_hz = np.maximum(f0_hz * drop, 42.0)
    return np.asarray(f0_hz, dtype=np.float64)


def _source(
    condition: str,
    aimed_hz: Floats,
    sounding: Floats,
    syllables: list[_Syllable],
    t_s: Floats,
    chance: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Give the derivative of the glottal flow, and the pitch that its phase really has."""
    cycle = np.floor(np.cumsum(aimed_hz) / _FINE_HZ).astype(int)
    jitter = {"hoarse": 0.02, "creak": 0.03}.get(condition, 0.0)
    shimmer = {"hoarse": 0.1, "creak": 0.15}.get(condition, 0.0)
    true_hz = aimed_hz
    if jitter:
        true_hz = aimed_hz * (1.0 + jitter * chance.normal(0.0, 1.0, cycle[-1] + 2)[cycle])
    phase = np.cumsum(true_hz) / _FINE_HZ + chance.random()
    cycle, within = np.floor(phase).astype(int), phase % 1.0
    open_share = {"breathy": 0.8, "creak": 0.4}.get(condition, 0.6)
    p = within / open_share
    flow = np.where(p < 1.0, 2.0 * p - 3.0 * p * p, 0.0)
    flow *= (1.0 + shimmer * chance.normal(0.0, 1.0, cycle[-1] + 2))[cycle]
    if condition == "subharmonic":
        flow *= np.where(cycle % 2 == 0, 1.0, 0.75)
    if condition == "tremor":
        flow *= 1.0 + 0.3 * np.sin(2.0 * np.pi * 5.0 * t_s)
    breath = {"breathy": 0.5, "hoarse": 0.25}.get(condition, 0.01)
    flow += breath * chance.normal(0.0, 1.0, flow.size) * (0.4 + 0.6 * (p < 1.0))
    if jitter:  # a pitch is a mean over some periods, not one period
        width = round(0.025 * _FINE_HZ)
        window = np.hanning(width) / np.hanning(width).sum()
        true_hz = signal.fftconvolve(true_hz, window, "same")
    return flow * sounding, np.asarray(true_hz, dtype=np.float64)


def _mouth(flow: Floats, syllables: list[_Syllable], t_s: Floats, size: float) -> Floats:
    """Send the flow through the vowel of each syllable, cross-faded over 30 ms."""
    out, spread = np.zeros(flow.size), round(0.03 * _FINE_HZ)
    starts = [0.0, *(one.onset_s for one in syllables[1:]), t_s[-1] + 1.0]
    for one, start_s, end_s in zip(syllables, starts[:-1], starts[1:], strict=True):
        share = ((t_s >= start_s) & (t_s < end_s)).astype(np.float64)
        share = signal.fftconvolve(share, np.ones(spread) / spread, "same")
        sound = flow * share
        for middle_hz, width_hz in zip(_FORMANTS_HZ[one.vowel], _WIDTHS_HZ, strict=True):
            sound = _resonate(sound, middle_hz * size, width_hz)
        out += sound
    return np.asarray(out / (np.abs(out).max() + 1e-12), dtype=np.float64)


def _resonate(sound: Floats, middle_hz: float, width_hz: float) -> Floats:
    radius = np.exp(-np.pi * width_hz / _FINE_HZ)
    a = [1.0, -2.0 * radius * np.cos(2.0 * np.pi * middle_hz / _FINE_HZ), radius**2]
    return np.asarray(signal.lfilter([sum(a)], a, sound), dtype=np.float64)


def _consonants(syllables: list[_Syllable], t_s: Floats, chance: np.random.Generator) -> Floats:
    hiss = chance.normal(0.0, 1.0, t_s.size)
    high = signal.sosfilt(signal.butter(4, 2500.0, "high", fs=_FINE_HZ, output="sos"), hiss)
    level = np.zeros(t_s.size)
    for one in syllables:
        if one.consonant == "hiss":
            level[(t_s > one.onset_s - 0.11) & (t_s < one.onset_s - 0.02)] = 0.03
        if one.consonant == "stop":
            level[(t_s > one.onset_s - 0.035) & (t_s < one.onset_s - 0.015)] = 0.06
    width = round(0.008 * _FINE_HZ)
    return np.asarray(high * signal.fftconvolve(level, np.ones(width) / width, "same"))


def _room(
    condition: str, samples: Floats, base_hz: float, voiced: Floats, chance: np.random.Generator
) -> Floats:
    """Add what lies between mouth and microphone."""
    if condition == "no fundamental":
        sos = signal.butter(8, 1.6 * base_hz, "high", fs=RATE_HZ, output="sos")
        samples = signal.sosfiltfilt(sos, samples)
    if condition == "reverberant":
        t_s = np.arange(round(0.7 * RATE_HZ)) / RATE_HZ
        tail = chance.normal(0.0, 1.0, t_s.size) * 10.0 ** (-3.0 * t_s / 0.6)
        tail[: round(0.003 * RATE_HZ)] = 0.0
        tail *= 0.8 / np.sqrt(np.sum(tail**2))
        tail[0] = 1.0
        samples = signal.fftconvolve(samples, tail)[: samples.size]
    snr_db = _NOISE_DB.get(condition, 50.0)
    return np.asarray(samples + pink(samples, voiced, snr_db, chance), dtype=np.float64)


def pink(samples: Floats, voiced: Floats, snr_db: float, chance: np.random.Generator) -> Floats:
    """Pink noise from 80 to 7000 Hz, so far below the voiced part of the samples."""
    spectrum = np.fft.rfft(chance.normal(0.0, 1.0, samples.size))
    f_hz = np.fft.rfftfreq(samples.size, 1.0 / RATE_HZ)
    inside = (f_hz > 80.0) & (f_hz < 7000.0)
    noise = np.fft.irfft(spectrum * np.where(inside, 1.0 / np.sqrt(f_hz + 1.0), 0.0), samples.size)
    hop = round(GRID_S * RATE_HZ)
    singing = np.repeat(voiced, hop)[: samples.size]
    power = np.mean(samples[: singing.size][singing > 0] ** 2)
    return np.asarray(noise * np.sqrt(power / np.mean(noise**2) / 10.0 ** (snr_db / 10.0)))
