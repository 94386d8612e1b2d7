"""A course of sittings as charts: its scores, its places between song and speech.

Source: conventions of single-case charts (fixed y axis, every observation shown, no
line across a change of level, gaps for what is missing), as in Tate et al. 2016
(SCRIBE) and the What Works Clearinghouse standards.
"""

from collections.abc import Iterable, Sequence

from mit_trainer.chart.axes import borders, heading, legend, scale, sittings
from mit_trainer.chart.frame import Footer, Frame, Surround, frame
from mit_trainer.chart.shapes import (
    Across,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Role,
    Rule,
    Shape,
    Text,
)
from mit_trainer.chart.words import criterion_words, measured_words, percent_words, phase_name
from mit_trainer.progress import Course, Levels, Phase, Point, Series

_EMPTY = "No sessions yet"
_PERCENT = ((0.0, "0 %"), (25.0, "25 %"), (50.0, "50 %"), (75.0, "75 %"), (100.0, "100 %"))
_INDEX = ((0.0, "0  sung"), (0.5, "0.5"), (1.0, "1  spoken"))


def score_chart(
    course: Course, levels: Levels, *, aspect: float = 2.2, type_size: float = 0.05
) -> Chart:
    """Draw session scores against the criterion of each level.

    Trained phrases are filled circles joined by a line, untrained ones open squares.
    """
    points = course.score.points
    words = Surround(
        title="Session scores",
        simulated=course.simulated,
        names=("100 %",),
        footers=_phrase_counts(course),
        legend=tuple(_score_legend(course, levels)),
        phases=True,
    )
    within = frame(len(points), words, aspect=aspect, type_size=type_size, y_max=100.0)
    shapes = [
        *heading(within, words),
        *_criteria(within, course.phases, levels),
        *scale(within, _PERCENT),
        *sittings(within, range(1, len(points) + 1), words.footers),
        *borders(within, course.phases, levels),
        *_marks(within, course.phases, course.score, Role.TRAINED, DotShape.ROUND, filled=True),
        *_marks(
            within, course.phases, course.untrained, Role.UNTRAINED, DotShape.SQUARE, filled=False
        ),
        *legend(within, words),
        *(() if points else (_in_the_middle(within, _EMPTY),)),
    ]
    return Chart(_score_words(course, levels), aspect, tuple(shapes))


def speech_index_chart(
    course: Course, levels: Levels, *, aspect: float = 2.2, type_size: float = 0.05
) -> Chart:
    """Draw the voice's place between song and speech, with the share that could be measured."""
    series = course.speech_index
    words = _index_words(course)
    within = frame(len(series.points), words, aspect=aspect, type_size=type_size, y_max=1.0)
    shapes = [
        *heading(within, words),
        *scale(within, _INDEX),
        *sittings(within, range(1, len(series.points) + 1), words.footers),
        *borders(within, course.phases, levels),
        *_spreads(within, series.points),
        *_marks(within, course.phases, series, Role.INDEX, DotShape.ROUND, filled=True),
        *legend(within, words),
    ]
    if not series.points:
        shapes.append(_in_the_middle(within, _EMPTY))
    elif not series.measured:
        shapes.append(_in_the_middle(within, "Could not be measured yet"))
    return Chart(
        f"Between song (0) and speech (1). {measured_words(series)}.", aspect, tuple(shapes)
    )


def _index_words(course: Course) -> Surround:
    series = course.speech_index
    return Surround(
        title="Between song and speech",
        simulated=course.simulated,
        names=tuple(name for _, name in _INDEX),
        footers=(
            Footer("answers", tuple(str(point.n_asked) for point in series.points)),
            Footer("measured", tuple(str(point.n) for point in series.points)),
        ),
        legend=(
            (Dot(0, 0, Role.INDEX, DotShape.ROUND, True, 0), "median of the answers"),
            (Band(0, 0, 0, 0, Role.SPREAD), "middle half of them"),
            (None, measured_words(series)),
        ),
        phases=True,
    )


def _phrase_counts(course: Course) -> tuple[Footer, ...]:
    counts = Footer("phrases", tuple(str(point.n) for point in course.score.points))
    if not course.untrained.measured:
        return (counts,)
    untrained = (str(point.n) if point.n else "" for point in course.untrained.points)
    return (Footer("trained", counts.entries), Footer("untrained", tuple(untrained)))


def _criteria(within: Frame, phases: Sequence[Phase], levels: Levels) -> Iterable[Shape]:
    for phase in phases:
        level = levels.get(phase.key)
        if level is None:
            continue
        last = phase is phases[-1]
        start = within.x(phase.first - 0.5)
        end = within.right if last else within.x(phase.last + 0.5)
        y = within.y(100.0 * level.criterion.share)
        yield Band(start, y, end, within.top, Role.CRITERION)
        yield Rule(start, y, end, y, Role.CRITERION_EDGE, 0.005)
        if last:
            x = end + within.indent
            yield Text(x, y, percent_words(100.0 * level.criterion.share), within.type_size)


def _marks(
    within: Frame,
    phases: Sequence[Phase],
    series: Series,
    role: Role,
    shape: DotShape,
    *,
    filled: bool,
) -> Iterable[Shape]:
    """Lines first, so that no line runs over a dot."""
    for run in _runs(series.points, phases):
        if len(run) > 1:
            places = tuple((within.x(point.number), within.y(point.value)) for point in run)
            yield Line(places, role, 0.3 * within.dot_size, dashed=not filled)
    for point in series.measured:
        x, y = within.x(point.number), within.y(point.value)
        yield Dot(x, y, role, shape, filled, within.dot_size)


def _runs(points: Sequence[Point], phases: Sequence[Phase]) -> Iterable[list[Point]]:
    """Points that may be joined: neighbours without a gap, within one phase."""
    for phase in phases:
        run: list[Point] = []
        for point in points[phase.first - 1 : phase.last]:
            if point.gap:
                yield run
                run = []
            else:
                run.append(point)
        yield run


def _spreads(within: Frame, points: Sequence[Point]) -> Iterable[Shape]:
    half = min(0.28 * within.slot, 0.02)
    for point in points:
        if point.high - point.low >= 0.0:  # False for NaN
            x = within.x(point.number)
            yield Band(x - half, within.y(point.low), x + half, within.y(point.high), Role.SPREAD)


def _score_legend(course: Course, levels: Levels) -> Iterable[tuple[Shape | None, str]]:
    yield Dot(0, 0, Role.TRAINED, DotShape.ROUND, True, 0), "trained phrases"
    if course.untrained.measured:
        # They are rare, so the row of n may skip their sittings: the legend does not.
        words = f"untrained phrases ({_range(course.untrained)} a session)"
        yield Dot(0, 0, Role.UNTRAINED, DotShape.SQUARE, False, 0), words
    level = levels.get(course.phases[-1].key) if course.phases else None
    if level is not None:
        words = f"criterion: {criterion_words(level.criterion)}"
        yield Band(0, 0, 0, 0, Role.CRITERION), words


def _range(series: Series) -> str:
    counts = [point.n for point in series.measured]
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low} to {high}"


def _score_words(course: Course, levels: Levels) -> str:
    if not course.score.measured:
        return f"Session scores. {_EMPTY}."
    first, last = course.score.measured[0], course.score.measured[-1]
    return (
        f"Session scores. Session {first.number}: {percent_words(first.value)}"
        f" of {first.n} phrases; session {last.number}: {percent_words(last.value)}"
        f" of {last.n} phrases; {phase_name(course.phases[-1], levels)}."
    )


def _in_the_middle(within: Frame, words: str) -> Text:
    x = (within.left + within.right) / 2
    y = within.bottom + 0.62 * (within.top - within.bottom)  # between two rules of the scale
    return Text(x, y, words, within.type_size, Across.CENTRE)
