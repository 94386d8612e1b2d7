"""From samples to opinion: what was sung is what is said."""

import time
from dataclasses import replace
from functools import cache
from math import nan

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.capture.take import Sound, Take
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer, Sung
from mit_trainer.worker import Worker
from tests.voices import BED, COFFEE, MUSIC, RATE_HZ, answer, take_of, tune

RUBRIC = default_rubric(places.RUBRICS)
CENTS, NEAR_S = 20.0, 0.05
VOICES = [
    Singer(tonic_hz=80.0),
    Singer(tonic_hz=150.0, breath_db=-14.0),
    Singer(tonic_hz=120.0, tremor_st=0.6),
    Singer(tonic_hz=230.0, formant_scale=1.17, vibrato_cents=50.0),
    Singer(tonic_hz=330.0, formant_scale=1.2),
]


def graded(take: Take, notation: str = COFFEE, manner: Manner = Manner.INTONED) -> Grade:
    """Judge a take by the shipped rubric."""
    return grade_take(take, tune(notation), manner, None, nan, prompt_heard=False, rubric=RUBRIC)


@cache
def opinion(notation: str, performance: Performance, singer: Singer = VOICES[1]) -> Grade:
    """Sing and judge; the same answer is only judged once."""
    return graded(take_of(answer(notation, performance, singer)), notation)


def check_against(sung: Sung, found: Grade) -> None:
    """Every planned syllable within 20 cents and 50 ms of the truth."""
    for truth in sung.syllables:
        if truth.index is not None:
            heard = found.syllables[truth.index]
            assert heard.found
            assert heard.onset_s == pytest.approx(truth.onset_s, abs=NEAR_S)
            assert abs(1200.0 * np.log2(heard.f0_hz / truth.f0_hz)) < CENTS


@pytest.mark.parametrize("singer", VOICES, ids=["80 Hz", "breathy", "tremor", "vibrato", "330 Hz"])
@pytest.mark.parametrize("noise_db", [-50.0, -20.0])
@pytest.mark.parametrize("notation", [COFFEE, MUSIC])
def test_pitch_and_onsets_are_the_sung_ones(notation: str, noise_db: float, singer: Singer) -> None:
    """For deep, high, breathy and trembling voices, clean and at 20 dB."""
    performance = Performance(noise_db=noise_db)
    found = opinion(notation, performance, singer)

    check_against(answer(notation, performance, singer), found)
    assert found.extra_syllables == 0
    assert found.hint.points == 1


@pytest.mark.parametrize("tempo", [0.6, 2.0])
def test_any_tempo_and_a_late_start_score_alike(tempo: float) -> None:
    """1.7 s a syllable or half a second, after three seconds of silence."""
    performance = Performance(tempo=tempo, starts_after_s=3.0)
    found = opinion(COFFEE, performance)

    check_against(answer(COFFEE, performance, VOICES[1]), found)
    assert found.rhythm.score > 0.9
    assert found.rhythm.rate_syll_per_s == pytest.approx(tempo, rel=0.05)


def test_a_pause_inside_a_word_loses_nothing() -> None:
    """Halting before the last syllable by two seconds."""
    performance = Performance(pauses_s=((3, 2.0),))

    check_against(answer(COFFEE, performance, VOICES[1]), opinion(COFFEE, performance))


@pytest.mark.parametrize("lost", [0, 2, 3])
def test_a_missing_syllable_is_named(lost: int) -> None:
    """Three of four are found, none is extra."""
    found = opinion(COFFEE, Performance(left_out=(lost,)))

    assert (found.syllables_found, found.extra_syllables) == (3, 0)


def test_the_missing_high_syllable_is_the_one_without_a_check() -> None:
    """Low, low, low is the tune without its only high syllable."""
    found = opinion(COFFEE, Performance(left_out=(2,)))

    assert [s.found for s in found.syllables] == [True, True, False, True]


@pytest.mark.parametrize(
    "performance", [Performance(repeated=(2,)), Performance(extra_after=(3,))], ids=str
)
def test_a_syllable_too_many_is_counted(performance: Performance) -> None:
    """One "cof" too many, or a strange one at the end: four found and one extra."""
    found = opinion(COFFEE, performance)

    assert (found.syllables_found, found.extra_syllables) == (4, 1)


def test_one_tone_and_perfect_tune_are_told_apart() -> None:
    """A perfect tune scores above 0.95, a flat voice within 0.05 of nothing."""
    assert opinion(MUSIC, Performance()).melody.score > 0.95
    assert abs(opinion(MUSIC, Performance(flat=True)).melody.score) < 0.05


def test_random_singing_scores_nothing_on_average() -> None:
    """Twelve voices with tones drawn at random: the mean is 0 within the chance of twelve."""
    chance = np.random.default_rng(3)
    scores = []
    for _ in range(12):
        error_st = tuple(float(e) for e in chance.uniform(-4.0, 4.0, 7))
        sung = answer(MUSIC, Performance(flat=True, pitch_error_st=error_st, tempo=2.0))
        scores.append(graded(take_of(sung), MUSIC).melody.score)

    assert abs(np.mean(scores)) < 3.0 * np.std(scores) / np.sqrt(12)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.floats(-40.0, 12.0), st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_gain_and_silence_leave_the_scores(gain_db: float, before_s: float, after_s: float) -> None:
    """Louder, later, longer: melody, rhythm, index and count stay as they are."""
    sung = answer(COFFEE, Performance(), VOICES[1])
    samples = np.concatenate(
        (
            np.zeros(int(before_s * RATE_HZ)),
            sung.sound.samples * 10.0 ** (gain_db / 20.0),
            np.zeros(int(after_s * RATE_HZ)),
        )
    )
    there = graded(Take(Sound(samples.astype(np.float32), RATE_HZ), 0.0))
    here = opinion(COFFEE, Performance())

    assert there.syllables_found == here.syllables_found
    assert there.extra_syllables == here.extra_syllables
    assert there.melody.score == pytest.approx(here.melody.score, abs=0.02)
    assert there.rhythm.score == pytest.approx(here.rhythm.score, abs=0.03)
    assert there.speech_index == pytest.approx(here.speech_index, abs=0.05)


@settings(max_examples=4, deadline=None)
@given(st.floats(85.0, 250.0))
def test_no_key_is_better_than_another(tonic_hz: float) -> None:
    """The same tune on any low tone has the same melody."""
    found = opinion(COFFEE, Performance(), Singer(tonic_hz=tonic_hz, drift_cents=0.0))

    assert found.melody.score == pytest.approx(1.0, abs=0.01)
    assert found.melody.interval_error_cents < CENTS


def test_every_rate_gives_the_same_opinion() -> None:
    """The same answer at 8, 48 and 192 kHz is heard alike."""
    for rate_hz in (8000, 48000, 192000):
        sound = answer(BED, Performance(), VOICES[1]).sound
        n = round(sound.samples.size * rate_hz / RATE_HZ)
        spectrum = np.fft.rfft(sound.samples)
        moved = np.fft.irfft(spectrum, n)[:n] * (n / sound.samples.size)
        found = graded(Take(Sound(moved.astype(np.float32), rate_hz), 0.0), BED)
        assert (found.syllables_found, found.extra_syllables) == (3, 0)
        assert found.melody.score > 0.95


def test_spoken_answers_are_counted_too() -> None:
    """At nearly five syllables a second the seven are found and the index is high."""
    sung = answer(MUSIC, manner=Manner.SPOKEN)
    found = graded(take_of(sung), MUSIC, Manner.SPOKEN)

    assert (found.syllables_found, found.extra_syllables) == (7, 0)
    assert found.speech_index > 0.6


def test_taps_are_measured_from_the_sung_vowels() -> None:
    """A hand 60 ms before each true vowel start is 60 ms early within the ear's 20 ms."""
    sung = answer(COFFEE, Performance(), VOICES[1])
    taps_s = tuple(truth.onset_s - 0.06 for truth in sung.syllables)
    found = grade_take(
        take_of(sung), tune(COFFEE), Manner.INTONED, taps_s, 0.01, prompt_heard=False, rubric=RUBRIC
    )

    assert found.taps.n == 4
    assert found.taps.mean_asynchrony_s == pytest.approx(-0.06, abs=0.02)
    assert found.detail.ears  # the record says who listened


def test_with_the_prompt_sounding_there_is_no_opinion() -> None:
    """In unison nothing is judged, and the reason is said."""
    found = grade_take(
        take_of(answer()), tune(COFFEE), Manner.INTONED, None, nan, prompt_heard=True, rubric=RUBRIC
    )

    assert found.syllables_found is None
    assert found.hint.points is None
    assert "the model's voice sounded along" in found.measurable.why


def test_the_same_take_is_judged_the_same_here_and_in_the_worker() -> None:
    """Byte for byte, in this process twice and in the other once."""
    take = take_of(answer(COFFEE, Performance(noise_db=-20.0)))
    here = msgspec.json.encode(graded(take))
    worker = Worker()
    try:
        there = worker.submit(
            grade_take,
            take, tune(COFFEE), Manner.INTONED, None, nan, prompt_heard=False, rubric=RUBRIC,
        ).result(60)  # fmt: skip
    finally:
        worker.stop()

    assert msgspec.json.encode(graded(take)) == here
    assert msgspec.json.encode(there) == here


def test_a_take_of_four_seconds_is_judged_quickly() -> None:
    """Less than 0.3 s of one core, the best of three."""
    take = take_of(answer(COFFEE))
    spent_s = []
    for _ in range(3):
        start_s = time.process_time()
        graded(take)
        spent_s.append(time.process_time() - start_s)

    assert min(spent_s) < 0.3


def test_nothing_given_is_changed() -> None:
    """The samples are as they were."""
    take = take_of(answer())
    before = take.sound.samples.copy()
    graded(replace(take, n_gaps=1))

    np.testing.assert_array_equal(take.sound.samples, before)
