"""How a spoken recording has to run so that it becomes song, half-song or speech.

Conventions
-----------
*Recording time* counts from the first sample of the recording, *sung time* from the
first sample of what is made of it.  Only the steady part of a vowel is drawn out; what
lies between two vowels keeps its length as far as the beat allows.  The beat falls on
the start of the vowel.  Pitch stays flat in the vowel and glides over the consonants.

``morph`` runs from 0, sung (or Sprechgesang), to 1, as it was spoken: lengths go
geometrically, pitch linearly in semitones.
"""

from dataclasses import dataclass

import numpy as np

from mit_trainer.praat.sing import Score
from mit_trainer.prompt.life import drift_cents
from mit_trainer.prompt.recordings import Mark
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats, hertz, semitones

_GLIDE_S = 0.06  # at least so long from one note to the next
_HELD_SHARE = 0.35  # of a beat at least is held; consonants give way below that
_GRID_S = 0.008
_NEVER_S = 1e-3  # no stretch of sound ever gets shorter
# Sprechgesang touches the note and leaves it: it starts above and falls away below.
_FALL_ST = {True: 4.5, False: 3.0}  # by stress
_FALL_FROM = 0.35  # share of the fall that lies above the note


@dataclass(frozen=True)
class Course:
    """The score for Praat, and where the syllables come to lie in sung time."""

    score: Score
    beats_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    edges_s: Floats  # sung times of the score's edges

    def sung_s(self, recording_s: float) -> float:
        """Sung time of a moment of the recording."""
        return float(np.interp(recording_s, self.score.edges_s, self.edges_s))


def course(
    marks: tuple[Mark, ...],
    duration_s: float,
    plan: ProsodyPlan,
    *,
    manner: Manner,
    morph: float,
    natural_hz: Floats,
    seed: int,
) -> Course:
    """Plan the resynthesis of one recording.

    Parameters
    ----------
    marks : one for each syllable of the plan
    natural_hz : [2, n], times and the recording's own pitch, without gaps
    morph : 0 ... 1
    """
    edges_s, wanted_s = _lengths(marks, duration_s, plan.syllables)
    natural_s = np.diff(edges_s)
    lengths_s = np.maximum(wanted_s ** (1.0 - morph) * natural_s**morph, _NEVER_S)
    sung_edges_s = np.concatenate(([0.0], np.cumsum(lengths_s)))
    beats_s, ends_s = (
        tuple(float(t) for t in np.interp(times, edges_s, sung_edges_s))
        for times in ([mark.vowel_s for mark in marks], [mark.end_s for mark in marks])
    )
    at_s = np.arange(0.0, sung_edges_s[-1], _GRID_S)
    recording_s = np.interp(at_s, sung_edges_s, edges_s)
    spoken_st = np.interp(recording_s, natural_hz[0], semitones(natural_hz[1], plan.tonic_hz))
    tune_st = _tune(at_s, beats_s, ends_s, plan.syllables, manner)
    if manner is Manner.SPRECHGESANG:
        tune_st += spoken_st - _mean_in(spoken_st, at_s, beats_s, ends_s)
    tune_st += drift_cents(at_s, tuple(zip(beats_s, ends_s, strict=True)), seed) / 100.0
    pitch_hz = hertz((1.0 - morph) * tune_st + morph * spoken_st, plan.tonic_hz)
    voiced_s = tuple((mark.vowel_s, mark.end_s) for mark in marks)
    score = Score(edges_s, lengths_s / natural_s, recording_s, pitch_hz, voiced_s)
    return Course(score, beats_s, ends_s, sung_edges_s)


def _lengths(
    marks: tuple[Mark, ...], duration_s: float, notes: tuple[PlannedSyllable, ...]
) -> tuple[Floats, Floats]:
    """Edges of the stretches of a recording, and how long each shall be when sung.

    The stretches are: what comes before the first vowel; then for each syllable the
    beginning of its vowel, the held part, and all up to the next vowel.
    """
    edges = [0.0, marks[0].vowel_s]
    wanted = [marks[0].vowel_s]
    for index, (mark, note) in enumerate(zip(marks, notes, strict=True)):
        start_s, end_s = mark.held_s
        next_s = marks[index + 1].vowel_s if index + 1 < len(marks) else duration_s
        rest_s = (start_s - mark.vowel_s) + (next_s - end_s)
        room_s = (1.0 - _HELD_SHARE) * note.duration_s
        give = min(1.0, room_s / rest_s)
        edges += [start_s, end_s, next_s]
        wanted += [
            give * (start_s - mark.vowel_s),
            note.duration_s - give * rest_s,
            give * (next_s - end_s),
        ]
    return np.array(edges), np.array(wanted)


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


def _mean_in(
    values: Floats, at_s: Floats, beats_s: tuple[float, ...], ends_s: tuple[float, ...]
) -> float:
    """Mean over the vowels."""
    inside = np.zeros(at_s.size, dtype=bool)
    for start_s, end_s in zip(beats_s, ends_s, strict=True):
        inside |= (at_s >= start_s) & (at_s <= end_s)
    return float(values[inside].mean())
