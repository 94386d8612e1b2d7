"""The words and rules around a plot of sittings."""

from collections.abc import Iterable, Sequence

from mit_trainer.chart.frame import (
    SESSION,
    SIMULATED,
    TITLE_SIZE,
    Footer,
    Frame,
    Surround,
    flow,
    notice_width,
)
from mit_trainer.chart.shapes import Across, Band, Dot, Role, Rule, Shape, Text, text_width
from mit_trainer.chart.words import phase_name
from mit_trainer.progress import Levels, Phase


def heading(within: Frame, words: Surround) -> tuple[Shape, ...]:
    """Write the title and, for a simulated patient, a notice that nobody can miss."""
    size = TITLE_SIZE * within.type_size
    shapes: list[Shape] = [Text(0.0, 1.0 - 0.6 * within.row, words.title, size, bold=True)]
    if words.simulated:
        y = 1.0 - (within.head_rows - 0.4) * within.row
        x = 1.0 - notice_width(within.type_size, within.aspect)
        shapes.append(Band(x, y - 0.5 * within.row, 1.0, y + 0.5 * within.row, Role.NOTICE))
        shapes.append(Text((x + 1.0) / 2, y, SIMULATED, size, Across.CENTRE, bold=True))
    return tuple(shapes)


def scale(within: Frame, ticks: Sequence[tuple[float, str]]) -> tuple[Shape, ...]:
    """Draw the y axis: a faint rule and a name for each value."""
    shapes: list[Shape] = []
    for value, name in ticks:
        y = within.y(value)
        shapes.append(Rule(within.left, y, within.right, y, Role.GRID, 0.002))
        shapes.append(_beside(within, y, name))
    return tuple(shapes)


def sittings(
    within: Frame, numbers: Iterable[int], footers: Sequence[Footer] = ()
) -> tuple[Shape, ...]:
    """Write number and footers under each sitting (every so many when they stand close)."""
    rows = [SESSION, *(footer.name for footer in footers)]
    shapes: list[Shape] = [
        _beside(within, within.below(row), name) for row, name in enumerate(rows)
    ]
    for number in numbers:
        if number % within.label_every == 0:
            x = within.x(number)
            shapes.append(Rule(x, within.bottom, x, within.bottom - 0.2 * within.row, Role.INK))
            entries = (str(number), *(footer.entries[number - 1] for footer in footers))
            for row, entry in enumerate(entries):
                shapes.append(Text(x, within.below(row), entry, within.type_size, Across.CENTRE))
    shapes.append(Rule(within.left, within.bottom, within.right, within.bottom, Role.INK))
    return tuple(shapes)


def borders(within: Frame, phases: Sequence[Phase], levels: Levels) -> tuple[Shape, ...]:
    """Name each phase on top and set a dashed rule between two of them."""
    shapes: list[Shape] = []
    several = len({phase.variant for phase in phases}) > 1
    for phase in phases:
        start = within.x(phase.first - 0.5)
        if phase is not phases[0]:
            up = within.top + 0.9 * within.row
            shapes.append(Rule(start, within.bottom, start, up, Role.PHASE, dashed=True))
        last = phase is phases[-1]
        room = (within.right if last else within.x(phase.last + 0.5)) - start
        name = phase_name(phase, levels, with_variant=several)
        name = _shortened(name, room - 2 * within.indent, within)
        if name:
            y = within.top + 0.55 * within.row
            shapes.append(Text(start + within.indent, y, name, within.type_size))
    return tuple(shapes)


def legend(within: Frame, words: Surround) -> tuple[Shape, ...]:
    """Explain marks in rows of words below the heading."""
    shapes: list[Shape] = []
    places = flow(words, within.type_size, within.aspect)
    for (mark, said), (row, start) in zip(words.legend, places, strict=True):
        x, y = start, within.above(row)
        if mark is not None:
            shapes.append(_moved(mark, x, y, within))
            x += within.row / within.aspect
        shapes.append(Text(x, y, said, within.type_size))
    return tuple(shapes)


def _moved(mark: Shape, x: float, y: float, within: Frame) -> Shape:
    unit = within.row / within.aspect
    if isinstance(mark, Dot):
        return Dot(x + 0.4 * unit, y, mark.role, mark.shape, mark.filled, 0.55 * within.type_size)
    half = 0.35 * within.row
    return Band(x, y - half, x + 0.8 * unit, y + half, mark.role)


def _beside(within: Frame, y: float, name: str) -> Text:
    return Text(within.left - within.indent, y, name, within.type_size, Across.RIGHT)


def _shortened(name: str, room: float, within: Frame) -> str:
    if text_width(name, within.type_size, within.aspect) <= room:
        return name
    for end in range(len(name) - 1, 1, -1):
        short = name[:end].rstrip() + "…"
        if text_width(short, within.type_size, within.aspect) <= room:
            return short
    return ""
