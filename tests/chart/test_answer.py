"""One answer over its plan: late, slow or low costs nothing; what is missing says so."""

from dataclasses import replace
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.chart import Band, Chart, Dot, Line, Role, Text, answer_chart
from mit_trainer.grading.model import (
    Grade,
    Hint,
    Measurable,
    Melody,
    Rhythm,
    SyllableGrade,
    Taps,
)
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan

STYLE = Style(high_st=3.0, syllables_per_min=60.0, stressed_length=1.25, stressed_gain_db=3.0)


def _plan(*texts: str) -> ProsodyPlan:
    syllables = tuple(Syllable(text.lower(), text.isupper(), True) for text in texts)
    return plan(Phrase(PhraseId("x"), " ".join(texts), "en", syllables), STYLE, 180.0)


def _grade(planned: ProsodyPlan, *errors_cents: float | None) -> Grade:
    """Heard with these errors; None is a syllable that was not found."""
    syllables = tuple(
        SyllableGrade(
            note.text,
            note.stress,
            found=error is not None,
            pitch_error_cents=nan if error is None else error,
        )
        for note, error in zip(planned.syllables, errors_cents, strict=True)
    )
    return Grade(
        grader="1.0.0",
        phrase=planned.phrase.text,
        language="en",
        manner="intoned",
        duration_s=4.0,
        measurable=Measurable(True, True, False, ()),
        syllables_expected=len(syllables),
        syllables_found=sum(one.found for one in syllables),
        syllables=syllables,
        extra_syllables=0,
        melody=Melody(),
        rhythm=Rhythm(),
        taps=Taps(0),
        speech_index=nan,
        hint=Hint(None, 0.0, ()),
    )


def _dots(chart: Chart) -> list[Dot]:
    return [shape for shape in chart.shapes if isinstance(shape, Dot)]


def _blocks(chart: Chart) -> list[Band]:
    return [shape for shape in chart.shapes if isinstance(shape, Band) and shape.role is Role.PLAN]


COFFEE = _plan("i", "WANT", "COF", "fee")


def test_a_perfect_answer_lies_in_the_middle_of_its_blocks() -> None:
    """Without any error each dot is the centre of its block."""
    chart = answer_chart(_grade(COFFEE, 0.0, 0.0, 0.0, 0.0), COFFEE)

    for dot, block in zip(_dots(chart), _blocks(chart), strict=True):
        assert dot.x == pytest.approx((block.x0 + block.x1) / 2)
        assert dot.y == pytest.approx((block.y0 + block.y1) / 2)


def test_a_semitone_too_low_is_a_ninth_of_the_drawn_heights() -> None:
    """The plan spans 3 semitones, with 3 more above and below: 9 over 0.60 of the height."""
    right = _dots(answer_chart(_grade(COFFEE, 0.0, 0.0, 0.0, 0.0), COFFEE))
    low = _dots(answer_chart(_grade(COFFEE, 0.0, -100.0, 0.0, 0.0), COFFEE))

    assert right[1].y - low[1].y == pytest.approx(0.60 / 9)


def test_a_syllable_that_was_not_heard_has_no_dot_and_breaks_the_line() -> None:
    """Of four syllables the third is missing: the line joins two, and the words say it."""
    chart = answer_chart(_grade(COFFEE, 10.0, 20.0, None, 0.0), COFFEE)

    assert len(_dots(chart)) == 3
    assert [len(shape.points) for shape in chart.shapes if isinstance(shape, Line)] == [2]
    texts = [shape.text for shape in chart.shapes if isinstance(shape, Text)]
    assert texts.count("not heard") == 1
    assert chart.words == "3 of 4 syllables heard"


def test_a_syllable_without_pitch_says_so() -> None:
    """Heard but whispered: no dot, and "no pitch" below its text."""
    chart = answer_chart(_grade(COFFEE, 0.0, nan, 0.0, 0.0), COFFEE)

    assert len(_dots(chart)) == 3
    assert "no pitch" in [shape.text for shape in chart.shapes if isinstance(shape, Text)]


def test_a_dot_beyond_the_heights_stands_open_at_the_edge() -> None:
    """An octave too high is not drawn where 3 semitones would be."""
    dots = _dots(answer_chart(_grade(COFFEE, 0.0, 0.0, 1200.0, 0.0), COFFEE))

    assert [dot.filled for dot in dots] == [True, True, False, True]
    assert dots[2].y == max(dot.y for dot in dots)


def test_extra_syllables_are_counted() -> None:
    """A stuttered syllable is one more than planned."""
    grade = replace(_grade(COFFEE, 0.0, 0.0, 0.0, 0.0), extra_syllables=1)

    assert answer_chart(grade, COFFEE).words == "4 of 4 syllables heard, 1 more"


def test_nothing_measurable_says_so() -> None:
    """When the syllables could not be found at all, no number is shown."""
    grade = replace(_grade(COFFEE, None, None, None, None), syllables_found=None)

    assert answer_chart(grade, COFFEE).words == "The syllables could not be measured"


@settings(deadline=None)  # shared computers stall
@given(
    st.lists(st.one_of(st.none(), st.floats(-5000, 5000)), min_size=1, max_size=20),
    st.sampled_from([1.2, 2.2, 4.0]),
)
def test_every_dot_and_block_lies_on_the_paper(errors: list[float | None], aspect: float) -> None:
    """However many syllables and however far off, nothing leaves the unit square."""
    planned = _plan(*["STRENGTHS" if place % 2 else "a" for place in range(len(errors))])
    chart = answer_chart(_grade(planned, *errors), planned, aspect=aspect)

    for block in _blocks(chart):
        assert 0.0 <= block.x0 < block.x1 <= 1.0
        assert 0.0 <= block.y0 < block.y1 <= 1.0
    for dot in _dots(chart):
        assert 0.0 <= dot.y - dot.size / 2 < dot.y + dot.size / 2 <= 1.0
        assert 0.0 <= dot.x <= 1.0
    assert all(0.0 < shape.size <= 0.09 for shape in chart.shapes if isinstance(shape, Text))
