"""What each step of a level earned, sitting by sitting: how much help is still needed."""

from collections.abc import Iterable

from mit_trainer.chart.axes import heading, sittings
from mit_trainer.chart.frame import Frame, Surround, frame
from mit_trainer.chart.shapes import Across, Band, Chart, Role, Shape, Text
from mit_trainer.chart.words import phase_name
from mit_trainer.progress import Course, Levels, Phase, Series

_LONGEST_NAME = 24  # letters; a protocol may name its steps at any length


def steps_chart(
    course: Course, levels: Levels, *, aspect: float = 4.0, type_size: float = 0.09
) -> Chart:
    """Draw the share of its points that each step of the present level earned.

    A bar counts the phrases that reached its step.  Full bars from the top row down mean
    less help needed: the steps of a level are in the order of falling help.
    """
    phase = course.phases[-1] if course.phases else Phase("", "", 1, 1)
    rows = _steps_of(course, phase, levels)
    names = [series.measure.replace("-", " ")[:_LONGEST_NAME] for series in rows]
    words = Surround(
        title=f"Points by step: {phase_name(phase, levels)}".rstrip(": "),
        simulated=course.simulated,
        names=tuple(names),
    )
    height = float(max(len(rows), 1))
    within = frame(phase.last, words, aspect=aspect, type_size=type_size, y_max=height)
    shapes: list[Shape] = [*heading(within, words)]
    for place, series in enumerate(rows):
        shapes += _step_row(within, series, len(rows) - 1 - place, names[place], phase)
    shapes += sittings(within, range(phase.first, phase.last + 1))
    latest = ", ".join(f"{name} {_latest(one)}" for name, one in zip(names, rows, strict=True))
    said = f"{words.title}. Latest session: {latest or 'nothing yet'}."
    return Chart(said, aspect, tuple(shapes))


def _steps_of(course: Course, phase: Phase, levels: Levels) -> list[Series]:
    """List the steps that earn points in the protocol's order, unknown ones last."""
    level = levels.get(phase.key)
    order = [step.id for step in level.steps] if level else []
    here = [
        series for series in course.by_step if any(phase.holds(point) for point in series.measured)
    ]
    place = {name: number for number, name in enumerate(order)}
    return sorted(here, key=lambda series: place.get(series.measure, len(order)))


def _step_row(
    within: Frame, series: Series, floor: int, name: str, phase: Phase
) -> Iterable[Shape]:
    half = min(0.36 * within.slot, 0.02)
    yield Text(
        within.left - within.indent, within.y(floor + 0.45), name, within.type_size, Across.RIGHT
    )
    for point in series.measured:
        if phase.holds(point):
            x = within.x(point.number)
            yield Band(x - half, within.y(floor), x + half, within.y(floor + 0.8), Role.GRID)
            full = within.y(floor + 0.8 * point.value / 100.0)
            yield Band(x - half, within.y(floor), x + half, full, Role.TRAINED)
    yield Text(
        within.right + within.indent, within.y(floor + 0.45), _latest(series), within.type_size
    )


def _latest(series: Series) -> str:
    point = series.measured[-1]
    return f"{round(point.value * point.n / 100.0)}/{point.n}"
