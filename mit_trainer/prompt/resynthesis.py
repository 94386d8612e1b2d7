"""How a spoken recording has to run so that it becomes song, half-song or speech.

Conventions
-----------
*Recording time* counts from the first sample of the recording, *sung time* from the
first sample of what is made of it.  Only the steady part of a vowel is drawn out; what
lies between two vowels keeps its length as far as the beat allows.  The beat falls on
the start of the vowel.  Pitch stays flat in the vowel and glides over the consonants.

A `Morph` of 0 is sung (or Sprechgesang), of 1 as it was spoken: lengths go geometrically,
pitch linearly in semitones.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mit_trainer.praat.sing import Score
from mit_trainer.prompt.life import drift_cents
from mit_trainer.prompt.model import Morph
from mit_trainer.prompt.recordings import Mark
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats, hertz, semitones

_GLIDE_S = 0.06  # at least so long from one note to the next
_HELD_SHARE = 0.35  # of a beat at least is held; consonants give way below that
_GRID_S = 0.008
_NEVER_S = 1e-3  # no stretch of sound ever gets shorter
# A voiced beginning of a syllable, such as the "y" of "you", is not to be sung for long:
# speech programs at slow speed give it a quarter of a second.
_VOICED_ONSET_S = 0.11
_VOICED_SHARE, _FRAME_S = 0.9, 0.005
# Sprechgesang touches the note and leaves it: it starts above and falls away below.
_FALL_ST = {True: 4.5, False: 3.0}  # by stress
_FALL_FROM = 0.35  # share of the fall that lies above the note

Move = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Tune:
    """Where the voice is to go: ``at_s`` sung times, ``height_st`` above the tonic.

    ``in_vowel`` says which of the times lie in a vowel.
    """

    at_s: Floats
    height_st: Floats
    in_vowel: "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@dataclass(frozen=True)
class Course:
    """The score for Praat, and where the syllables come to lie in sung time."""

    score: Score
    beats_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    edges_s: Floats  # sung times of the score's edges
    tune: Tune
    tonic_hz: float

    def sung_s(self, recording_s: float) -> float:
        """Sung time of a moment of the recording."""
        return float(np.interp(recording_s, self.score.edges_s, self.edges_s))

    def moved(self, move: Move) -> "Course":
        """Give the same course at other heights."""
        height_st = move(self.tune.height_st)
        pitch_hz = hertz(height_st, self.tonic_hz)
        return replace(
            self,
            score=replace(self.score, pitch_hz=pitch_hz),
            tune=replace(self.tune, height_st=height_st),
        )


def course(
    marks: tuple[Mark, ...],
    duration_s: float,
    plan: ProsodyPlan,
    *,
    manner: Manner,
    morph: Morph,
    natural_hz: Floats,
    seed: int,
) -> Course:
    """Plan the resynthesis of one recording.

    Parameters
    ----------
    marks : one for each syllable of the plan
    natural_hz : [2, n], times and the recording's own pitch, without gaps
    """
    edges_s, wanted_s = _lengths(marks, duration_s, plan.syllables, natural_hz[0])
    natural_s = np.diff(edges_s)
    lengths_s = np.maximum(wanted_s ** (1.0 - morph.time) * natural_s**morph.time, _NEVER_S)
    sung_edges_s = np.concatenate(([0.0], np.cumsum(lengths_s)))
    beats_s = _as_sung([mark.vowel_s for mark in marks], edges_s, sung_edges_s)
    ends_s = _as_sung([mark.end_s for mark in marks], edges_s, sung_edges_s)
    at_s = np.arange(0.0, sung_edges_s[-1], _GRID_S)
    recording_s = np.interp(at_s, sung_edges_s, edges_s)
    spoken_st = np.interp(recording_s, natural_hz[0], semitones(natural_hz[1], plan.tonic_hz))
    in_vowel = _inside(at_s, beats_s, ends_s)
    tune_st = _tune(at_s, beats_s, ends_s, plan.syllables, manner)
    if manner is Manner.SPRECHGESANG:
        tune_st += spoken_st - spoken_st[in_vowel].mean()
    tune_st += drift_cents(at_s, tuple(zip(beats_s, ends_s, strict=True)), seed) / 100.0
    tune = Tune(at_s, (1.0 - morph.pitch) * tune_st + morph.pitch * spoken_st, in_vowel)
    pitch_hz = hertz(tune.height_st, plan.tonic_hz)
    voiced_s = tuple((mark.vowel_s, mark.end_s) for mark in marks)
    score = Score(edges_s, lengths_s / natural_s, recording_s, pitch_hz, voiced_s)
    return Course(score, beats_s, ends_s, sung_edges_s, tune, plan.tonic_hz)


def _as_sung(times_s: list[float], edges_s: Floats, sung_edges_s: Floats) -> tuple[float, ...]:
    return tuple(float(t) for t in np.interp(times_s, edges_s, sung_edges_s))


def _lengths(
    marks: tuple[Mark, ...],
    duration_s: float,
    notes: tuple[PlannedSyllable, ...],
    voiced_s: Floats,
) -> tuple[Floats, Floats]:
    """Edges of the stretches of a recording, and how long each shall be when sung.

    The stretches are: what comes before the first syllable; then for each syllable its
    consonants, the beginning of its vowel, the held part, and all up to the next syllable.
    """
    onsets_s = [max(mark.onset_s, 0.0) for mark in marks]
    begins_s = [_onset_length_s(mark, voiced_s) for mark in marks]
    stretches = [(onsets_s[0], onsets_s[0]), (marks[0].vowel_s, begins_s[0])]
    for index, (mark, note) in enumerate(zip(marks, notes, strict=True)):
        start_s, end_s = mark.held_s
        last = index + 1 == len(marks)
        leaves_s = duration_s if last else max(onsets_s[index + 1], end_s)
        begin_s = 0.0 if last else begins_s[index + 1]
        rest_s = (start_s - mark.vowel_s) + (leaves_s - end_s) + begin_s
        give = min(1.0, (1.0 - _HELD_SHARE) * note.duration_s / rest_s) if rest_s > 0.0 else 1.0
        stretches += [
            (start_s, give * (start_s - mark.vowel_s)),
            (end_s, note.duration_s - give * rest_s),
            (leaves_s, give * (leaves_s - end_s)),
        ]
        if not last:
            stretches.append((marks[index + 1].vowel_s, give * begin_s))
    return _joined(stretches)


def _joined(stretches: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    """Edges and lengths, leaving out stretches that have no length in the recording."""
    edges, wanted = [0.0], []
    for edge_s, length_s in stretches:
        if edge_s - edges[-1] > _NEVER_S / 10.0:
            edges.append(edge_s)
            wanted.append(length_s)
    return np.array(edges), np.array(wanted)


def _onset_length_s(mark: Mark, voiced_s: Floats) -> float:
    """How long the consonants before a vowel are sung: as spoken, unless voiced and long."""
    spoken_s = mark.vowel_s - max(mark.onset_s, 0.0)
    inside = np.count_nonzero((voiced_s > mark.onset_s) & (voiced_s < mark.vowel_s))
    if inside * _FRAME_S > _VOICED_SHARE * spoken_s:
        return min(spoken_s, _VOICED_ONSET_S)
    return spoken_s


def _tune(
    at_s: Floats,
    beats_s: tuple[float, ...],
    ends_s: tuple[float, ...],
    notes: tuple[PlannedSyllable, ...],
    manner: Manner,
) -> Floats:
    """Height above the tonic at each moment, in semitones."""
    knots_s, knots_st = [], []
    for index, note in enumerate(notes):
        fall_st = _FALL_ST[note.stress] if manner is Manner.SPRECHGESANG else 0.0
        leave_s = ends_s[index]
        if index + 1 < len(notes):
            leave_s = min(leave_s, beats_s[index + 1] - _GLIDE_S)
        leave_s = max(leave_s, beats_s[index] + _NEVER_S)
        knots_s += [beats_s[index], leave_s]
        knots_st += [
            note.pitch_st + _FALL_FROM * fall_st,
            note.pitch_st - (1.0 - _FALL_FROM) * fall_st,
        ]
    return np.asarray(np.interp(at_s, knots_s, knots_st), dtype=np.float64)


def _inside(
    at_s: Floats, beats_s: tuple[float, ...], ends_s: tuple[float, ...]
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Whether each moment lies in a vowel."""
    inside = np.zeros(at_s.size, dtype=bool)
    for start_s, end_s in zip(beats_s, ends_s, strict=True):
        inside |= (at_s >= start_s) & (at_s <= end_s)
    return inside
