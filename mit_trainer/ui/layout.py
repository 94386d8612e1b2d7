"""Where everything stands, as rectangles; no window is needed to know it.

Conventions
-----------
Pixels, origin at the lower left, as Kivy has it.  Everything is laid out for a left
hand, with the last 8 % of the width left free (many a patient does not see that side
after a stroke of the left half of the brain), and mirrored for a right hand.
"""

from dataclasses import dataclass, fields, replace
from typing import TypeVar

from mit_trainer.ui.theme import Sizes

FREE_SHARE = 0.08
"""Share of the width, on the far side of the hand, where nothing is ever needed."""

_TALL = 1.45
"""From this ratio of height to width on, the tune has a row of its own."""

PAD_SHARE = 1.0 / 3.0
"""Least share of the window that the tap pad covers."""


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y + self.height

    def inset(self, by: float) -> "Rect":
        """Shrink it on every side."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def square(self) -> "Rect":
        """Cut the largest square from its middle."""
        side = min(self.width, self.height)
        return Rect(self.x + (self.width - side) / 2, self.y + (self.height - side) / 2, side, side)

    def meets(self, other: "Rect") -> bool:
        """Whether the two share more than an edge."""
        slack = 0.5
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.top - slack
            and other.y < self.top - slack
        )


def rows(area: Rect, n: int, gap: float) -> tuple[Rect, ...]:
    """``n`` equal rows, from the top down."""
    height = (area.height - gap * (n - 1)) / n
    return tuple(
        Rect(area.x, area.top - (i + 1) * height - i * gap, area.width, height) for i in range(n)
    )


def columns(area: Rect, n: int, gap: float) -> tuple[Rect, ...]:
    """``n`` equal columns, from the left."""
    width = (area.width - gap * (n - 1)) / n
    return tuple(Rect(area.x + i * (width + gap), area.y, width, area.height) for i in range(n))


Places = TypeVar("Places")


def mirrored(places: Places, width: float) -> Places:
    """Turn places as a mirror does; works on a dataclass of `Rect` or tuples of them."""

    def turn(place: Rect | tuple[Rect, ...]) -> Rect | tuple[Rect, ...]:
        if isinstance(place, tuple):
            return tuple(turn(one) for one in place)
        return replace(place, x=width - place.right)

    changes = {field.name: turn(getattr(places, field.name)) for field in fields(places)}
    return replace(places, **changes)


@dataclass(frozen=True)
class PracticePlaces:
    """The practice screen.

    Attributes
    ----------
    pad : where the hand taps
    stop, again : ends the sitting; plays the model again
    picture, tune : what the phrase means; its syllables as blocks
    sign, button : what to do now (ear, voice, hand); the one large button
    alone : room for the signs, or the breath, while there is no button
    whole : room for the button while there is no sign
    judge : the three answers of the helper
    aside : a small word for the helper
    far : free for what nobody needs: how far the sitting is
    """

    pad: Rect
    stop: Rect
    again: Rect
    picture: Rect
    tune: Rect
    sign: Rect
    button: Rect
    alone: Rect
    whole: Rect
    judge: tuple[Rect, ...]
    aside: Rect
    far: Rect


def practice(width: float, height: float, hand: str, sizes: Sizes) -> PracticePlaces:
    """Places of the practice screen; ``hand`` is "left" or "right"."""
    arrange = _tall if height >= _TALL * width else _wide
    places = arrange(width, height, sizes)
    return mirrored(places, width) if hand == "right" else places


def _wide(width: float, height: float, sizes: Sizes) -> PracticePlaces:
    gap, last = sizes.gap, width * (1.0 - FREE_SHARE)
    pad = Rect(0.0, 0.0, width * 0.54, height * 0.62)
    top = Rect(gap, pad.top + gap, last - gap, height - pad.top - 2 * gap)
    cell = min((top.height - gap) / 2, sizes.target * 1.3)
    stop = Rect(gap, top.top - cell, cell, cell)
    again = Rect(gap, stop.y - gap - cell, cell, cell)
    side = min(top.height, width * 0.24)
    picture = Rect(stop.right + gap, top.top - side, side, side)
    tune = Rect(picture.right + gap, top.y, last - picture.right - gap, top.height)
    side = Rect(pad.right + gap * 1.5, gap, last - pad.right - gap * 1.5, pad.height - gap)
    sign = Rect(side.x, side.top - side.height * 0.27, side.width, side.height * 0.27)
    aside = Rect(side.x, side.y, side.width, side.height * 0.2)
    button = Rect(side.x, aside.top + gap, side.width, sign.y - aside.top - 2 * gap)
    both = Rect(side.x, button.y, side.width, side.top - button.y)
    return PracticePlaces(
        pad, stop, again, picture, tune, sign, button, both, both, rows(side, 3, gap), aside,
        Rect(last + gap / 2, gap, width - last - gap, height - 2 * gap),
    )  # fmt: skip


def _tall(width: float, height: float, sizes: Sizes) -> PracticePlaces:
    gap, last = sizes.gap, width * (1.0 - FREE_SHARE)
    pad = Rect(0.0, 0.0, width * 0.62, height * 0.545)
    side = Rect(pad.right + gap, gap, last - pad.right - gap, pad.height - gap)
    above = Rect(gap, pad.top + gap, last - gap, height - pad.top - 2 * gap)
    head = Rect(above.x, above.top - above.height * 0.5, above.width, above.height * 0.5)
    tune = Rect(above.x, above.y, above.width, head.y - above.y - gap)
    cell = sizes.target * 1.15
    stop = Rect(head.x, head.top - cell, cell, cell)
    again = Rect(head.x, head.y, cell, cell)
    picture = Rect(stop.right + gap, head.y, min(head.height, width * 0.42), head.height)
    sign = Rect(picture.right + gap, head.y, last - picture.right - gap, head.height)
    aside = Rect(side.x, side.y, side.width, side.height * 0.3)
    button = Rect(side.x, aside.top + gap, side.width, side.top - aside.top - gap)
    return PracticePlaces(
        pad, stop, again, picture, tune, sign, button, sign, button, rows(side, 3, gap), aside,
        Rect(last + gap / 2, gap, width - last - gap, height - 2 * gap),
    )  # fmt: skip
