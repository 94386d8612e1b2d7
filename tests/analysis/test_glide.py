"""The vowel starts where its voice begins, or where its own sound follows a consonant's."""

import numpy as np
import pytest

from mit_trainer.analysis.envelope import Envelope
from mit_trainer.analysis.glide import voice_start_s, vowel_start_s
from mit_trainer.analysis.pitch import PitchTrack

T_S = np.linspace(0.0, 1.995, 400)


def sounding(consonant_s: float, consonant: float = 0.5) -> Envelope:
    """Make two seconds: one sound from 0.5 s, another of 0.8 ``consonant_s`` later."""
    level_db = np.full(400, -60.0)
    bands = np.zeros((400, 24))
    start, vowel = 100, 100 + round(consonant_s / 0.005)
    level_db[start:] = 0.0
    bands[start:vowel, :8] = consonant
    bands[vowel:, 4:16] = 0.8
    nothing = np.zeros(400)
    track = PitchTrack(T_S, np.full(400, 200.0), np.ones(400))
    return Envelope(T_S, level_db, bands, nothing, nothing, nothing, track, -50.0)


@pytest.mark.parametrize("consonant_s", [0.05, 0.07, 0.09])
def test_the_start_moves_to_the_louder_sound(consonant_s: float) -> None:
    """An onset at 0.5 s moves by the length of the consonant."""
    found_s = vowel_start_s(sounding(consonant_s), 0.5, 1.5)

    assert found_s == pytest.approx(0.5 + consonant_s, abs=0.006)


def test_a_plain_vowel_stays_where_it_is() -> None:
    """With one sound from the start there is nothing to move to."""
    assert vowel_start_s(sounding(0.0), 0.5, 1.5) == 0.5


def test_a_sound_that_falls_is_no_consonant_before_a_vowel() -> None:
    """A vowel that changes while it fades, as in "I", keeps its start."""
    assert vowel_start_s(sounding(0.07, consonant=1.0), 0.5, 1.5) == 0.5


def test_at_the_end_of_the_sound_nothing_moves() -> None:
    """Without room for a vowel the onset stays."""
    assert vowel_start_s(sounding(0.07), 1.95, 3.0) == 1.95


def voiced_from(start_s: float) -> Envelope:
    """Make two seconds whose voice begins at a time, after a breath of silence."""
    f0_hz = np.where(start_s <= T_S, 200.0, np.nan)
    level_db = np.where(start_s <= T_S, -5.0, -60.0)
    nothing = np.zeros(400)
    track = PitchTrack(T_S, f0_hz, np.ones(400))
    return Envelope(T_S, level_db, np.zeros((400, 24)), nothing, nothing, nothing, track, -50.0)


@pytest.mark.parametrize("late_s", [0.0, 0.05, 0.3])
def test_a_soft_beginning_is_found(late_s: float) -> None:
    """The onset goes back to the first voiced frame, as far as 0.4 s."""
    assert voice_start_s(voiced_from(0.5), 0.5 + late_s, 0.0) == pytest.approx(0.5, abs=0.006)


def test_a_voice_without_a_beginning_keeps_its_onset() -> None:
    """Where it goes on all the way back, or begins before the syllable before, nothing moves."""
    assert voice_start_s(voiced_from(0.0), 1.5, 0.0) == 1.5
    assert voice_start_s(voiced_from(1.3), 1.5, 1.4) == 1.5
    assert voice_start_s(voiced_from(1.9), 0.5, 0.0) == 0.5
