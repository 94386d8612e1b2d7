"""The grade says what was heard, and null where it was not."""

from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest

from mit_trainer import __version__, places
from mit_trainer.analysis.features import Analysis, HeardSyllable
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.analysis.pitch import PitchTrack
from mit_trainer.analysis.quality import Quality
from mit_trainer.analysis.speech_index import Steadiness
from mit_trainer.grading.grade import grade
from mit_trainer.grading.known import Circumstances
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from tests.voices import COFFEE, tune

RUBRIC = default_rubric(places.RUBRICS)
PLAN = tune(COFFEE)  # low, low, high, low, one a second
GOOD = Quality(True, True, True, False, 1.0, ())
F0_HZ = (100.0, 100.0, 118.92, 100.0)


def vowel(onset_s: float, f0_hz: float) -> HeardSyllable:
    """Make a vowel of half a second that is surely there."""
    return HeardSyllable(Nucleus(onset_s, onset_s + 0.1, onset_s + 0.5, f0_hz, 0.4), 3.0)


HEARD = Analysis(
    duration_s=4.0,
    quality=GOOD,
    syllables=tuple(vowel(0.5 + k, f0_hz) for k, f0_hz in enumerate(F0_HZ)),
    extras=(),
    steadiness=None,
    track=PitchTrack(np.zeros(0), np.zeros(0), np.zeros(0)),
)


def graded(
    heard: Analysis = HEARD,
    taps_s: tuple[float, ...] | None = None,
    manner: Manner = Manner.INTONED,
) -> Grade:
    """Judge by the shipped rubric."""
    return grade(heard, PLAN, manner, Circumstances(taps_s, 0.005), RUBRIC)


def test_a_perfect_answer_is_perfect() -> None:
    """Four of four, all steps right, no spread, one a second."""
    found = graded()

    assert (found.syllables_found, found.syllables_expected, found.extra_syllables) == (4, 4, 0)
    assert found.melody.score == pytest.approx(1.0, abs=1e-4)
    assert (found.melody.direction_correct, found.melody.direction_total) == (3, 3)
    assert found.rhythm.score == pytest.approx(1.0)
    assert found.rhythm.rate_syll_per_s == pytest.approx(1.0)
    assert [s.pitch_st for s in found.syllables] == pytest.approx([0.0, 0.0, 3.0, 0.0], abs=1e-3)
    assert found.measurable.why == ("no taps given",)


def test_a_missing_syllable_is_nan_throughout() -> None:
    """What was not found has no number, above all no zero."""
    lost = replace(HEARD, syllables=(HEARD.syllables[0], None, *HEARD.syllables[2:]))

    found = graded(lost, taps_s=(0.5, 1.5, 2.5, 3.5))

    assert found.syllables_found == 3
    missing = found.syllables[1]
    assert not missing.found
    numbers = (missing.onset_s, missing.f0_hz, missing.pitch_st, missing.tap_asynchrony_s)
    assert all(isnan(number) for number in numbers)


def test_taps_are_counted_from_the_vowel_starts() -> None:
    """A hand that is 50 ms early on three syllables and absent on one."""
    found = graded(taps_s=(0.45, 1.45, 3.45))

    assert found.taps.n == 3
    assert found.taps.mean_asynchrony_s == pytest.approx(-0.05)
    assert found.taps.resultant_length == pytest.approx(1.0)
    assert isnan(found.syllables[2].tap_asynchrony_s)
    assert found.measurable.taps


@pytest.mark.parametrize(
    ("taps_s", "why"),
    [(None, "no taps given"), ((), "nobody tapped"), ((9.0,), "no tap fell near")],
)
def test_without_taps_the_reason_is_said(taps_s: tuple[float, ...] | None, why: str) -> None:
    """Not asked for, not given, or not near: three different facts."""
    found = graded(taps_s=taps_s)

    assert not found.measurable.taps
    assert why in found.measurable.why[-1]
    assert isnan(found.taps.mean_asynchrony_s)


def test_a_pad_of_unknown_delay_tells_evenness_only() -> None:
    """How early or late the hand was cannot be known, how even it was can."""
    found = grade(HEARD, PLAN, Manner.INTONED, Circumstances((0.6, 1.6, 2.6), nan), RUBRIC)

    assert isnan(found.taps.mean_asynchrony_s)
    assert all(isnan(s.tap_asynchrony_s) for s in found.syllables)
    assert found.taps.resultant_length == pytest.approx(1.0)
    assert not found.measurable.taps
    assert "the delay of the tap pad is not known" in found.measurable.why
    timed = found.detail.taps_to_vowels
    assert timed is not None
    assert isnan(timed.direction_s)
    assert timed.spread_s == pytest.approx(0.0)


def test_taps_are_told_from_the_beats_too() -> None:
    """The model sounds along: no vowel is known, its beats are; 30 ms late, one missed."""
    deaf = Quality(True, False, False, False, 1.0, ("the model's voice sounded along",))
    heard = replace(HEARD, quality=deaf, syllables=(None,) * 4)
    known = Circumstances((0.53, 1.53, 2.53), 0.01, beats_s=(0.5, 1.5, 2.5, 3.5))

    found = grade(heard, PLAN, Manner.INTONED, known, RUBRIC)

    assert found.measurable.why == ("the model's voice sounded along",)
    assert (found.taps.n, found.detail.taps_to_vowels) == (3, None)
    assert isnan(found.taps.mean_asynchrony_s)
    timed = found.detail.taps_to_beats
    assert timed is not None
    assert (timed.n_moments, timed.n_paired, timed.n_missed, timed.n_extra) == (4, 3, 1, 0)
    assert timed.mean_s == pytest.approx(0.03)
    assert timed.uncertain_s == pytest.approx(0.01)


def test_a_tap_too_many_is_counted() -> None:
    """Five taps for four syllables: four pairs and one extra, none missed."""
    timed = graded(taps_s=(0.5, 1.5, 2.0, 2.5, 3.5)).detail.taps_to_vowels

    assert timed is not None
    assert (timed.n_paired, timed.n_missed, timed.n_extra) == (4, 0, 1)


def test_latency_and_pauses_are_kept_beside() -> None:
    """The turn began 0.3 s into the take; 1.5 s of silence instead of half a second."""
    late = tuple(vowel(0.5 + k + (k > 1), hz) for k, hz in enumerate(F0_HZ))
    known = Circumstances(cue_s=0.3)

    found = grade(replace(HEARD, syllables=late), PLAN, Manner.INTONED, known, RUBRIC).detail

    assert found.latency_s == pytest.approx(0.2)
    assert found.n_pauses == 3
    assert found.longest_pause_s == pytest.approx(1.5)
    assert found.interval_st == pytest.approx(3.0, abs=1e-3)
    assert found.interval_planned_st == pytest.approx(3.0)
    assert found.steps_planned == 3


def test_the_index_has_its_band_and_its_reason() -> None:
    """A sung answer near 0 inside its band; on one tone null, and the reason is said."""
    sung = Steadiness(0.6, 30.0, 0.9, 0.9, 8.0, 1.0, 4, 2.4, 3.0)

    found = graded(replace(HEARD, steadiness=sung))
    one_tone = graded(replace(HEARD, steadiness=replace(sung, range_st=0.6)))

    assert found.detail.speech_low < found.speech_index < found.detail.speech_high < 0.5
    assert isnan(one_tone.speech_index)
    assert "the voice stayed on one tone" in one_tone.measurable.why[0]


def test_who_judged_names_version_and_rubric() -> None:
    """Another number in the rubric makes another judge."""
    assert graded().grader == f"{__version__}+standard.{RUBRIC.version.split('.')[1]}"
    assert len(RUBRIC.version.split(".")[1]) == 8


def test_speech_has_no_planned_tune_and_no_planned_time() -> None:
    """Melody and rhythm scores belong to singing; the rate does not."""
    found = graded(manner=Manner.SPOKEN)

    assert isnan(found.melody.score)
    assert found.melody.direction_total is None
    assert isnan(found.rhythm.score)
    assert found.rhythm.rate_syll_per_s == pytest.approx(1.0)
    assert isnan(found.syllables[0].pitch_error_cents)


def test_without_a_voice_nothing_is_counted() -> None:
    """Not even zero syllables: a dead microphone hears none either."""
    deaf = Quality(False, False, False, False, 0.0, ("could not hear a voice",))
    found = graded(replace(HEARD, quality=deaf, syllables=(None,) * 4))

    assert found.syllables_found is None
    assert found.extra_syllables is None
    assert found.hint.points is None
    assert found.hint.confidence == 0.0


def test_lost_samples_leave_the_pitch() -> None:
    """Onsets are not told when times cannot be trusted; tones are."""
    found = graded(replace(HEARD, quality=replace(GOOD, rhythm=False, why=("lost",))))

    assert isnan(found.syllables[0].onset_s)
    assert found.syllables[0].f0_hz == pytest.approx(100.0)
    assert isnan(found.rhythm.rate_syll_per_s)
    assert found.melody.score == pytest.approx(1.0, abs=1e-4)


def test_a_voiceless_vowel_has_a_time_and_no_tone() -> None:
    """Whispered: found, placed, and without pitch."""
    whispered = HeardSyllable(Nucleus(1.5, 1.6, 2.0, nan), 3.0)
    heard = replace(HEARD, syllables=(HEARD.syllables[0], whispered, *HEARD.syllables[2:]))

    found = graded(heard).syllables[1]

    assert found.onset_s == pytest.approx(1.5)
    assert isnan(found.f0_hz)
    assert isnan(found.steadiness_s)
