"""Paints the shapes of a chart on a canvas; the same shapes go on paper."""

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle, SmoothEllipse, SmoothLine
from kivy.uix.widget import Widget

from mit_trainer.chart import (
    LEFT_OF_X,
    PAPER,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Painter,
    Role,
    Text,
    dashes,
)
from mit_trainer.ui import theme

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
            _CanvasPainter(left, low, wide, high).paint(self.chart)


class _CanvasPainter(Painter):
    """Draws on whatever canvas is open."""

    def __init__(self, left: float, low: float, wide: float, high: float) -> None:
        self._left, self._low, self._wide, self._high = left, low, wide, high

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x * self._wide, self._low + y * self._high

    def ink(self, role: Role) -> None:
        Color(*theme.rgba(PAPER[role]))

    def band(self, band: Band) -> None:
        (x0, y0), (x1, y1) = self._at(band.x0, band.y0), self._at(band.x1, band.y1)
        Rectangle(pos=(min(x0, x1), min(y0, y1)), size=(abs(x1 - x0), abs(y1 - y0)))

    def line(self, line: Line) -> None:
        points = [self._at(*point) for point in line.points]
        width = max(1.0, line.width * self._high)
        pieces = dashes(points, width) if line.dashed else [points]
        for piece in pieces:
            SmoothLine(points=[number for point in piece for number in point], width=width / 2)

    def dot(self, dot: Dot) -> None:
        side = max(4.0, dot.size * self._high)
        self._mark(dot, side)
        if not dot.filled:
            self.ink(Role.PAPER)
            self._mark(dot, side * (1.0 - 2.0 * _EDGE))

    def _mark(self, dot: Dot, side: float) -> None:
        x, y = self._at(dot.x, dot.y)
        kind = SmoothEllipse if dot.shape is DotShape.ROUND else Rectangle
        kind(pos=(x - side / 2, y - side / 2), size=(side, side))

    def text(self, text: Text) -> None:
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
        Rectangle(
            texture=texture,
            size=texture.size,
            pos=(round(x - LEFT_OF_X[text.across] * texture.width), round(y - texture.height / 2)),
        )
