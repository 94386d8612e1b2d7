"""Tunes moved into a range: against sums by hand, and for any tune and range."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.phrase.model import Phrase, PhraseId
from mit_trainer.phrase.notation import read_notation
from mit_trainer.prompt.reach import move_into, placed
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.units import semitones

PHRASE = Phrase(PhraseId("test"), "Good morning", "en", read_notation("good MOR-ning"))


def tune(tonic_hz: float, high_st: float = 3.0) -> ProsodyPlan:
    """Plan a phrase."""
    return plan(PHRASE, Style(high_st, 60.0, 1.25, 3.0), tonic_hz)


def test_a_tune_inside_the_range_stays_where_it_is() -> None:
    """From 150 to 178 Hz lies inside 120 to 240 Hz; without a range nothing moves either."""
    assert placed(tune(150.0), (120.0, 240.0)) == (tune(150.0), "")
    assert placed(tune(150.0), None) == (tune(150.0), "")


def test_a_tune_outside_is_moved_as_a_whole() -> None:
    """An octave below its range it comes up just so far, its steps as they were."""
    moved, note = placed(tune(100.0), (200.0, 400.0))
    heights_st = [one.pitch_st for one in moved.syllables]
    assert heights_st == pytest.approx([12.35, 15.35, 12.35])
    assert note == ""


def test_a_tune_wider_than_the_range_is_narrowed_and_says_so() -> None:
    """Eight half tones do not fit into four: they become half of that, less a little room."""
    low_hz, high_hz = 200.0, 200.0 * 2.0 ** (4.0 / 12.0)
    moved, note = placed(tune(200.0, high_st=8.0), (low_hz, high_hz))
    heights_st = [one.pitch_st for one in moved.syllables]
    assert heights_st == pytest.approx([0.35, 3.65, 0.35])
    assert note == (
        "The tune is wider than this person's comfortable range of 4.0 semitones, "
        "so its steps are 41 % of their size."
    )


@given(
    heights_st=st.lists(st.floats(-24.0, 24.0), min_size=1, max_size=30),
    tonic_hz=st.floats(60.0, 500.0),
    low_hz=st.floats(60.0, 400.0),
    width_st=st.floats(0.5, 30.0),
    strays=st.booleans(),
)
def test_nothing_ever_leaves_the_range(
    heights_st: list[float], tonic_hz: float, low_hz: float, width_st: float, strays: bool
) -> None:
    """Whatever the tune and the range: inside, in the same order, and never wider than it was."""
    range_hz = (low_hz, low_hz * 2.0 ** (width_st / 12.0))
    heights = np.array(heights_st)
    moved = move_into(heights, tonic_hz, range_hz, strays=strays)(heights)
    low_st, high_st = (semitones(edge_hz, tonic_hz) for edge_hz in range_hz)
    assert moved.min() >= low_st - 1e-6
    assert moved.max() <= high_st + 1e-6
    order = np.argsort(heights, kind="stable")
    assert np.all(np.diff(moved[order]) >= -1e-9)
    assert np.ptp(moved) <= np.ptp(heights) + 1e-9
