"""Paints the shapes of a chart on a canvas; the same shapes go on paper."""

from itertools import pairwise
from math import ceil, hypot

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle, SmoothEllipse, SmoothLine
from kivy.uix.widget import Widget

from mit_trainer.chart import (
    PAPER,
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
from mit_trainer.ui import theme

_DASH, _SPACE = 3.0, 2.5  # in widths of the line
_WHERE = {Across.LEFT: 0.0, Across.CENTRE: 0.5, Across.RIGHT: 1.0}
_EDGE = 0.22  # thickness of an open dot's edge, in sizes of the dot


class ChartView(Widget):
    """One chart, as large as its place allows, painted again only when that changes."""

    def __init__(self, chart: Chart | None = None) -> None:
        super().__init__()
        self.chart = chart
        self.bind(pos=self.paint, size=self.paint)

    def show(self, chart: Chart) -> None:
        """Show another chart."""
        self.chart = chart
        self.paint()

    def paint(self, *_) -> None:
        """Paint every shape anew."""
        self.canvas.clear()
        if self.chart is None or min(self.size) < 10:
            return
        high = min(self.height, self.width / self.chart.aspect)
        wide = high * self.chart.aspect
        left, low = self.center_x - wide / 2, self.center_y - high / 2
        with self.canvas:
            painter = _Painter(left, low, wide, high)
            for shape in self.chart.shapes:
                painter.paint(shape)


class _Painter:
    """Draws on whatever canvas is open."""

    def __init__(self, left: float, low: float, wide: float, high: float) -> None:
        self._left, self._low, self._wide, self._high = left, low, wide, high

    def paint(self, shape: Shape) -> None:
        """Draw one shape."""
        match shape:
            case Band():
                self._band(shape)
            case Rule():
                ends = ((shape.x0, shape.y0), (shape.x1, shape.y1))
                self._line(Line(ends, shape.role, shape.width, shape.dashed))
            case Line():
                self._line(shape)
            case Dot():
                self._dot(shape)
            case Text():
                self._text(shape)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x * self._wide, self._low + y * self._high

    @staticmethod
    def _ink(role: Role) -> None:
        Color(*theme.rgba(PAPER[role]))

    def _band(self, band: Band) -> None:
        self._ink(band.role)
        (x0, y0), (x1, y1) = self._at(band.x0, band.y0), self._at(band.x1, band.y1)
        Rectangle(pos=(min(x0, x1), min(y0, y1)), size=(abs(x1 - x0), abs(y1 - y0)))

    def _line(self, line: Line) -> None:
        self._ink(line.role)
        points = [self._at(*point) for point in line.points]
        width = max(1.0, line.width * self._high)
        pieces = _dashes(points, width) if line.dashed else [points]
        for piece in pieces:
            SmoothLine(points=[number for point in piece for number in point], width=width / 2)

    def _dot(self, dot: Dot) -> None:
        side = max(4.0, dot.size * self._high)
        self._mark(dot, dot.role, side)
        if not dot.filled:
            self._mark(dot, Role.PAPER, side * (1.0 - 2.0 * _EDGE))

    def _mark(self, dot: Dot, role: Role, side: float) -> None:
        self._ink(role)
        x, y = self._at(dot.x, dot.y)
        kind = SmoothEllipse if dot.shape is DotShape.ROUND else Rectangle
        kind(pos=(x - side / 2, y - side / 2), size=(side, side))

    def _text(self, text: Text) -> None:
        if not text.text:
            return
        label = CoreLabel(
            text=text.text,
            font_size=max(6.0, text.size * self._high),
            font_name=theme.BOLD if text.bold else theme.REGULAR,
            color=(1, 1, 1, 1),
        )
        label.refresh()
        texture = label.texture
        x, y = self._at(text.x, text.y)
        self._ink(text.role)
        Rectangle(
            texture=texture,
            size=texture.size,
            pos=(round(x - _WHERE[text.across] * texture.width), round(y - texture.height / 2)),
        )


def _dashes(points: list[tuple[float, float]], width: float) -> list[list[tuple[float, float]]]:
    pieces = []
    for (x0, y0), (x1, y1) in pairwise(points):
        length = hypot(x1 - x0, y1 - y0)
        count = max(1, ceil(length / ((_DASH + _SPACE) * width)))
        step = 1.0 / count
        for index in range(count):
            start, end = index * step, index * step + step * _DASH / (_DASH + _SPACE)
            pieces.append(
                [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in (start, end)]
            )
    return pieces
