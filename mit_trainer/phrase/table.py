"""Reads phrases from a table that a spreadsheet has saved as CSV.

Separators are commas, semicolons or tabs; the text may be UTF-8 with or without a mark,
UTF-16 as Excel's "Unicode text", or the Western code page.  The first row may name the
columns; a table without names holds phrases, and perhaps probe questions and pictures, in
this order.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from mit_trainer.errors import BadInput
from mit_trainer.phrase.draft import Draft

LARGEST_BYTES = 2_000_000
MOST_ROWS = 1_000
_LONGEST_CELL = 400
_NAMES = {
    "text": "text phrase sentence",
    "notation": "notation syllables",
    "probe": "probe question",
    "probe_notation": "probe_notation probe-notation",
    "picture": "picture image photo file",
    "picture_source": "picture_source source credit",
    "level": "level",
    "item_set": "item_set set",
    "function": "function topic use",
    "formulaic": "formulaic fixed",
}
_WITHOUT_NAMES = ("text", "probe", "picture")


@dataclass(frozen=True)
class Row:
    """One phrase of the table, and the line where it stands."""

    line: int
    draft: Draft


def read_table(data: bytes, name: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """Read every row; also give the lines that cannot be used, each with its sentence.

    Raises `BadInput` when the whole file is no table.
    """
    if len(data) > LARGEST_BYTES:
        raise BadInput(f"{name} is larger than 2 MB, too large for a table of phrases; divide it.")
    text = _decoded(data, name)
    lines = list(_cells(text, name))
    if not lines:
        raise BadInput(f"{name} is empty; write one phrase in each row.")
    columns = _columns(lines[0][1])
    body = lines[1:] if columns else lines
    if len(body) > MOST_ROWS:
        raise BadInput(f"{name} has {len(body)} rows; a deck holds at most {MOST_ROWS}: divide it.")
    rows: list[Row] = []
    troubles: list[tuple[int, str]] = []
    for line, cells in body:
        trouble = _trouble(cells, columns or list(_WITHOUT_NAMES))
        if trouble:
            troubles.append((line, trouble))
        else:
            named = zip(columns or _WITHOUT_NAMES, cells, strict=False)
            rows.append(Row(line, Draft(**{key: cell.strip() for key, cell in named if key})))
    return rows, troubles


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(f'{name} is a workbook; save it from the spreadsheet as "CSV UTF-8".')
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadInput(f'{name} is no text that can be read; save it as "CSV UTF-8".')


def _cells(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give the number and the cells of each row that is not empty."""
    first, _, rest = text.partition("\n")
    told = first.strip().lower().startswith("sep=") and len(first.strip()) == 5  # Excel's own line
    separator = first.strip()[4] if told else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=separator)
    begins = 2 if told else 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + (2 if told else 1)
    except csv.Error as error:
        raise BadInput(
            f"{name}, line {begins}: no table here ({error}); mend this line."
        ) from error


def _columns(cells: list[str]) -> list[str] | None:
    """Name the columns by the first row; None when it is a phrase already."""
    plain = [cell.strip().lower().replace(" ", "_") for cell in cells]
    known = [
        next((key for key, ways in _NAMES.items() if one in ways.split()), "") for one in plain
    ]
    return known if "text" in known else None


def _trouble(cells: list[str], columns: list[str]) -> str | None:
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        return f"a cell is longer than {_LONGEST_CELL} letters; shorten it."
    if any(cell.strip() for cell in cells[len(columns) :]):
        return f"there are more cells than the {len(columns)} columns; take the others out."
    at = columns.index("text")
    if at >= len(cells) or not cells[at].strip():
        return "there is no phrase in this row; write one or take the row out."
    return None
