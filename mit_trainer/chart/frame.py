"""Room for a plot and all the words around it.

From the top: the title with a notice when the patient was simulated, the legend, the
names of the levels; then the plot; then the number of each sitting and rows of n.  The
x axis is the number of the sitting, the y axis is fixed and never fits itself to the data.
"""

from dataclasses import dataclass

from mit_trainer.chart.shapes import Shape, text_width

SIMULATED = "SIMULATED PATIENT - not a person's results"
SESSION = "session"
TITLE_SIZE = 1.15  # in sizes of the other type
_LEAST_SLOTS = 10  # few sittings do not spread over the whole width
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_ROW = 1.35  # height of a row of words in sizes of their type


@dataclass(frozen=True)
class Footer:
    """A row of words below the plot: its name and one entry for each sitting."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Surround:
    """All words around a plot.

    Attributes
    ----------
    names : what stands left of the plot, apart from the footers' names
    legend : marks made for (0, 0), or None, with their words
    phases : a row names the phases
    """

    title: str
    simulated: bool
    names: tuple[str, ...]
    footers: tuple[Footer, ...] = ()
    legend: tuple[tuple[Shape | None, str], ...] = ()
    phases: bool = False


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
        return self.bottom - (0.95 + 0.95 * row) * self.row


def frame(n: int, words: Surround, *, aspect: float, type_size: float, y_max: float) -> Frame:
    """Leave room for the words around a plot of ``n`` sittings.

    The type is set smaller than asked when a line of words would not fit into the width.
    """
    type_size = min(type_size, aspect / _widest(words))
    row = _ROW * type_size
    slots = max(n, _LEAST_SLOTS)
    beside = (*words.names, *(footer.name for footer in words.footers), SESSION)
    left = max(text_width(name, type_size, aspect) for name in beside) + 0.5 * row / aspect
    right = 1.0 - text_width("100 %", type_size, aspect) - 0.5 * row / aspect
    entries = {str(n), *(entry for footer in words.footers for entry in footer.entries)}
    needs = max(text_width(f"{entry} ", type_size, aspect) for entry in entries)
    slot = (right - left) / slots
    beside_title = _title_width(words.title, type_size, aspect) + notice_width(type_size, aspect)
    head_rows = 2 if words.simulated and beside_title > 1.0 else 1
    legend_rows = 1 + max((row for row, _ in flow(words, type_size, aspect)), default=-1)
    return Frame(
        aspect=aspect,
        type_size=type_size,
        left=left,
        right=right,
        bottom=(1.55 + 0.95 * len(words.footers)) * row,
        top=1.0 - (head_rows + legend_rows + int(words.phases) + 0.6) * row,
        slots=slots,
        y_max=y_max,
        label_every=next(step for step in _STEPS if step * slot >= needs or step == _STEPS[-1]),
        head_rows=head_rows,
    )


def flow(words: Surround, type_size: float, aspect: float) -> list[tuple[int, float]]:
    """Give each entry of the legend its row and x; one that does not fit begins a new row."""
    unit = _ROW * type_size / aspect
    places = []
    row, x = 0, 0.0
    for mark, said in words.legend:
        width = text_width(said, type_size, aspect) + (unit if mark is not None else 0.0)
        if x > 0.0 and x + width > 1.0:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += width + 0.3 * unit
    return places


def _widest(words: Surround) -> float:
    """Width of the longest line of words above the plot, in sizes of the type."""
    lines = [_title_width(words.title, 1.0, 1.0)]
    lines += [text_width(said, 1.0, 1.0) + _ROW for _, said in words.legend]
    if words.simulated:
        lines.append(_title_width(SIMULATED, 1.0, 1.0))
    return max(lines)


def _title_width(title: str, type_size: float, aspect: float) -> float:
    return text_width(title + "m", TITLE_SIZE * type_size, aspect)


def notice_width(type_size: float, aspect: float) -> float:
    """Width of the ground of the notice."""
    return _title_width(SIMULATED, type_size, aspect)
