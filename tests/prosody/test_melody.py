"""Melodies for phrases: which fit, and what becomes of them."""

from dataclasses import replace

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase, PhraseId
from mit_trainer.phrase.notation import read_notation
from mit_trainer.prosody.melody import MelodyNote, follow, melody, note_hz, note_number
from mit_trainer.prosody.plan import Style, plan

PHRASE = Phrase(PhraseId("test"), "Good morning", "en", read_notation("good MOR-ning"))
PLAN = plan(PHRASE, Style(3.0, 60.0, 1.25, 3.0), 220.0)
NOTES = (MelodyNote(1.0, 0.5, 60.0), MelodyNote(1.5, 0.75, 64.0), MelodyNote(2.5, 1.0, 62.0))


def test_middle_c_is_note_60() -> None:
    """Note 69 is 440 Hz, note 60 is 261.63 Hz, and back."""
    assert note_hz(69.0) == pytest.approx(440.0)
    assert note_hz(60.0) == pytest.approx(261.6256)
    assert note_number(261.6256) == pytest.approx(60.0, abs=1e-4)


def test_a_plan_is_written_as_notes() -> None:
    """220 Hz is A3, note 57; the stressed syllable lies three half tones above."""
    notes = melody(PLAN)
    assert [note.pitch for note in notes] == pytest.approx([57.0, 60.0, 57.0])
    assert [note.lyric for note in notes] == ["good", "mor", "ning"]
    assert [note.onset_s for note in notes] == pytest.approx([0.0, 1.0, 2.25])


def test_a_phrase_follows_a_melody() -> None:
    """Beats count from the first note, the lowest note is the low tone, a rest is sung."""
    found = follow(PLAN, NOTES, "tune.mid")
    assert found.tonic_hz == pytest.approx(261.6256)
    assert [note.pitch_st for note in found.syllables] == pytest.approx([0.0, 4.0, 2.0])
    assert [note.onset_s for note in found.syllables] == pytest.approx([0.0, 0.5, 1.5])
    assert [note.duration_s for note in found.syllables] == pytest.approx([0.5, 1.0, 1.0])
    assert [note.text for note in found.syllables] == ["good", "mor", "ning"]


@pytest.mark.parametrize(
    ("notes", "sentence"),
    [
        ((), "no notes in tune.mid"),
        (NOTES[:2], "has 2 notes .* has 3 syllables"),
        ((*NOTES, NOTES[2]), "has 4 notes"),
        ((NOTES[0], replace(NOTES[1], onset_s=1.2), NOTES[2]), "Notes 1 and 2 .* sound together"),
        ((replace(NOTES[0], onset_s=-20.0), *NOTES[1:]), "Note 1 .* lasts 21.50 s"),
        ((*NOTES[:2], replace(NOTES[2], duration_s=0.0)), "Note 3 .* lasts 0.00 s"),
        ((*NOTES[:2], replace(NOTES[2], pitch=100.0)), "outside of what voices sing"),
        ((*NOTES[:2], replace(NOTES[2], pitch=float("nan"))), "outside of what voices sing"),
    ],
)
def test_says_why_a_melody_does_not_fit(notes: tuple[MelodyNote, ...], sentence: str) -> None:
    """Every tune that cannot be sung is refused with one sentence that says where."""
    with pytest.raises(BadInput, match=sentence):
        follow(PLAN, notes, "tune.mid")
