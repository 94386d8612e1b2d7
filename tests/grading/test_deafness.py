"""What is no single living voice is not measured, and the reason is a plain one."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.analysis.signs import Signs
from mit_trainer.capture.take import Take
from mit_trainer.grading.deafness import deafened
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.surroundings import Surroundings, heard_in
from mit_trainer.simulated.voice import Performance
from tests.bench import hostile
from tests.voices import COFFEE, answer, heard_well, take_of, tune

RUBRIC = default_rubric(places.RUBRICS)
VOICE = Signs(0.02, 0.4, 0.6, 0.1, 8.0, 3.5, 12.0, 150.0, 0.02, 0.9, 4)


def graded(take: Take) -> Grade:
    """Judge a take by the shipped rubric."""
    return grade_take(
        take, tune(COFFEE), Manner.INTONED, None, nan, prompt_heard=False, rubric=RUBRIC
    )


@pytest.mark.parametrize(
    ("signs", "why"),
    [
        (replace(VOICE, one_line_share=0.99), "whistle"),
        (replace(VOICE, two_lines_share=0.99, lowest_partial_share=0.0), "tone"),
        (replace(VOICE, longest_s=0.08), "knocks"),
        (replace(VOICE, slope_st_per_s=110.0), "noises"),
        (replace(VOICE, shrill_share=0.98), "shrill"),
        (replace(VOICE, height_hz=600.0), "too high"),
        (replace(VOICE, height_hz=60.0, shrill_share=0.0001), "too low"),
        (replace(VOICE, timbre_db=0.1), "instrument"),
        (replace(VOICE, slope_st_per_s=0.1, range_st=9.0), "instrument"),
        (replace(VOICE, longest_s=0.15, n_stretches=8), "laughter"),
    ],
)
def test_what_is_no_voice_is_not_measured(signs: Signs, why: str) -> None:
    """Each sign alone is enough, and gives the first reason."""
    found = deafened(replace(heard_well(), signs=signs), Manner.INTONED, RUBRIC.voice)

    assert (found.voice, found.pitch, found.rhythm) == (False, False, False)
    assert why in found.why[0]


@pytest.mark.parametrize(
    ("signs", "pitch", "rhythm"),
    [
        (VOICE, True, True),
        (replace(VOICE, second_voice_share=0.3), False, False),
        (replace(VOICE, second_voice_share=0.15), True, True),
        (replace(VOICE, second_voice_share=0.15, range_st=9.0), False, False),
        (replace(VOICE, range_st=15.0), False, True),
    ],
    ids=["one voice", "two", "rough", "rough and ranging", "leaping"],
)
def test_only_what_is_affected_is_taken_back(signs: Signs, pitch: bool, rhythm: bool) -> None:
    """Another voice spoils all; a pitch that cannot be followed leaves the times."""
    found = deafened(replace(heard_well(), signs=signs), Manner.INTONED, RUBRIC.voice)

    assert (found.pitch, found.rhythm) == (pitch, rhythm)
    assert bool(found.why) == (not (pitch and rhythm))


def test_far_too_many_syllables_are_something_else() -> None:
    """Four planned and four more."""
    heard = heard_well()
    first = heard.syllables[0]
    assert first is not None
    found = deafened(replace(heard, extras=(first,) * 4), Manner.INTONED, RUBRIC.voice)

    assert not found.pitch
    assert "far more syllables" in found.why[0]


def test_a_good_answer_keeps_its_quality_in_a_room() -> None:
    """Echo of half a second and noise at 20 dB take nothing back."""
    where = Surroundings(echo_s=0.5, echo_db=-6.0, noise_db=-20.0)
    found = graded(Take(heard_in(answer().sound, where, 2), 0.0))

    assert found.measurable.pitch
    assert found.hint.points == 1


def test_somebody_who_talks_at_the_same_time_spoils_the_numbers() -> None:
    """No tone, no melody and no opinion, and why."""
    found = graded(Take(heard_in(answer().sound, Surroundings(talk_db=0.0), 2), 0.0))

    assert not found.measurable.pitch
    assert np.isnan(found.melody.score)
    assert found.hint.points is None
    assert "more than one voice" in found.measurable.why[0]


def test_lost_pieces_of_sound_are_found_in_the_sound_itself() -> None:
    """Three holes of 20 ms in the vowels: no rhythm, though the card told of none."""
    sung = answer(COFFEE, Performance())
    samples = sung.sound.samples.copy()
    for syllable in sung.syllables[:3]:
        at = int(syllable.nucleus_s * sung.sound.rate_hz)
        samples[at : at + int(0.02 * sung.sound.rate_hz)] = 0.0
    found = graded(Take(replace(sung.sound, samples=samples), 0.0))

    assert not found.measurable.rhythm
    assert "the microphone lost some sound" in found.measurable.why
    assert "the microphone lost some sound" not in graded(take_of(sung)).measurable.why


@pytest.mark.parametrize(
    "kind",
    ["NaN, infinite", "0 to 100 ms", "whistling", "barking dog", "flute tune", "knocks, claps"],
)
def test_no_tone_is_told_of_what_nobody_sang(kind: str) -> None:
    """One of each: no tone, no melody, no point."""
    item = hostile.KINDS[kind](kind, np.random.default_rng(5))
    found = graded(item.take)

    assert not found.measurable.pitch
    assert np.isnan(found.melody.score)
    assert found.hint.points is None
    assert found.measurable.why


def test_the_hostile_set_has_more_than_thirty_kinds_and_is_the_same_each_time() -> None:
    """A seed and a kind give one recording; another seed gives another."""
    once, again = (next(hostile.items(range(3, 4))) for _ in range(2))
    chords = [
        hostile.KINDS["chords"]("chords", np.random.default_rng(seed)).take.sound.samples
        for seed in (1, 1, 2)
    ]

    assert len(hostile.KINDS) > 30
    np.testing.assert_array_equal(once.take.sound.samples, again.take.sound.samples)
    np.testing.assert_array_equal(chords[0], chords[1])
    assert chords[0].size != chords[2].size
