"""A melody written as notes, and the plan of a phrase that follows it.

Therapists who are musicians write tunes in their own programs; a tune that comes back must
fit the phrase: one note for each syllable, one after the other.

Conventions
-----------
``pitch`` is a MIDI note number (60 is middle C, 261.63 Hz), not always whole.  Times are
seconds from the first note.
"""

from dataclasses import dataclass, replace
from math import log2

from mit_trainer.errors import BadInput
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan

A4, A4_HZ = 69.0, 440.0
LONGEST_NOTE_S, SHORTEST_NOTE_S = 10.0, 0.05
_SLIP_S = 0.02  # two notes overlap by less than that when a hand played them
LOWEST, HIGHEST = 36.0, 84.0  # C2 to C6: what voices sing


@dataclass(frozen=True)
class MelodyNote:
    """One note; ``lyric`` is empty when nothing was written under it."""

    onset_s: float
    duration_s: float
    pitch: float
    lyric: str = ""


def melody(plan: ProsodyPlan) -> tuple[MelodyNote, ...]:
    """Write a plan as notes, its syllables under them."""
    return tuple(
        MelodyNote(note.onset_s, note.duration_s, note_number(plan.f0_hz(index)), note.text)
        for index, note in enumerate(plan.syllables)
    )


def note_number(f0_hz: float) -> float:
    """Give the MIDI note number of a frequency, with its fraction."""
    return A4 + 12.0 * log2(f0_hz / A4_HZ)


def note_hz(pitch: float) -> float:
    """Give the frequency of a note number."""
    return float(A4_HZ * 2.0 ** ((pitch - A4) / 12.0))


def follow(plan: ProsodyPlan, notes: tuple[MelodyNote, ...], name: str) -> ProsodyPlan:
    """Give the phrase of a plan the heights, beats and lengths of a melody.

    The lowest note becomes the low tone.  Raises `BadInput`, with the ``name`` of the tune,
    when the notes cannot be sung on the phrase.
    """
    _check(plan, notes, name)
    lowest = min(note.pitch for note in notes)
    begins_s = notes[0].onset_s
    return replace(
        plan,
        tonic_hz=note_hz(lowest),
        syllables=tuple(
            _placed(syllable, note, lowest, begins_s, following)
            for syllable, note, following in zip(
                plan.syllables, notes, (*notes[1:], None), strict=True
            )
        ),
    )


def _placed(
    syllable: PlannedSyllable,
    note: MelodyNote,
    lowest: float,
    begins_s: float,
    following: MelodyNote | None,
) -> PlannedSyllable:
    """Give a syllable its note; it lasts until the next one, a rest being sung as part of it."""
    ends_s = following.onset_s if following else note.onset_s + note.duration_s
    return replace(
        syllable,
        onset_s=note.onset_s - begins_s,
        duration_s=ends_s - note.onset_s,
        pitch_st=note.pitch - lowest,
    )


def _check(plan: ProsodyPlan, notes: tuple[MelodyNote, ...], name: str) -> None:
    n_syllables = len(plan.syllables)
    if not notes:
        raise BadInput(f"There are no notes in {name}; write one for each syllable.")
    if len(notes) != n_syllables:
        raise BadInput(
            f'{name} has {len(notes)} notes and "{plan.phrase.text}" has {n_syllables} syllables; '
            "write one note for each syllable."
        )
    for index, (note, following) in enumerate(zip(notes, (*notes[1:], None), strict=True), 1):
        if following and following.onset_s < note.onset_s + note.duration_s - _SLIP_S:
            raise BadInput(
                f"Notes {index} and {index + 1} of {name} sound together; use one voice."
            )
        until_s = following.onset_s if following else note.onset_s + note.duration_s
        if not SHORTEST_NOTE_S <= until_s - note.onset_s <= LONGEST_NOTE_S:
            raise BadInput(
                f"Note {index} of {name} lasts {until_s - note.onset_s:.2f} s; "
                f"a syllable lasts from {SHORTEST_NOTE_S} to {LONGEST_NOTE_S:g} s."
            )
        if not LOWEST <= note.pitch <= HIGHEST:
            raise BadInput(
                f"Note {index} of {name} is outside of what voices sing (C2 to C6); transpose it."
            )
