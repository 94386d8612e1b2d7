"""The walk through a chart, and dashes."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.chart import (
    Across,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Painter,
    Role,
    Rule,
    Text,
    dashes,
)

place = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


class _Notes(Painter):
    """Writes down what it was told to do."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def ink(self, role: Role) -> None:
        self.done.append(role)

    def band(self, band: Band) -> None:
        self.done.append(band)

    def line(self, line: Line) -> None:
        self.done.append(line)

    def dot(self, dot: Dot) -> None:
        self.done.append(dot)

    def text(self, text: Text) -> None:
        self.done.append(text)


def test_shapes_are_drawn_in_order_each_in_its_colour() -> None:
    """The walk keeps the order, inks before each shape, and a rule is a line of two points."""
    band = Band(0.0, 0.0, 1.0, 1.0, Role.CRITERION)
    dot = Dot(0.5, 0.5, Role.TRAINED, DotShape.ROUND, True, 0.1)
    text = Text(0.5, 0.9, "90 %", 0.1, Across.CENTRE)
    notes = _Notes()

    notes.paint(Chart("", 2.0, (band, Rule(0.0, 0.2, 1.0, 0.2, Role.GRID, 0.01, True), dot, text)))

    line = Line(((0.0, 0.2), (1.0, 0.2)), Role.GRID, 0.01, dashed=True)
    assert notes.done == [
        Role.CRITERION, band, Role.GRID, line, Role.TRAINED, dot, Role.INK, text,
    ]  # fmt: skip


def test_dashes_of_a_line_by_hand() -> None:
    """A line of 11 with width 1 holds two dashes of 3 with 2.5 between and after them."""
    assert list(dashes([(0.0, 0.0), (11.0, 0.0)], 1.0)) == [
        ((0.0, 0.0), (3.0, 0.0)),
        ((5.5, 0.0), (8.5, 0.0)),
    ]


@given(start=place, end=place, width=st.floats(0.5, 20))
def test_dashes_cover_six_elevenths_of_any_line(
    start: tuple[float, float], end: tuple[float, float], width: float
) -> None:
    """However long the line, 3 parts in 5.5 of it are ink and it begins with a dash."""
    pieces = list(dashes([start, end], width))

    inked = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pieces)
    whole = hypot(end[0] - start[0], end[1] - start[1])
    assert abs(inked - whole * 3.0 / 5.5) < 1e-6
    assert pieces[0][0] == start
