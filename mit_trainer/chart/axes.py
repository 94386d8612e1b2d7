"""Where things stand in a chart of sittings: the frame, its rows of words and its scales.

From the top: the title, a notice when the patient was simulated, the legend, the names
of the levels; then the plot; then the number of each sitting and its n.  The x axis is
the number of the sitting, the y axis is fixed and never fits itself to the data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mit_trainer.chart.shapes import Across, Band, Dot, Role, Rule, Shape, Text, text_width
from mit_trainer.progress import Levels, Phase

SIMULATED = "SIMULATED PATIENT - not a person's results"
_SESSION = "session"
_LEAST_SLOTS = 10  # few sittings do not spread over the whole width
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_ROW = 1.35  # height of a row of words in sizes of their type


@dataclass(frozen=True)
class Footer:
    """A row of words below the plot: its name and one entry for each sitting."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """The plot's rectangle, its number of slots for sittings, its size of type.

    ``head_rows`` are taken by the title and the notice.
    """

    aspect: float
    type_size: float
    left: float
    right: float
    bottom: float
    top: float
    slots: int
    y_max: float
    label_every: int
    head_rows: int

    @property
    def slot(self) -> float:
        """Width of one sitting."""
        return (self.right - self.left) / self.slots

    @property
    def row(self) -> float:
        """Height of a row of words."""
        return _ROW * self.type_size

    @property
    def indent(self) -> float:
        """Space between a word and what it belongs to."""
        return 0.3 * self.row / self.aspect

    @property
    def dot_size(self) -> float:
        """As large as the type allows, smaller when sittings stand close."""
        return max(0.008, min(0.55 * self.type_size, 0.8 * self.slot * self.aspect))

    def x(self, number: float) -> float:
        """Middle of a sitting's slot; between two sittings for a half number."""
        return self.left + (number - 0.5) * self.slot

    def y(self, value: float) -> float:
        """Height of a value."""
        return self.bottom + (self.top - self.bottom) * min(max(value / self.y_max, 0.0), 1.0)

    def above(self, row: int) -> float:
        """Middle of a row of words below the heading, counted from 0."""
        return 1.0 - (self.head_rows + row + 0.75) * self.row

    def below(self, row: int) -> float:
        """Middle of a row of words below the plot, counted from 0."""
        return self.bottom - (0.8 + 0.95 * row) * self.row


def frame(
    n: int,
    *,
    aspect: float,
    type_size: float,
    y_max: float,
    names: Sequence[str],
    footers: Sequence[Footer],
    rows_above: int,
    simulated: bool,
) -> Frame:
    """Leave room for the words.

    Parameters
    ----------
    n : number of sittings
    names : what stands left of the plot, apart from the footers' names
    rows_above : rows of words between the heading and the plot
    """
    row = _ROW * type_size
    slots = max(n, _LEAST_SLOTS)
    beside = (*names, *(footer.name for footer in footers), _SESSION)
    left = max(text_width(name, type_size, aspect) for name in beside) + 0.5 * row / aspect
    right = 1.0 - text_width("100 %", type_size, aspect) - 0.5 * row / aspect
    entries = {str(n), *(entry for footer in footers for entry in footer.entries)}
    needs = max(text_width(f"{entry} ", type_size, aspect) for entry in entries)
    slot = (right - left) / slots
    head_rows = 2 if simulated else 1
    return Frame(
        aspect=aspect,
        type_size=type_size,
        left=left,
        right=right,
        bottom=(1.4 + 0.95 * len(footers)) * row,
        top=1.0 - (head_rows + rows_above + 0.6) * row,
        slots=slots,
        y_max=y_max,
        label_every=next(step for step in _STEPS if step * slot >= needs or step == _STEPS[-1]),
        head_rows=head_rows,
    )


def heading(within: Frame, title: str) -> tuple[Shape, ...]:
    """Write the title and, for a simulated patient, a notice that nobody can miss."""
    size = 1.15 * within.type_size
    shapes: list[Shape] = [Text(0.0, 1.0 - 0.6 * within.row, title, size, bold=True)]
    if within.head_rows > 1:
        y = 1.0 - 1.7 * within.row
        shapes.append(Band(0.0, y - 0.5 * within.row, 1.0, y + 0.5 * within.row, Role.NOTICE))
        shapes.append(Text(0.5, y, SIMULATED, size, Across.CENTRE, bold=True))
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
    rows = [_SESSION, *(footer.name for footer in footers)]
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


def phase_name(phase: Phase, levels: Levels, *, with_variant: bool = False) -> str:
    """Name of a phase's level as the protocol names it, else its id."""
    level = levels.get(phase.key)
    name = (level.name if level else "") or phase.level
    return f"{phase.variant}: {name}" if with_variant else name


def legend(within: Frame, row: int, *entries: tuple[Shape | None, str]) -> tuple[Shape, ...]:
    """Explain marks in a row of words below the heading.

    Each entry is a mark made for (0, 0), or None, and its words.
    """
    y = within.above(row)
    x = 0.0
    shapes: list[Shape] = []
    for mark, words in entries:
        if mark is not None:
            shapes.append(_moved(mark, x, y, within))
            x += within.row / within.aspect
        shapes.append(Text(x, y, words, within.type_size))
        x += text_width(words, within.type_size, within.aspect) + within.indent
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
