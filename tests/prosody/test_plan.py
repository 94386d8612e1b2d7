"""The tune of a phrase, against sums by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.phrase.model import Phrase, PhraseId
from mit_trainer.phrase.notation import read_notation
from mit_trainer.prosody.plan import Style, plan

STYLE = Style(high_st=3.0, syllables_per_min=60.0, stressed_length=1.25, stressed_gain_db=3.0)


def phrase(notation: str) -> Phrase:
    """Make a phrase from its notation."""
    return Phrase(PhraseId("test"), notation, "en", read_notation(notation))


def test_coffee_by_hand() -> None:
    """At 60 a minute, "I WANT COF-fee" begins at 0, 1, 2.25 and 3.5 s and ends at 4.5 s."""
    tune = plan(phrase("I WANT COF-fee"), STYLE, 200.0)

    assert [note.onset_s for note in tune.syllables] == [0.0, 1.0, 2.25, 3.5]
    assert [note.duration_s for note in tune.syllables] == [1.0, 1.25, 1.25, 1.0]
    assert [note.pitch_st for note in tune.syllables] == [0.0, 3.0, 3.0, 0.0]
    assert [note.gain_db for note in tune.syllables] == [0.0, 3.0, 3.0, 0.0]
    assert tune.duration_s == 4.5


def test_a_minor_third_above_200_hz_is_238_hz() -> None:
    """Three semitones are a factor of 2 to the quarter: 200 Hz becomes 237.84 Hz."""
    tune = plan(phrase("good MOR-ning"), STYLE, 200.0)

    assert [round(tune.f0_hz(index), 2) for index in range(3)] == [200.0, 237.84, 200.0]


@given(
    stresses=st.lists(st.booleans(), min_size=1, max_size=12),
    tempo=st.floats(30.0, 120.0),
    tonic_hz=st.floats(80.0, 400.0),
)
def test_syllables_join_without_gaps(stresses: list[bool], tempo: float, tonic_hz: float) -> None:
    """Each syllable begins where the one before ends, and equal stress is equally long."""
    notation = " ".join("LA" if stress else "la" for stress in [True, *stresses])
    style = Style(3.0, tempo, 1.25, 3.0)
    notes = plan(phrase(notation), style, tonic_hz).syllables

    for before, after in pairwise(notes):
        assert after.onset_s == pytest.approx(before.onset_s + before.duration_s)
    assert {round(note.duration_s * tempo / 60.0, 9) for note in notes} <= {1.0, 1.25}
