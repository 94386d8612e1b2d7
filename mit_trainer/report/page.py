"""Lays a report out on one sheet of A4, as shapes like any chart.

Lengths here are millimetres from the upper left corner of the sheet, sizes of type are
points; what comes out is in unit coordinates.  `Writer` breaks lines by the real widths
of the letters, so that no line can run off the paper.
"""

from collections.abc import Iterator
from dataclasses import replace

from mit_trainer.chart import (
    Across,
    Band,
    Chart,
    Dot,
    Line,
    Role,
    Rule,
    Shape,
    Text,
    score_chart,
    speech_index_chart,
    steps_chart,
)
from mit_trainer.progress import course
from mit_trainer.report.faces import Faces
from mit_trainer.report.summary import Material, Summary, summarise

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
MARGIN_MM = 15.0
_COLUMN_MM = WIDTH_MM - 2 * MARGIN_MM
_MM_PER_PT = 25.4 / 72.0
_CHART_PT = 9.0
_LEADING = 1.3
_GAP_MM = 2.5
_SHARES = ((score_chart, 0.4), (speech_index_chart, 0.37), (steps_chart, 0.23))
_LONGEST_CODE = 60
_TITLE = "Progress in melodic intonation therapy"
_UNPRINTABLE = "Some letters of this name cannot be printed here; each is written as ?."


class Writer:
    """Fills the sheet from the top down; ``y_mm`` is where it stands."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self.y_mm = MARGIN_MM
        self.shapes: list[Shape] = []

    def write(
        self,
        text: str,
        size_pt: float,
        *,
        bold: bool = False,
        x_mm: float = 0.0,
        width_mm: float = _COLUMN_MM,
    ) -> None:
        """Write a paragraph below the last, broken where it must be."""
        for line in wrapped(text, width_mm / (size_pt * _MM_PER_PT), self._faces, bold=bold):
            self.line(line, size_pt, x_mm=x_mm, bold=bold)
            self.y_mm += _LEADING * size_pt * _MM_PER_PT

    def line(
        self,
        text: str,
        size_pt: float,
        *,
        x_mm: float = 0.0,
        bold: bool = False,
        across: Across = Across.LEFT,
    ) -> None:
        """Write one line here without moving on."""
        size_mm = size_pt * _MM_PER_PT
        x, y = _at(MARGIN_MM + x_mm, self.y_mm + _LEADING * size_mm / 2)
        self.shapes.append(Text(x, y, text, size_mm / HEIGHT_MM, across, bold=bold))

    def rule(self, x0_mm: float, x1_mm: float, role: Role = Role.INK) -> None:
        """Draw a thin rule here."""
        (x0, y), (x1, _) = _at(MARGIN_MM + x0_mm, self.y_mm), _at(MARGIN_MM + x1_mm, self.y_mm)
        self.shapes.append(Rule(x0, y, x1, y, role, 0.25 / HEIGHT_MM))

    def band(self, height_mm: float, role: Role) -> None:
        """Colour the column from here down."""
        x0, y1 = _at(MARGIN_MM, self.y_mm)
        x1, y0 = _at(WIDTH_MM - MARGIN_MM, self.y_mm + height_mm)
        self.shapes.append(Band(x0, y0, x1, y1, role))

    def chart(self, chart: Chart) -> None:
        """Set a chart over the whole column."""
        height_mm = _COLUMN_MM / chart.aspect
        x0, y0 = _at(MARGIN_MM, self.y_mm + height_mm)
        wide, high = _COLUMN_MM / WIDTH_MM, height_mm / HEIGHT_MM
        self.shapes += [_placed(shape, x0, y0, wide, high) for shape in chart.shapes]
        self.y_mm += height_mm


def page(material: Material, faces: Faces) -> Chart:
    """Lay out the whole report; the result is painted like a chart of A4's shape."""
    summary = summarise(material)
    writer = Writer(faces)
    _head(writer, summary, faces)
    lower = Writer(faces)  # written once to see how much room it takes
    _lower(lower, summary)
    _charts(writer, material, HEIGHT_MM - MARGIN_MM - lower.y_mm + MARGIN_MM - writer.y_mm)
    _lower(writer, summary)
    words = " ".join((_TITLE, summary.code, summary.notice, *summary.sentences))
    return Chart(words, WIDTH_MM / HEIGHT_MM, tuple(writer.shapes))


def wrapped(text: str, width: float, faces: Faces, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than ``width`` sizes of its type.

    A word that is too wide by itself is broken between two letters.
    """
    lines: list[str] = []
    room = 0.0
    space = faces.width(" ", bold=bold)
    for word in _breakable(text, width, faces, bold=bold):
        needs = faces.width(word, bold=bold)
        if lines and space + needs <= room:
            lines[-1] += f" {word}"
            room -= space + needs
        else:
            lines.append(word)
            room = width - needs
    return lines or [""]


def _breakable(text: str, width: float, faces: Faces, *, bold: bool) -> Iterator[str]:
    """Give the words of a text, cutting those that are too wide for a line of their own."""
    for word in text.split():
        start = 0
        for end in range(1, len(word)):
            if faces.width(word[start : end + 1], bold=bold) > width:
                yield word[start:end]
                start = end
        yield word[start:]


def _head(writer: Writer, summary: Summary, faces: Faces) -> None:
    writer.write(_TITLE, 16.0, bold=True)
    code = summary.code
    short = code if len(code) <= _LONGEST_CODE else code[: _LONGEST_CODE - 1] + "…"
    writer.write(short, 13.0, bold=True)
    if faces.unknown(short):
        writer.write(_UNPRINTABLE, 8.0)
    writer.write(
        f"Period {summary.period}.  Written {summary.written}.  Protocol {summary.protocol}.", 9.5
    )
    if summary.notice:
        writer.y_mm += 1.0
        writer.band(9.0, Role.NOTICE)
        writer.y_mm += 0.9
        writer.line(summary.notice, 16.0, x_mm=_COLUMN_MM / 2, bold=True, across=Across.CENTRE)
        writer.y_mm += 8.1
    writer.y_mm += 1.5
    _figures(writer, summary)
    writer.y_mm += 2.5


def _figures(writer: Writer, summary: Summary) -> None:
    """Set the figures side by side: value large, n below."""
    width_mm = _COLUMN_MM / max(len(summary.figures), 1)
    top_mm = lowest_mm = writer.y_mm
    for place, figure in enumerate(summary.figures):
        x_mm = place * width_mm
        writer.y_mm = top_mm
        writer.write(figure.name, 8.5, x_mm=x_mm, width_mm=width_mm - 3.0)
        writer.write(figure.value, 14.0, bold=True, x_mm=x_mm, width_mm=width_mm - 3.0)
        writer.write(figure.n, 8.5, x_mm=x_mm, width_mm=width_mm - 3.0)
        lowest_mm = max(lowest_mm, writer.y_mm)
    writer.y_mm = lowest_mm


def _charts(writer: Writer, material: Material, room_mm: float) -> None:
    """Share the room between the charts."""
    looked_at = course(material.summaries)
    for draw, share in _SHARES:
        height_mm = share * room_mm - _GAP_MM
        aspect = _COLUMN_MM / height_mm
        size = _CHART_PT * _MM_PER_PT / height_mm
        writer.chart(draw(looked_at, material.levels, aspect=aspect, type_size=size))
        writer.y_mm += _GAP_MM


def _lower(writer: Writer, summary: Summary) -> None:
    for sentence in summary.sentences:
        writer.write(sentence, 9.5)
        writer.y_mm += 0.8
    _to_fill_in(writer)
    _small_print(writer, summary)


def _to_fill_in(writer: Writer) -> None:
    """Leave room for what only a person can write."""
    for name in ("Assessment", "Plan"):
        writer.y_mm += 1.0
        writer.write(name, 9.5, bold=True)
        writer.y_mm += 8.0
        writer.rule(0.0, _COLUMN_MM, Role.GRID)
    writer.y_mm += 9.0
    writer.rule(0.0, 110.0)
    writer.rule(120.0, _COLUMN_MM)
    writer.line("Name, profession, signature", 8.0)
    writer.line("Date", 8.0, x_mm=120.0)
    writer.y_mm += 6.0


def _small_print(writer: Writer, summary: Summary) -> None:
    methods = (
        f"{figure.name}: {figure.method}" + (f"; {figure.missing}." if figure.missing else ".")
        for figure in summary.figures
    )
    writer.write(" ".join((*methods, *summary.small_print)), 7.0)


def _at(x_mm: float, y_mm: float) -> tuple[float, float]:
    return x_mm / WIDTH_MM, 1.0 - y_mm / HEIGHT_MM


def _placed(shape: Shape, left: float, low: float, wide: float, high: float) -> Shape:
    """Move and shrink one shape of a chart to its place on the sheet."""

    def at(place: tuple[float, float]) -> tuple[float, float]:
        return left + wide * place[0], low + high * place[1]

    match shape:
        case Line():
            return replace(shape, points=tuple(map(at, shape.points)), width=high * shape.width)
        case Dot() | Text():
            x, y = at((shape.x, shape.y))
            return replace(shape, x=x, y=y, size=high * shape.size)
        case Rule():
            (x0, y0), (x1, y1) = at((shape.x0, shape.y0)), at((shape.x1, shape.y1))
            return replace(shape, x0=x0, y0=y0, x1=x1, y1=y1, width=high * shape.width)
        case Band():
            (x0, y0), (x1, y1) = at((shape.x0, shape.y0)), at((shape.x1, shape.y1))
            return replace(shape, x0=x0, y0=y0, x1=x1, y1=y1)
