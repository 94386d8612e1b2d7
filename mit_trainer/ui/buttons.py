"""Buttons: one large blue one for what comes next, white ones for the rest.

Every button has a picture; a word beside it is for whoever can read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kivy.graphics import Color, SmoothLine

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.pieces import Picture, Plate, place
from mit_trainer.ui.pressing import Pressable
from mit_trainer.ui.text import Text


@dataclass(frozen=True)
class Look:
    """Colours of a button: its surface, its edge, its word, and its surface while held."""

    fill: str
    edge: str
    ink: str
    held: str
    thick: float = 3.0  # units


LARGE = Look(theme.DEEP_BLUE, theme.DEEP_BLUE, theme.CARD, theme.INK)
PLAIN = Look(theme.CARD, theme.INK, theme.INK, theme.PALE_BLUE)
CHOSEN = Look(theme.PALE_BLUE, theme.DEEP_BLUE, theme.INK, theme.PALE_BLUE, thick=7.0)
BARE = Look(theme.GROUND, theme.LINE, theme.INK, theme.PALE_BLUE, thick=2.0)


_WIDE = 2.4
"""From this ratio of width to height on, picture and word stand side by side."""


class PictureButton(Pressable):
    """A rounded button with a picture and a word.

    In a wide button the word stands to the right of the picture, else below it.
    """

    def __init__(
        self,
        on_pressed: Callable[[], None],
        picture: str = "",
        word: str = "",
        look: Look = PLAIN,
    ) -> None:
        super().__init__(on_pressed)
        self._look, self.focused = look, False
        self.unit, self.type_size = 1.0, 30.0
        self._ring_colour, self._ring = Color(*theme.rgba(theme.VERMILLION)), SmoothLine()
        self._plate = Plate(self.canvas, look.fill, look.edge)
        self.picture = Picture(source=picture)
        self.word = Text(bold=True, text=word, colour=look.ink)
        self.add_widget(self.picture)
        self.add_widget(self.word)
        self.bind(pos=self._arrange, size=self._arrange)

    def fit(self, rect: Rect, sizes: theme.Sizes, type_size: float | None = None) -> None:
        """Put it in its place; ``type_size`` is the height of its word."""
        self.unit = sizes.unit
        self.slop = sizes.target * 0.6
        self.type_size = sizes.body if type_size is None else type_size
        place(self, rect)
        self._arrange()

    def wear(self, look: Look) -> None:
        """Change its colours."""
        self._look = look
        self.word.color = theme.rgba(look.ink)
        self.show_down(self.held_down)
        self._arrange()

    def show(self, picture: str | None = None, word: str | None = None) -> None:
        """Change what is on it."""
        if picture is not None:
            self.picture.source = picture
        if word is not None and word != self.word.text:
            self.word.text = word
            self._arrange()

    def show_down(self, down: bool) -> None:
        """Darken or pale while a finger holds it."""
        super().show_down(down)
        self._plate.colour(self._look.held if down else self._look.fill, self._look.edge)

    def focus(self, on: bool) -> None:
        """Draw the ring that shows where the keyboard is."""
        if on != self.focused:
            self.focused = on
            change = self.canvas.after.add if on else self.canvas.after.remove
            change(self._ring_colour)
            change(self._ring)

    def _arrange(self, *_) -> None:
        whole = Rect(self.x, self.y, self.width, self.height)
        radius = min(28.0 * self.unit, min(whole.width, whole.height) / 3)
        ring = whole.inset(-4.0 * self.unit)
        self._ring.width = 3.0 * self.unit
        self._ring.rounded_rectangle = (ring.x, ring.y, ring.width, ring.height, radius)
        self._plate.lay(whole, radius, self._look.thick * self.unit)
        inner = whole.inset(min(whole.width, whole.height) * 0.07)
        self.word.most = self.type_size
        for widget, rect in zip((self.picture, self.word), self._divide(inner), strict=True):
            place(widget, rect)

    def _divide(self, inner: Rect) -> tuple[Rect, Rect]:
        if not self.word.text:
            return inner, Rect(inner.x, inner.y, inner.width, 1.0)
        if not self.picture.source:
            return Rect(inner.x, inner.y, 1.0, 1.0), inner
        gap = 0.08 * min(inner.width, inner.height)
        if inner.width > _WIDE * inner.height:
            wide = min(inner.height, inner.width * 0.34)
            rest = Rect(inner.x + wide + gap, inner.y, inner.width - wide - gap, inner.height)
            return Rect(inner.x, inner.y, wide, inner.height), rest
        low = min(self.type_size * 1.5, inner.height * 0.4)
        inner = inner.inset(0.04 * inner.width) if inner.height > inner.width else inner
        return (
            Rect(inner.x, inner.y + low + gap, inner.width, inner.height - low - gap),
            Rect(inner.x, inner.y, inner.width, low),
        )
