"""The type of a page, and what to do about letters that it does not have.

The faces are files that both painters can read.  A letter that the chosen face lacks is
taken from the face that comes with the PDF library; one that neither has is written
"?", and whoever lays out the page can ask for it (`Faces.unknown`) and say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import reportlab
from reportlab.pdfbase.ttfonts import TTFont

_RESERVE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_RESERVE_BOLD = _RESERVE.with_name("VeraBd.ttf")
_UNKNOWN = "?"


@dataclass(frozen=True)
class Run:
    """Letters that one face can write."""

    face: Path
    text: str


@cache
def _face(path: Path) -> TTFont:
    return TTFont(path.stem, str(path))


@dataclass(frozen=True)
class Faces:
    """A regular and a bold face (TrueType files)."""

    regular: Path = _RESERVE
    bold: Path = _RESERVE_BOLD

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that a run may name."""
        return tuple(dict.fromkeys((*self._choice(bold=False), *self._choice(bold=True))))

    def runs(self, text: str, *, bold: bool) -> Iterator[Run]:
        """Cut a text where the face changes; letters nobody has become "?"."""
        choice = self._choice(bold=bold)
        placed = [_place(letter, choice) for letter in text]
        for face, group in groupby(placed, key=lambda one: one[0]):
            yield Run(face, "".join(letter for _, letter in group))

    def width(self, text: str, *, bold: bool = False) -> float:
        """Width of a text set in type of size 1."""
        choice = self._choice(bold=bold)
        return sum(_advance(*_place(letter, choice)) for letter in text)

    def unknown(self, text: str) -> bool:
        """Say whether some letter cannot be written."""
        choice = self._choice(bold=False)
        return any(not any(_has(face, letter) for face in choice) for letter in text)

    def _choice(self, *, bold: bool) -> tuple[Path, Path]:
        return (self.bold, _RESERVE_BOLD) if bold else (self.regular, _RESERVE)


def faces_in(folder: Path) -> Faces:
    """Take the regular and the bold face found in a folder, else those of the PDF library."""
    regular = sorted(folder.glob("*-Regular.ttf"))
    bold = sorted(folder.glob("*-Bold.ttf"))
    return Faces(regular[0], bold[0]) if regular and bold else Faces()


@cache
def _place(letter: str, choice: tuple[Path, ...]) -> tuple[Path, str]:
    for face in choice:
        if _has(face, letter):
            return face, letter
    return choice[0], _UNKNOWN


def _has(face: Path, letter: str) -> bool:
    return ord(letter) in _face(face).face.charToGlyph


@cache
def _advance(face: Path, letter: str) -> float:
    return float(_face(face).stringWidth(letter, 1.0))
