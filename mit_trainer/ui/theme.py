"""Colours, sizes and fonts: one calm look for every screen.

Conventions
-----------
Colours are Okabe and Ito's blue and vermillion with black, white and a warm light
ground, written as hex.  No colour carries meaning alone.  Text stands at a contrast of
at least 7:1 on its ground (WCAG 2.2, SC 1.4.6).  Sizes are pixels, computed from the
short side of the window: at 800 pixels one unit is one pixel, and a finger's target of
96 units is 16 mm on a ten inch tablet.
"""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent
REGULAR = str(_HERE / "fonts" / "AtkinsonHyperlegible-Regular.ttf")
BOLD = str(_HERE / "fonts" / "AtkinsonHyperlegible-Bold.ttf")
_PICTURES = _HERE / "pictures"
_GLYPHS = _HERE / "glyphs"

GROUND = "#FBF6EC"  # warm paper
CARD = "#FFFFFF"
INK = "#1B1B1B"
QUIET_INK = "#4A453C"  # for what only a helper reads
BLUE = "#0072B2"
DEEP_BLUE = "#004B78"  # Okabe-Ito blue darkened until white text reaches 7:1
PALE_BLUE = "#D3E8F5"
SKY = "#A9D3EE"
PAD = "#E4F0F7"
VERMILLION = "#D55E00"
PALE_VERMILLION = "#FBDCC4"
LINE = "#CFC6B4"  # edges that carry no meaning

TEXT_SCALES = {"normal": 1.0, "large": 1.2, "largest": 1.4}


@dataclass(frozen=True)
class Sizes:
    """Sizes for one window, in pixels.

    Attributes
    ----------
    unit : one pixel of a window whose short side is 800 pixels
    target : the least side of anything that can be touched
    gap : the least space between two such things
    small, body, title, huge : heights of text
    """

    unit: float
    target: float
    gap: float
    small: float
    body: float
    title: float
    huge: float

    @classmethod
    def of(cls, width: float, height: float, text: str = "normal") -> "Sizes":
        """Sizes for a window; ``text`` is a key of `TEXT_SCALES`."""
        unit = max(0.5, min(width, height) / 800.0)
        scale = unit * TEXT_SCALES[text]
        return cls(
            unit=unit,
            target=96.0 * unit,
            gap=20.0 * unit,
            small=24.0 * scale,
            body=30.0 * scale,
            title=42.0 * scale,
            huge=64.0 * scale,
        )


def rgba(colour: str, alpha: float = 1.0) -> tuple[float, float, float, float]:
    """Turn a hex colour into four numbers in 0 ... 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5))
    return red, green, blue, alpha


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 black to 1 white (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in rgba(colour)[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two hex colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def picture(name: str) -> str:
    """Path of one of the pictures that belong to the screens."""
    return str(_PICTURES / f"{name}.png")


def glyph(name: str) -> str:
    """Path of one of our own plain drawings, made for buttons."""
    return str(_GLYPHS / f"{name}.png")
