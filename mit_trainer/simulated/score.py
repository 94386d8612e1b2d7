"""Notes in time become what folds and mouth do, sample by sample."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from mit_trainer.simulated.letters import Consonant, Formants, Spelling
from mit_trainer.simulated.throat import Tracks
from mit_trainer.units import Floats, amplitude

_HIGH_FORMANTS_HZ = (3500.0, 4500.0)
_BURST_S = 0.015
_RAMP_S = 0.012
_GLIDE_S = 0.07  # from one sung tone to the next, and from one vowel to the next
_SPOKEN_FALL_ST = (3.0, -3.0)  # declination over a spoken phrase
_SPOKEN_STRESS_ST = 3.0
_SPOKEN_SLOPE_ST_PER_S = 14.0  # within a syllable; read speech has about 10


@dataclass(frozen=True)
class Note:
    """One syllable with its place in time; onset and end are those of the vowel."""

    index: int | None
    spelling: Spelling
    height_st: float
    stress: bool
    onset_s: float
    end_s: float
    onset_scale: float  # length of its consonants, relative to slow speech
    coda_scale: float
    slip_st: float = 0.0  # in the last third of its vowel


@dataclass(frozen=True)
class _Segment:
    start_s: float
    end_s: float
    formants_hz: Formants
    voice: float
    noise: float
    noise_hz: float = 3000.0
    noise_width_hz: float = 1500.0


def tracks(
    t: Floats, f0_hz: Floats, notes: Sequence[Note], formant_scale: float, breath_db: float
) -> Tracks:
    """Everything the mouth does while ``f0_hz`` sounds; ``t`` are the sample times."""
    segments = [segment for note in notes for segment in _segments(note)]
    voice, noise = np.zeros(t.size), np.zeros(t.size)
    formants = np.full((t.size, 5), np.nan)
    place, width = np.full(t.size, 3000.0), np.full(t.size, 1500.0)
    for segment in segments:
        here = slice(*np.searchsorted(t, (segment.start_s, segment.end_s)))
        voice[here] = segment.voice
        noise[here] = segment.noise
        place[here], width[here] = segment.noise_hz, segment.noise_width_hz
        formants[here] = np.array((*segment.formants_hz, *_HIGH_FORMANTS_HZ)) * formant_scale
    known = np.flatnonzero(np.isfinite(formants[:, 0]))
    nearest = known[np.clip(np.searchsorted(known, np.arange(t.size)), 0, known.size - 1)]
    rate_hz = 1.0 / (t[1] - t[0])
    formants = np.stack([_smooth(f, 0.04, rate_hz) for f in formants[nearest].T], axis=1)
    voice = _smooth(voice, _RAMP_S, rate_hz)
    return Tracks(
        f0_hz=f0_hz,
        voice=voice,
        breath=voice * amplitude(breath_db),
        formants_hz=formants,
        noise=_smooth(noise, 0.004, rate_hz),
        noise_hz=place,
        noise_width_hz=width,
    )


def contour_st(t: Floats, notes: Sequence[Note], spoken: float) -> Floats:
    """Height at each sample, semitones above the tonic: held tones, glides, or speech."""
    return (1.0 - spoken) * _sung_st(t, notes) + spoken * _spoken_st(t, notes)


def slips_st(t: Floats, notes: Sequence[Note]) -> Floats:
    """Leaps of the voice to another register, semitones at each sample."""
    leap = np.zeros(t.size)
    for note in notes:
        if note.slip_st:
            from_s = note.onset_s + (note.end_s - note.onset_s) * 2.0 / 3.0
            leap[slice(*np.searchsorted(t, (from_s, note.end_s)))] = note.slip_st
    return leap


def _sung_st(t: Floats, notes: Sequence[Note]) -> Floats:
    height = np.full(t.size, notes[0].height_st, dtype=np.float64)
    for before, note in pairwise(notes):
        # The new tone is reached where its vowel begins: singers glide on the consonant.
        share = np.clip((t - note.onset_s + 0.7 * _GLIDE_S) / _GLIDE_S, 0.0, 1.0)
        height += (note.height_st - before.height_st) * 0.5 * (1.0 - np.cos(np.pi * share))
    return height


def _spoken_st(t: Floats, notes: Sequence[Note]) -> Floats:
    first_s, last_s = notes[0].onset_s, max(notes[-1].end_s, notes[0].onset_s + 0.1)
    height = np.interp(t, (first_s, last_s), _SPOKEN_FALL_ST)
    at, lift = [0.0], [0.0]
    for note in notes:
        length_s = note.end_s - note.onset_s
        top = _SPOKEN_STRESS_ST if note.stress else 0.5
        swing = min(0.5 * _SPOKEN_SLOPE_ST_PER_S * length_s, 3.0)
        peak = 0.35 if note.stress else 0.05  # stressed ones rise first
        at += [note.onset_s, note.onset_s + peak * length_s, note.end_s]
        lift += [top - 0.6 * swing * (peak > 0.1), top + swing * (peak < 0.1), top - swing]
    return height + np.interp(t, at, lift)


def _segments(note: Note) -> Iterator[_Segment]:
    length_s = sum(c.length_s for c in note.spelling.onset) * note.onset_scale
    start_s = note.onset_s - length_s
    for consonant in note.spelling.onset:
        end_s = start_s + consonant.length_s * note.onset_scale
        yield from _consonant(consonant, start_s, end_s)
        start_s = end_s
    step_s = (note.end_s - note.onset_s) / len(note.spelling.vowel)
    for k, formants in enumerate(note.spelling.vowel):
        start_s = note.onset_s + k * step_s
        yield _Segment(start_s, start_s + step_s, formants, 1.0, 0.0)
    start_s = note.end_s
    for consonant in note.spelling.coda:
        end_s = start_s + consonant.length_s * note.coda_scale
        yield from _consonant(consonant, start_s, end_s)
        start_s = end_s


def _consonant(consonant: Consonant, start_s: float, end_s: float) -> Iterator[_Segment]:
    voice = 0.0 if consonant.voice_db == -inf else amplitude(consonant.voice_db)
    noise = 0.0 if consonant.noise_db == -inf else amplitude(consonant.noise_db)
    place = (consonant.noise_hz, consonant.noise_width_hz)
    if not consonant.burst:
        yield _Segment(start_s, end_s, consonant.formants_hz, voice, noise, *place)
        return
    burst_s = max(start_s, end_s - _BURST_S)
    yield _Segment(start_s, burst_s, consonant.formants_hz, voice, 0.0, *place)
    yield _Segment(burst_s, end_s, consonant.formants_hz, voice, noise, *place)


def _smooth(track: Floats, width_s: float, rate_hz: float) -> Floats:
    n = max(1, int(width_s * rate_hz) | 1)
    padded = np.pad(track, n // 2, mode="edge")
    total = np.concatenate(([0.0], np.cumsum(padded)))
    return (total[n:] - total[:-n]) / n
