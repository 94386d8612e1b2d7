"""What every painter of a chart does alike; a surface says how it inks and draws.

Conventions
-----------
Points given to `dashes` and got back are in the surface's own units.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, hypot

from mit_trainer.chart.shapes import Across, Band, Chart, Dot, Line, Role, Rule, Text

Point = tuple[float, float]

DASH, SPACE = 3.0, 2.5  # in widths of the line
LEFT_OF_X: Mapping[Across, float] = {Across.LEFT: 0.0, Across.CENTRE: 0.5, Across.RIGHT: 1.0}
"""Share of a text's width that stands left of its x."""


class Painter(ABC):
    """Walks through the shapes of a chart in their order."""

    def paint(self, chart: Chart) -> None:
        """Draw every shape, later ones over earlier ones."""
        for shape in chart.shapes:
            self.ink(shape.role)
            match shape:
                case Band():
                    self.band(shape)
                case Rule():
                    ends = ((shape.x0, shape.y0), (shape.x1, shape.y1))
                    self.line(Line(ends, shape.role, shape.width, shape.dashed))
                case Line():
                    self.line(shape)
                case Dot():
                    self.dot(shape)
                case Text():
                    self.text(shape)

    @abstractmethod
    def ink(self, role: Role) -> None:
        """Take up a colour, for all that follows."""

    @abstractmethod
    def band(self, band: Band) -> None:
        """Fill a rectangle."""

    @abstractmethod
    def line(self, line: Line) -> None:
        """Draw a line, solid or dashed."""

    @abstractmethod
    def dot(self, dot: Dot) -> None:
        """Draw a mark."""

    @abstractmethod
    def text(self, text: Text) -> None:
        """Write one line."""


def dashes(points: Sequence[Point], width: float) -> Iterator[tuple[Point, Point]]:
    """Cut a line into dashes, for a surface that has none of its own; each part starts anew."""
    for (x0, y0), (x1, y1) in pairwise(points):
        count = max(1, ceil(hypot(x1 - x0, y1 - y0) / ((DASH + SPACE) * width)))
        for index in range(count):
            first, last = index / count, (index + DASH / (DASH + SPACE)) / count
            yield (
                (x0 + (x1 - x0) * first, y0 + (y1 - y0) * first),
                (x0 + (x1 - x0) * last, y0 + (y1 - y0) * last),
            )
