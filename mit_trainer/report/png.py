"""Paints shapes into a picture.

Everything is drawn three times as large and then scaled down, which smooths lines,
dots and type alike.  Pixels count from the upper left corner.
"""

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

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
from mit_trainer.report.faces import Faces

_FINER = 3


def picture(chart: Chart, faces: Faces, *, height_px: int) -> Image.Image:
    """Paint a chart; the width follows from its aspect."""
    width_px = round(height_px * chart.aspect)
    size = (width_px * _FINER, height_px * _FINER)
    painter = _PicturePainter(Image.new("RGB", size, PAPER[Role.PAPER]), faces)
    painter.paint(chart)
    return painter.image.reduce(_FINER)


class _PicturePainter(Painter):
    def __init__(self, image: Image.Image, faces: Faces) -> None:
        self.image = image
        self._faces = faces
        self._draw = ImageDraw.Draw(image)
        self._width, self._height = image.size
        self._ink = PAPER[Role.INK]

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self._width, (1.0 - y) * self._height

    def ink(self, role: Role) -> None:
        self._ink = PAPER[role]

    def band(self, band: Band) -> None:
        x0, y1 = self._at(min(band.x0, band.x1), min(band.y0, band.y1))
        x1, y0 = self._at(max(band.x0, band.x1), max(band.y0, band.y1))
        self._draw.rectangle((x0, y0, x1, y1), fill=self._ink)

    def line(self, line: Line) -> None:
        width = max(1, round(line.width * self._height))
        places = [self._at(*point) for point in line.points]
        if not line.dashed:
            self._draw.line(places, fill=self._ink, width=width, joint="curve")
            return
        for dash in dashes(places, width):
            self._draw.line(dash, fill=self._ink, width=width)

    def dot(self, dot: Dot) -> None:
        x, y = self._at(dot.x, dot.y)
        half = dot.size * self._height / 2
        draw = self._draw.ellipse if dot.shape is DotShape.ROUND else self._draw.rectangle
        draw(
            (x - half, y - half, x + half, y + half),
            fill=self._ink if dot.filled else PAPER[Role.PAPER],
            outline=self._ink,
            width=max(1, round(half / 3)),
        )

    def text(self, text: Text) -> None:
        size = text.size * self._height
        x, y = self._at(text.x, text.y)
        x -= LEFT_OF_X[text.across] * self._faces.width(text.text, bold=text.bold) * size
        baseline = y + 0.35 * size  # half the height of a capital
        for run in self._faces.runs(text.text, bold=text.bold):
            font = _font(run.face, size)
            self._draw.text((x, baseline), run.text, self._ink, font, anchor="ls")
            x += font.getlength(run.text)


@cache
def _font(face: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.BASIC)
