"""Paints shapes on paper.

The bytes depend on nothing but the shapes and the title: no clock is read and no random
name is given, so the same report twice is the same file.  Letters stay letters: they can
be searched, copied and read aloud.
"""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mit_trainer import __version__
from mit_trainer.chart import (
    DASH,
    LEFT_OF_X,
    PAPER,
    SPACE,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Painter,
    Role,
    Text,
)
from mit_trainer.report.faces import Faces

A4_PT = (595.28, 841.89)
_COLOURS = {role: HexColor(code) for role, code in PAPER.items()}


def sheet(chart: Chart, faces: Faces, *, title: str) -> bytes:
    """Paint a chart over one sheet of A4 and return the file."""
    return sheets((chart,), faces, title=title)


def sheets(charts: Sequence[Chart], faces: Faces, *, title: str) -> bytes:
    """Paint each chart over a sheet of A4 of its own and return the file."""
    for face in faces.files:
        pdfmetrics.registerFont(TTFont(str(face), str(face)))
    file = BytesIO()
    canvas = Canvas(
        file, pagesize=A4_PT, invariant=1, lang="en", initialFontName=str(faces.regular)
    )
    canvas.setTitle(title)
    canvas.setSubject(charts[0].words)
    canvas.setCreator(f"MIT Trainer {__version__}")
    for chart in charts:
        _PdfPainter(canvas, faces).paint(chart)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class _PdfPainter(Painter):
    def __init__(self, canvas: Canvas, faces: Faces) -> None:
        self._canvas = canvas
        self._faces = faces
        self._width, self._height = A4_PT

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self._width, y * self._height

    def ink(self, role: Role) -> None:
        self._canvas.setStrokeColor(_COLOURS[role])
        self._canvas.setFillColor(_COLOURS[role])

    def band(self, band: Band) -> None:
        x0, y0 = self._at(band.x0, band.y0)
        x1, y1 = self._at(band.x1, band.y1)
        self._canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)

    def line(self, line: Line) -> None:
        width = line.width * self._height
        self._canvas.setLineWidth(width)
        self._canvas.setLineJoin(1)
        self._canvas.setDash([DASH * width, SPACE * width] if line.dashed else [])
        path = self._canvas.beginPath()
        path.moveTo(*self._at(*line.points[0]))
        for place in line.points[1:]:
            path.lineTo(*self._at(*place))
        self._canvas.drawPath(path)

    def dot(self, dot: Dot) -> None:
        x, y = self._at(dot.x, dot.y)
        size = dot.size * self._height
        self._canvas.setDash([])
        if dot.filled and dot.shape is DotShape.ROUND:
            # A line of no length with round ends: the shortest way to write a disc.
            self._canvas.setLineCap(1)
            self._canvas.setLineWidth(size)
            self._canvas.line(x, y, x, y)
            self._canvas.setLineCap(0)
            return
        rim = size / 6
        half = (size - rim) / 2  # the rim lies inside the dot's size
        self._canvas.setLineWidth(rim)
        if not dot.filled:
            self._canvas.setFillColor(_COLOURS[Role.PAPER])
        if dot.shape is DotShape.ROUND:
            self._canvas.circle(x, y, half, stroke=1, fill=1)
        else:
            self._canvas.rect(x - half, y - half, 2 * half, 2 * half, stroke=1, fill=1)

    def text(self, text: Text) -> None:
        size = text.size * self._height
        x, y = self._at(text.x, text.y)
        x -= LEFT_OF_X[text.across] * self._faces.width(text.text, bold=text.bold) * size
        written = self._canvas.beginText(x, y - 0.35 * size)  # half the height of a capital
        for run in self._faces.runs(text.text, bold=text.bold):
            written.setFont(str(run.face), size)
            written.textOut(run.text)
        self._canvas.drawText(written)
