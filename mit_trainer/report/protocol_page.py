"""A protocol on paper: its steps on the first sheet, its sources below or on a second.

Lengths are millimetres from the upper left corner, sizes of type are points, as in
`mit_trainer.report.page`, whose writer is used.
"""

from io import BytesIO

from mit_trainer.chart import Chart, Role
from mit_trainer.protocol.overview import COLUMNS, LevelPart, Overview
from mit_trainer.report import pdf, png
from mit_trainer.report.faces import Faces
from mit_trainer.report.page import HEIGHT_MM, MARGIN_MM, WIDTH_MM, Writer

FORMS = ("pdf", "png")
_COLUMN_MM = WIDTH_MM - 2 * MARGIN_MM
_WIDTHS_MM = (24.0, 34.0, 34.0, 14.0, 12.0, 9.0, 11.0, 28.0, 14.0)
_GUTTER_MM = 1.5
_SIZES_PT = (8.0, 7.5, 7.0, 6.5, 6.0)
"""Tried from the largest on until all steps are on one sheet."""

_PICTURE_PX = 1754  # A4 at 150 dots per inch


def pages(overview: Overview, faces: Faces) -> tuple[Chart, ...]:
    """Lay a protocol out on one sheet, or on two when its sources need one of their own."""
    for size_pt in _SIZES_PT:
        first = Writer(faces)
        _steps(first, overview, size_pt)
        if first.y_mm <= HEIGHT_MM - MARGIN_MM:
            break
    both = Writer(faces)
    _steps(both, overview, size_pt)
    _sources(both, overview, size_pt)
    if both.y_mm <= HEIGHT_MM - MARGIN_MM:
        return (_sheet(both, overview),)
    for size_pt in _SIZES_PT:
        second = Writer(faces)
        second.write(overview.title, 12.0, bold=True)
        _sources(second, overview, size_pt)
        if second.y_mm <= HEIGHT_MM - MARGIN_MM:
            break
    return _sheet(first, overview), _sheet(second, overview)


def rendered(overview: Overview, form: str, faces: Faces) -> dict[str, bytes]:
    """Make the files of one form, by what is added to the file's name."""
    sheets = pages(overview, faces)
    if form == FORMS[0]:
        return {"": pdf.sheets(sheets, faces, title=overview.title)}
    files = {}
    for number, sheet in enumerate(sheets, start=1):
        file = BytesIO()
        png.picture(sheet, faces, height_px=_PICTURE_PX).save(file, "png", optimize=False)
        files["" if number == 1 else f"-{number}"] = file.getvalue()
    return files


def _sheet(writer: Writer, overview: Overview) -> Chart:
    return Chart(overview.title, WIDTH_MM / HEIGHT_MM, tuple(writer.shapes))


def _steps(writer: Writer, overview: Overview, size_pt: float) -> None:
    writer.write(overview.title, 15.0, bold=True)
    writer.y_mm += 1.0
    for fact in overview.facts:
        writer.write(fact, size_pt)
        writer.y_mm += 0.4
    for level in overview.levels:
        _level(writer, level, size_pt)


def _level(writer: Writer, level: LevelPart, size_pt: float) -> None:
    writer.y_mm += 2.0
    writer.write(level.heading, size_pt + 2.0, bold=True)
    for fact in level.facts:
        writer.write(fact, size_pt)
    writer.y_mm += 0.8
    _row(writer, COLUMNS, size_pt, bold=True)
    for step in level.steps:
        writer.rule(0.0, _COLUMN_MM, Role.GRID)
        writer.y_mm += 0.5
        _row(writer, step, size_pt)


def _row(writer: Writer, cells: tuple[str, ...], size_pt: float, *, bold: bool = False) -> None:
    """Write cells side by side; the row is as high as its longest cell."""
    top_mm = lowest_mm = writer.y_mm
    x_mm = 0.0
    for cell, width_mm in zip(cells, _WIDTHS_MM, strict=True):
        writer.y_mm = top_mm
        if cell:
            writer.write(cell, size_pt, bold=bold, x_mm=x_mm, width_mm=width_mm - _GUTTER_MM)
        lowest_mm = max(lowest_mm, writer.y_mm)
        x_mm += width_mm
    writer.y_mm = lowest_mm + 0.4


def _sources(writer: Writer, overview: Overview, size_pt: float) -> None:
    writer.y_mm += 2.5
    writer.write("Where the numbers come from", size_pt + 2.0, bold=True)
    for line in overview.sources:
        writer.write(line, size_pt)
