"""Charts of a course show every observation, join no gap and stay on their paper."""

from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.chart import (
    Across,
    Band,
    Chart,
    Dot,
    Line,
    Role,
    Rule,
    Text,
    score_chart,
    speech_index_chart,
    steps_chart,
)
from mit_trainer.chart.frame import SIMULATED
from mit_trainer.progress import course
from mit_trainer.record import SessionSummary
from mit_trainer.report.faces import faces_in
from tests.courses import (
    FIVE,
    INTERMEDIATE,
    LEVELS,
    any_course,
    known_shapes,
    rows,
    scored,
    sitting,
)

FACES = faces_in(places.FONTS)
PLACES = 4
STARTS = {Across.LEFT: 0.0, Across.CENTRE: 0.5, Across.RIGHT: 1.0}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, PLACES)
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return value


def _texts(chart: Chart) -> list[str]:
    return [shape.text for shape in chart.shapes if isinstance(shape, Text)]


def _dots(chart: Chart, role: Role) -> list[Dot]:
    """Find the dots of a series; the last of its role stands in the legend."""
    return [shape for shape in chart.shapes if isinstance(shape, Dot) and shape.role is role]


@pytest.mark.parametrize(
    ("name", "draw"), [("scores", score_chart), ("speech-index", speech_index_chart)]
)
def test_five_sittings_give_the_shapes_worked_out_by_hand(name: str, draw: Any) -> None:
    """The chart of the hand-written table is the list of shapes that the layout's rules give."""
    drawn = rows(draw(course(FIVE), LEVELS))

    expected = known_shapes(name)
    assert len(drawn) == len(expected)
    for shape, known in zip(drawn, expected, strict=True):
        assert {key: _rounded(value) for key, value in shape.items()} == known


@settings(deadline=None)  # shared computers stall
@given(any_course(), st.sampled_from([1.0, 1.5, 2.2, 4.0]), st.booleans())
def test_every_shape_lies_on_the_paper(
    summaries: tuple[SessionSummary, ...], aspect: float, large: bool
) -> None:
    """Whatever the sittings, no dot, line or letter leaves the unit square."""
    type_size = 0.05 if large else 0.03
    looked_at = course(summaries)
    for chart in (
        score_chart(looked_at, LEVELS, aspect=aspect, type_size=type_size),
        speech_index_chart(looked_at, LEVELS, aspect=aspect, type_size=type_size),
        steps_chart(looked_at, LEVELS, aspect=2 * aspect, type_size=2 * type_size),
    ):
        for shape in chart.shapes:
            _check_on_paper(shape, chart.aspect)


def _check_on_paper(shape: object, aspect: float) -> None:
    match shape:
        case Band() | Rule():
            corners = [(shape.x0, shape.y0), (shape.x1, shape.y1)]
        case Line():
            corners = list(shape.points)
        case Dot():
            high, wide = shape.size / 2, shape.size / 2 / aspect
            corners = [(shape.x - wide, shape.y - high), (shape.x + wide, shape.y + high)]
        case Text():
            width = FACES.width(shape.text, bold=shape.bold) * shape.size / aspect
            left = shape.x - STARTS[shape.across] * width
            high = shape.size / 2
            corners = [(left, shape.y - high), (left + width, shape.y + high)]
        case _:
            raise AssertionError(shape)
    for x, y in corners:
        assert -1e-9 <= x <= 1 + 1e-9, shape
        assert -1e-9 <= y <= 1 + 1e-9, shape


@settings(deadline=None)  # shared computers stall
@given(any_course())
def test_a_line_joins_neighbours_within_one_phase_only(
    summaries: tuple[SessionSummary, ...],
) -> None:
    """Between two joined dots there is neither a gap nor a change of level."""
    looked_at = course(summaries)
    chart = score_chart(looked_at, LEVELS)
    dots = iter(_dots(chart, Role.TRAINED))
    number_at = {point.number: next(dots).x for point in looked_at.score.measured}
    number_of = {x: number for number, x in number_at.items()}
    phase_of = {
        number: phase for phase in looked_at.phases for number in range(phase.first, phase.last + 1)
    }

    for line in (shape for shape in chart.shapes if isinstance(shape, Line)):
        for (x0, _), (x1, _) in pairwise(line.points):
            assert number_of[x1] == number_of[x0] + 1
            assert phase_of[number_of[x1]] == phase_of[number_of[x0]]


@settings(deadline=None)  # shared computers stall
@given(any_course())
def test_every_observation_is_a_dot(summaries: tuple[SessionSummary, ...]) -> None:
    """As many dots as sittings with a value, and one more in the legend."""
    looked_at = course(summaries)

    assert (
        len(_dots(score_chart(looked_at, LEVELS), Role.TRAINED))
        == len(looked_at.score.measured) + 1
    )
    drawn = _dots(speech_index_chart(looked_at, LEVELS), Role.INDEX)
    assert len(drawn) == len(looked_at.speech_index.measured) + 1


def test_the_axis_does_not_fit_itself_to_the_data() -> None:
    """Scores between 40 and 42 percent do not fill the chart: the scale is 0 to 100."""
    low, high = (
        score_chart(course(scored(40, 42)), LEVELS),
        score_chart(course(scored(0, 100)), LEVELS),
    )

    def scale(chart: Chart) -> list[Rule]:
        return [one for one in chart.shapes if isinstance(one, Rule) and one.role is Role.GRID]

    assert scale(low) == scale(high)
    assert {"0 %", "100 %"} <= set(_texts(low))


def test_the_legend_does_not_lean_on_colour() -> None:
    """Trained and untrained marks differ in outline and in filling, not only in colour."""
    chart = score_chart(course(FIVE), LEVELS)

    (trained,) = {(dot.shape, dot.filled) for dot in _dots(chart, Role.TRAINED)}
    (untrained,) = {(dot.shape, dot.filled) for dot in _dots(chart, Role.UNTRAINED)}
    assert trained[0] != untrained[0]
    assert trained[1] != untrained[1]


def test_the_criterion_is_stated_in_words_and_drawn_at_its_height() -> None:
    """The lower edge of the band lies at nine tenths of the plot and the legend says why."""
    chart = score_chart(course(FIVE), LEVELS)
    band = next(one for one in chart.shapes if isinstance(one, Band) and one.role is Role.CRITERION)
    grid = [one.y0 for one in chart.shapes if isinstance(one, Rule) and one.role is Role.GRID]

    assert band.y0 == pytest.approx(min(grid) + 0.9 * (max(grid) - min(grid)))
    assert "criterion: 90 % in each of 5 sessions in a row" in _texts(chart)


def test_a_level_that_is_not_known_has_no_criterion() -> None:
    """When the protocol file is missing the scores are shown without a band."""
    chart = score_chart(course(FIVE), {})

    assert not [one for one in chart.shapes if isinstance(one, Band)]
    assert "elementary" in _texts(chart)


def test_what_could_not_be_measured_is_said() -> None:
    """Of 52 answers 23 were measured: the chart says that 29 could not be."""
    assert "Could not be measured in 29 of 52 answers" in _texts(
        speech_index_chart(course(FIVE), LEVELS)
    )


def test_an_index_that_was_never_measured_says_so() -> None:
    """Two sittings with answers but no index give an empty plot with a sentence in it."""
    looked_at = course((sitting(1, 1, 4, 1, n_answers=3), sitting(2, 1, 4, 1, n_answers=4)))

    assert "Could not be measured yet" in _texts(speech_index_chart(looked_at, LEVELS))


def test_no_sittings_say_so() -> None:
    """An empty course is a chart with a sentence, not an error."""
    for draw in (score_chart, speech_index_chart):
        assert "No sessions yet" in _texts(draw(course(()), LEVELS))


@pytest.mark.parametrize("draw", [score_chart, speech_index_chart, steps_chart])
def test_a_simulated_course_says_so_in_every_chart(draw: Any) -> None:
    """The notice stands in bold type on a ground of its own, also in a picture cut out."""
    simulated = draw(course(scored(50, 60, simulated=True)), LEVELS)
    real = draw(course(scored(50, 60)), LEVELS)

    (notice,) = (one for one in simulated.shapes if isinstance(one, Text) and one.text == SIMULATED)
    assert notice.bold
    assert SIMULATED not in _texts(real)
    assert Role.NOTICE in {one.role for one in simulated.shapes}


def test_500_sittings_are_drawn_within_a_fifth_of_a_second() -> None:
    """Three years of daily practice do not keep anybody waiting."""
    summaries = tuple(
        sitting(number, number % 40, 40, 10, n_answers=12, n_measured=9, speech_index=0.5)
        for number in range(1, 501)
    )

    start_s = process_time()
    looked_at = course(summaries)
    charts = [draw(looked_at, LEVELS) for draw in (score_chart, speech_index_chart)]
    taken_s = process_time() - start_s

    assert taken_s < 0.2
    assert len(_dots(charts[0], Role.TRAINED)) == 501


def test_many_sittings_are_numbered_every_so_many() -> None:
    """The numbers under 500 sittings do not run into each other."""
    chart = score_chart(course(scored(*[50.0] * 500)), LEVELS)
    numbers = [one for one in chart.shapes if isinstance(one, Text) and one.across is Across.CENTRE]
    row = sorted(one.x for one in numbers if one.y == numbers[0].y)

    widest = FACES.width("500") * numbers[0].size / chart.aspect
    assert all(after - before > widest for before, after in pairwise(row))


def test_the_level_now_is_named_in_the_words_of_the_protocol() -> None:
    """A level is called what its file calls it, and the chart says it in words too."""
    chart = score_chart(course(FIVE), LEVELS)

    assert {"Elementary", "Intermediate"} <= set(_texts(chart))
    assert "Intermediate" in chart.words
    assert INTERMEDIATE not in _texts(chart)
