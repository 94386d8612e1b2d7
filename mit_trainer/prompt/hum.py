"""A hum: the tune of a phrase on /m/, without its words.

The hum is built from partials whose levels are those of the same voice's own /m/, with
the small unsteadiness of `mit_trainer.prompt.life` and a little breath, so that it is a
voice with closed lips and not a beep.  Each syllable is one note that swells a little on
its beat.

Conventions
-----------
Times are seconds from the first sample.  Samples are float32.
"""

from dataclasses import dataclass

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.prompt.life import drift_cents, swell_db
from mit_trainer.prompt.recordings import Timbre
from mit_trainer.units import Floats

_GLIDE_S = 0.08
_ATTACK_S, _RELEASE_S = 0.07, 0.15
_DIP_DB = 9.0  # between two notes the lips stay closed and the breath goes on
_DIP_S = 0.07
_HIGHEST_HZ, _GRID_HZ = 5_000.0, 50.0
# A closed-mouth voice of plain people: the partials fall by this much.
_FALL_DB_PER_OCTAVE, _FALL_FROM_HZ = 11.0, 200.0
_BREATH_DB = -34.0
_PERIOD_S = 0.005


@dataclass(frozen=True)
class Note:
    """One hummed syllable; ``gain_db`` relative to the others."""

    start_s: float
    end_s: float
    f0_hz: float
    gain_db: float = 0.0


def hum(
    notes: tuple[Note, ...], length_s: float, timbre: Timbre, rate_hz: int, *, seed: int
) -> Samples:
    """Hum notes that follow one another; where one ends before the next begins is silence."""
    n = int(length_s * rate_hz)
    at_s = np.arange(n) / rate_hz
    f0_hz = _f0(notes, at_s, seed)
    phase = 2.0 * np.pi * np.cumsum(f0_hz) / rate_hz
    chance = np.random.default_rng(seed)
    level_hz, levels = _levels(timbre)
    voice = np.zeros(n)
    for number in range(1, int(_HIGHEST_HZ / f0_hz.min()) + 1):
        strength = np.interp(number * f0_hz, level_hz, levels, right=0.0)
        voice += strength * np.sin(number * phase + chance.uniform(0.0, 2.0 * np.pi))
    voice += _breath(voice, phase, chance)
    shape_db = _shape_db(notes, at_s) + swell_db(n, rate_hz, seed)
    return (voice * 10.0 ** (shape_db / 20.0)).astype(np.float32)


def _levels(timbre: Timbre) -> tuple[Floats, Floats]:
    """Frequencies and amplitudes of the hum's colour, never as bare as a whistle."""
    hz = np.arange(0.0, _HIGHEST_HZ, _GRID_HZ)
    own_db = np.interp(hz, np.arange(len(timbre.level_db)) * timbre.step_hz, timbre.level_db)
    least_db = -_FALL_DB_PER_OCTAVE * np.log2(np.maximum(hz / _FALL_FROM_HZ, 1.0))
    return hz, np.asarray(10.0 ** (np.maximum(own_db, least_db) / 20.0), dtype=np.float64)


def _f0(notes: tuple[Note, ...], at_s: Floats, seed: int) -> Floats:
    knots_s, knots_st = [], []
    for note, after in zip(notes, (*notes[1:], None), strict=True):
        leave_s = note.end_s if after is None else min(note.end_s, after.start_s - _GLIDE_S)
        knots_s += [note.start_s, max(leave_s, note.start_s + _PERIOD_S)]
        knots_st += [12.0 * np.log2(note.f0_hz)] * 2
    steps_s = np.arange(0.0, at_s[-1] + _PERIOD_S, _PERIOD_S)
    spans = tuple((note.start_s, note.end_s) for note in notes)
    steps_st = np.interp(steps_s, knots_s, knots_st) + drift_cents(steps_s, spans, seed) / 100.0
    return np.asarray(2.0 ** (np.interp(at_s, steps_s, steps_st) / 12.0), dtype=np.float64)


def _breath(voice: Floats, phase: Floats, chance: np.random.Generator) -> Floats:
    """Soft noise that comes in puffs with the voice, smoothed to the nose's dark colour."""
    noise = np.convolve(chance.normal(0.0, 1.0, voice.size), np.ones(6) / 6.0, "same")
    puffs = 0.6 + 0.4 * np.cos(phase)
    loud = np.sqrt(np.mean(np.square(voice))) / np.sqrt(np.mean(np.square(noise)))
    return np.asarray(noise * puffs * loud * 10.0 ** (_BREATH_DB / 20.0), dtype=np.float64)


def _shape_db(notes: tuple[Note, ...], at_s: Floats) -> Floats:
    """Level of the hum: on while a note lasts, with a dip where two notes touch."""
    shape = np.full(at_s.size, -np.inf)
    for index, note in enumerate(notes):
        joined_before = index > 0 and note.start_s - notes[index - 1].end_s < _DIP_S
        joined_after = index + 1 < len(notes) and notes[index + 1].start_s - note.end_s < _DIP_S
        end_s = notes[index + 1].start_s if joined_after else note.end_s
        inside = (at_s >= note.start_s) & (at_s < end_s)
        since, left = at_s[inside] - note.start_s, end_s - at_s[inside]
        rise = _ramp_db(since / (_DIP_S if joined_before else _ATTACK_S), joined_before)
        fall = _ramp_db(left / (_DIP_S if joined_after else _RELEASE_S), joined_after)
        shape[inside] = note.gain_db + rise + fall
    return shape


def _ramp_db(share: Floats, joined: bool) -> Floats:
    """From the dip (or from silence) up to 0 dB while ``share`` goes from 0 to 1."""
    up = 0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0.0, 1.0))
    if joined:
        return np.asarray(-_DIP_DB * (1.0 - up), dtype=np.float64)
    return np.asarray(20.0 * np.log10(np.maximum(up, 1e-4)), dtype=np.float64)
