"""The ways to a sound: drummed, hummed, laid again from a recording, or left as spoken.

Conventions
-----------
Times are seconds from the first sample.  Samples are mono float32 at `RATE_HZ`, at the
common loudness, not yet limited.
"""

from dataclasses import dataclass, replace
from math import gcd

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.errors import BadInput
from mit_trainer.praat.listen import contour
from mit_trainer.praat.sing import resing
from mit_trainer.prompt.drum import drum
from mit_trainer.prompt.hum import Note, hum
from mit_trainer.prompt.life import swell_db
from mit_trainer.prompt.loudness import at_loudness
from mit_trainer.prompt.model import Morph, PromptOrder
from mit_trainer.prompt.reach import move_into, narrow_note
from mit_trainer.prompt.recordings import Mark, Spoken, Timbre
from mit_trainer.prompt.resynthesis import Course, course
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats, hertz, level_db

RATE_HZ = 48_000
HUM_RATE_HZ = 24_000
_HUM_LEAD_S, _HUM_TAIL_S = 0.05, 0.2
_EVEN_AT_MOST_DB = 8.0  # a swallowed syllable is lifted, not shouted
_STRESS_MORE = 1.5  # Sprechgesang exaggerates stress
_JOIN_S = 0.02
_MOST_VOICELESS = 5  # frames of pitch; fewer voiced ones are no voice


@dataclass(frozen=True)
class Body:
    """A sound and its syllables: first consonant, vowel start (the beat), vowel end."""

    samples: Samples
    onsets_s: tuple[float, ...]
    beats_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    note: str = ""  # what could not be done as ordered


def drummed(order: PromptOrder) -> Body:
    """Beat the rhythm on a hand drum, stressed syllables stronger."""
    notes = order.plan.syllables
    beats_s = tuple(_HUM_LEAD_S + note.onset_s for note in notes)
    ends_s = tuple(_HUM_LEAD_S + note.onset_s + note.duration_s for note in notes)
    gains_db = tuple(note.gain_db for note in notes)
    sound = drum(beats_s, gains_db, ends_s[-1] + _HUM_TAIL_S, RATE_HZ)
    return Body(at_loudness(sound, RATE_HZ), beats_s, beats_s, ends_s)


def hummed(order: PromptOrder, timbre: Timbre, seed: int) -> Body:
    """Hum the tune on /m/."""
    plan = order.plan
    notes = tuple(
        Note(
            start_s=_HUM_LEAD_S + note.onset_s,
            end_s=_HUM_LEAD_S + note.onset_s + note.duration_s,
            f0_hz=plan.f0_hz(index),
            gain_db=note.gain_db,
        )
        for index, note in enumerate(plan.syllables)
    )
    length_s = notes[-1].end_s + _HUM_TAIL_S
    sound = hum(notes, length_s, timbre, HUM_RATE_HZ, seed=seed)
    beats_s = tuple(note.start_s for note in notes)
    ends_s = tuple(note.end_s for note in notes)
    return Body(_at_common_rate_and_loudness(sound, HUM_RATE_HZ), beats_s, beats_s, ends_s)


def spoken(order: PromptOrder, recording: Spoken, seed: int) -> Body:
    """Leave it as it was spoken; only what lies outside the person's range is moved there."""
    if order.range_hz is not None:
        said = replace(order, morph=Morph.even(1.0), manner=Manner.INTONED)
        natural_hz = _natural(recording)
        run = _course(said, recording, natural_hz, seed)
        heights_hz = hertz(run.tune.height_st[run.tune.in_vowel], order.plan.tonic_hz)
        if heights_hz.min() < order.range_hz[0] or heights_hz.max() > order.range_hz[1]:
            return resung(said, recording, seed)
    sound = recording.sound
    return Body(
        _at_common_rate_and_loudness(sound.samples, sound.rate_hz),
        tuple(mark.onset_s for mark in recording.marks),
        tuple(mark.vowel_s for mark in recording.marks),
        tuple(mark.end_s for mark in recording.marks),
    )


def resung(order: PromptOrder, recording: Spoken, seed: int) -> Body:
    """Lay the recording again: intoned or Sprechgesang, morphed towards speech."""
    sound = recording.sound
    natural_hz = _natural(recording)
    run, note = _course(order, recording, natural_hz, seed), ""
    if order.range_hz is not None:
        heights_st = run.tune.height_st[run.tune.in_vowel]
        move = move_into(heights_st, order.plan.tonic_hz, order.range_hz, strays=True)
        run, note = run.moved(move), narrow_note(move)
    sung = resing(sound.samples.astype(np.float64), sound.rate_hz, run.score, natural_hz, seed)
    shaped = sung * 10.0 ** (_gain_db(order, recording, run, sung.size, seed) / 20.0)
    return Body(
        _at_common_rate_and_loudness(shaped.astype(np.float32), sound.rate_hz),
        tuple(run.sung_s(mark.onset_s) for mark in recording.marks),
        run.beats_s,
        run.ends_s,
        note,
    )


def _course(order: PromptOrder, recording: Spoken, natural_hz: Floats, seed: int) -> Course:
    return course(
        recording.marks,
        recording.sound.duration_s,
        order.plan,
        manner=order.manner,
        morph=order.morph,
        natural_hz=natural_hz,
        seed=seed,
    )


def _natural(recording: Spoken) -> Floats:
    """Find the recording's own pitch, [2, n]: times and hertz, gaps left out."""
    samples = recording.sound.samples.astype(np.float64)
    found = contour(samples - samples.mean(), recording.sound.rate_hz)
    voiced = ~np.isnan(found.f0_hz)
    if voiced.sum() < _MOST_VOICELESS:
        raise BadInput("There is no voice in this recording; speak the phrase aloud and try again.")
    return np.array([found.t_s[voiced], found.f0_hz[voiced]])


def _gain_db(order: PromptOrder, recording: Spoken, run: Course, n: int, seed: int) -> Floats:
    """Change of level for each sample: syllables made even, stress as planned, a little life."""
    rate_hz = recording.sound.rate_hz
    levels = np.array([_held_level_db(recording, mark) for mark in recording.marks])
    even = np.clip(levels.mean() - levels, -_EVEN_AT_MOST_DB, _EVEN_AT_MOST_DB)
    more = _STRESS_MORE if order.manner is Manner.SPRECHGESANG else 1.0
    planned = np.array([more * note.gain_db for note in order.plan.syllables])
    knots_s, knots_db = [], []
    for index, mark in enumerate(recording.marks):
        begin_s = run.sung_s(mark.onset_s)
        following = recording.marks[index + 1 : index + 2]
        end_s = run.sung_s(following[0].onset_s) if following else n / rate_hz
        knots_s += [begin_s + _JOIN_S, max(end_s - _JOIN_S, begin_s + 1.5 * _JOIN_S)]
        knots_db += [float(even[index] + planned[index])] * 2
    at_s = np.arange(n) / rate_hz
    gain_db = np.interp(at_s, knots_s, knots_db) + swell_db(n, rate_hz, seed)
    return np.asarray((1.0 - order.morph.stress) * gain_db, dtype=np.float64)


def _held_level_db(recording: Spoken, mark: Mark) -> float:
    rate_hz = recording.sound.rate_hz
    start, end = (int(edge_s * rate_hz) for edge_s in mark.held_s)
    return max(level_db(recording.sound.samples[start : max(end, start + 1)]), -60.0)


def _at_common_rate_and_loudness(samples: Samples, rate_hz: int) -> Samples:
    from scipy.signal import resample_poly

    shared = gcd(RATE_HZ, rate_hz)
    if rate_hz != RATE_HZ:
        samples = resample_poly(samples, RATE_HZ // shared, rate_hz // shared).astype(np.float32)
    return at_loudness(samples, RATE_HZ)
