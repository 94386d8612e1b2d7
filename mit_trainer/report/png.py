"""Paints shapes into a picture.

Everything is drawn three times as large and then scaled down, which smooths lines,
dots and type alike.  Pixels count from the upper left corner.
"""

from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

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
from mit_trainer.report.faces import Faces

_FINER = 3
_DASH, _SPACE = 3.0, 2.5  # in line widths
_WHERE = {Across.LEFT: 0.0, Across.CENTRE: 0.5, Across.RIGHT: 1.0}


def picture(chart: Chart, faces: Faces, *, height_px: int) -> Image.Image:
    """Paint a chart; the width follows from its aspect."""
    width_px = round(height_px * chart.aspect)
    size = (width_px * _FINER, height_px * _FINER)
    painter = _Painter(Image.new("RGB", size, PAPER[Role.PAPER]), faces)
    for shape in chart.shapes:
        painter.paint(shape)
    return painter.image.reduce(_FINER)


class _Painter:
    def __init__(self, image: Image.Image, faces: Faces) -> None:
        self.image = image
        self._faces = faces
        self._draw = ImageDraw.Draw(image)
        self._width, self._height = image.size

    def paint(self, shape: Shape) -> None:
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
        return x * self._width, (1.0 - y) * self._height

    def _band(self, band: Band) -> None:
        x0, y1 = self._at(min(band.x0, band.x1), min(band.y0, band.y1))
        x1, y0 = self._at(max(band.x0, band.x1), max(band.y0, band.y1))
        self._draw.rectangle((x0, y0, x1, y1), fill=PAPER[band.role])

    def _line(self, line: Line) -> None:
        width = max(1, round(line.width * self._height))
        places = [self._at(*point) for point in line.points]
        if not line.dashed:
            self._draw.line(places, fill=PAPER[line.role], width=width, joint="curve")
            return
        for start, end in pairwise(places):
            for dash in _dashes(start, end, width):
                self._draw.line(dash, fill=PAPER[line.role], width=width)

    def _dot(self, dot: Dot) -> None:
        x, y = self._at(dot.x, dot.y)
        half = dot.size * self._height / 2
        colour = PAPER[dot.role]
        draw = self._draw.ellipse if dot.shape is DotShape.ROUND else self._draw.rectangle
        draw(
            (x - half, y - half, x + half, y + half),
            fill=colour if dot.filled else PAPER[Role.PAPER],
            outline=colour,
            width=max(1, round(half / 3)),
        )

    def _text(self, text: Text) -> None:
        size = text.size * self._height
        x, y = self._at(text.x, text.y)
        x -= _WHERE[text.across] * self._faces.width(text.text, bold=text.bold) * size
        baseline = y + 0.35 * size  # half the height of a capital
        for run in self._faces.runs(text.text, bold=text.bold):
            font = _font(run.face, size)
            self._draw.text((x, baseline), run.text, PAPER[text.role], font, anchor="ls")
            x += font.getlength(run.text)


@cache
def _font(face: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.BASIC)


def _dashes(
    start: tuple[float, float], end: tuple[float, float], width: float
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    length = hypot(end[0] - start[0], end[1] - start[1])
    period = (_DASH + _SPACE) * width
    dashes = []
    for place in range(int(length / period) + 1):
        first, last = place * period, min(place * period + _DASH * width, length)
        dashes.append((_between(start, end, first / length), _between(start, end, last / length)))
    return dashes


def _between(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
