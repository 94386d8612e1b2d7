"""The few shapes that every chart is made of, on screen, on paper and in a picture.

Conventions
-----------
Coordinates are 0 ... 1 of the chart's width (x, to the right) and height (y, upward).
Sizes and line widths are fractions of the chart's *height*, so that a painter needs
only two numbers, its width and its height in its own units; a chart is laid out for
one ``aspect`` (width / height) and should be painted near it.  Later shapes cover
earlier ones.  Colours are named by what they are for (`Role`); `PAPER` gives them on
white, from the Okabe-Ito set, of which only blue and black may carry text on white.
No difference is told by colour alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a colour is for."""

    PAPER = "paper"  # the ground, also inside open dots
    INK = "ink"
    GRID = "grid"
    PHASE = "phase"
    TRAINED = "trained"
    UNTRAINED = "untrained"
    INDEX = "index"
    SPREAD = "spread"
    CRITERION = "criterion"
    CRITERION_EDGE = "criterion-edge"
    NOTICE = "notice"  # ground of a statement that must not be missed
    PLAN = "plan"
    ANSWER = "answer"


PAPER: Mapping[Role, str] = {
    Role.PAPER: "#FFFFFF",
    Role.INK: "#1B1B1B",
    Role.GRID: "#C8C8C8",
    Role.PHASE: "#555555",
    Role.TRAINED: "#0072B2",
    Role.UNTRAINED: "#D55E00",
    Role.INDEX: "#0072B2",
    Role.SPREAD: "#C3DDEE",
    Role.CRITERION: "#DCF1EA",
    Role.CRITERION_EDGE: "#009E73",
    Role.NOTICE: "#F0E442",
    Role.PLAN: "#C3DDEE",
    Role.ANSWER: "#D55E00",
}


class DotShape(StrEnum):
    """Outline of a dot."""

    ROUND = "round"
    SQUARE = "square"


class Across(StrEnum):
    """Which part of a text stands at its x."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Band:
    """A filled rectangle from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float
    role: Role


@dataclass(frozen=True)
class Rule:
    """One straight line from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float
    role: Role
    width: float = 0.004
    dashed: bool = False


@dataclass(frozen=True)
class Line:
    """A line through at least two points."""

    points: tuple[tuple[float, float], ...]
    role: Role
    width: float = 0.007
    dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """A mark; ``size`` is its diameter (or side).  An open one is paper inside."""

    x: float
    y: float
    role: Role
    shape: DotShape
    filled: bool
    size: float


@dataclass(frozen=True)
class Text:
    """One line of text whose middle stands at y; ``size`` is the size of its type."""

    x: float
    y: float
    text: str
    size: float
    across: Across = Across.LEFT
    role: Role = Role.INK
    bold: bool = False


Shape = Band | Rule | Line | Dot | Text


@dataclass(frozen=True)
class Chart:
    """Shapes in painting order; ``words`` says the same to those who cannot see them."""

    words: str
    aspect: float
    shapes: tuple[Shape, ...]


# Advances in sizes of the type, a little more than those of Atkinson Hyperlegible.
_NARROW = dict.fromkeys(" .,:;'|lj`!i()\"f[]{}tr-/\\_1I*", 0.4)
_WIDE = dict.fromkeys("mMW%@…", 0.95)
_ADVANCES = {**_NARROW, **_WIDE}
_LATIN_END = 0x250


def text_width(text: str, size: float, aspect: float) -> float:
    """Estimate the width of a text, in parts of the chart's width; never too little."""
    return sum(map(_advance, text)) * size / aspect


def _advance(letter: str) -> float:
    if letter in _ADVANCES:
        return _ADVANCES[letter]
    if ord(letter) >= _LATIN_END:
        return 1.1
    if letter.isdigit():
        return 0.67
    return 0.58 if letter.islower() and letter != "w" else 0.78
