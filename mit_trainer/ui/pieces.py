"""The pieces that every screen is made of: plates, text, pictures and things to press."""

import time
from collections.abc import Callable

from kivy.core.image import Image as CoreImage
from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle, SmoothRoundedRectangle
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect

REST_S = 0.3
"""A second touch within this time is a tremor, not a wish (usual advice for stroke)."""


_LINE_HEIGHT = 1.2
_LEAST_TYPE = 8.0


def place(widget: Widget, rect: Rect) -> None:
    """Put a widget where the layout says."""
    widget.pos = (rect.x, rect.y)
    widget.size = (rect.width, rect.height)


class Plate:
    """A rounded surface with an edge, painted below a widget's own content."""

    def __init__(self, canvas, fill: str, edge: str) -> None:
        with canvas:
            self._edge_colour = Color(*theme.rgba(edge))
            self._edge = SmoothRoundedRectangle()
            self._fill_colour = Color(*theme.rgba(fill))
            self._fill = SmoothRoundedRectangle()

    def lay(self, rect: Rect, radius: float, thick: float) -> None:
        """Move it; ``thick`` is the thickness of its edge."""
        inner = rect.inset(thick)
        for shape, where, corner in (
            (self._edge, rect, radius),
            (self._fill, inner, max(1.0, radius - thick)),
        ):
            shape.radius = [max(1.0, min(corner, where.width / 2, where.height / 2))]
            shape.pos, shape.size = (where.x, where.y), (where.width, where.height)

    def colour(self, fill: str, edge: str, alpha: float = 1.0) -> None:
        """Paint it anew."""
        self._fill_colour.rgba = theme.rgba(fill, alpha)
        self._edge_colour.rgba = theme.rgba(edge, alpha)


class Text(Label):
    """Words that always fit their place: the type shrinks before anything is cut off."""

    most = NumericProperty(30)

    def __init__(self, bold: bool = False, colour: str = theme.INK, **options) -> None:
        self._fitted: tuple | None = None
        super().__init__(
            font_name=theme.BOLD if bold else theme.REGULAR,
            color=theme.rgba(colour),
            **{"halign": "center", "valign": "middle", "line_height": _LINE_HEIGHT} | options,
        )
        for name in ("size", "text", "most"):
            self.fbind(name, self._fit)
        self._fit()

    def _fit(self, *_) -> None:
        wanted = (self.text, self.most, *self.size)
        if wanted != self._fitted and self.width > 1:
            self._fitted = wanted
            self.text_size = self.size
            self.font_size = fitting(self.text, self.font_name, self.most, self.size)


def fitting(text: str, font: str, most: float, room: tuple[float, float]) -> float:
    """Find the largest type, ``most`` at the most, in which a text fits into a room.

    Words are measured once; widths go with the size of the type.
    """
    label = CoreLabel(font_name=font, font_size=most)
    words = [label.get_extents(word)[0] / most for word in text.split()]
    space, line = (part / most for part in label.get_extents(" "))
    size = most
    while size > _LEAST_TYPE:
        wide = room[0] / size * 0.99
        high = len(_lines(words, space, wide)) * line * _LINE_HEIGHT * size
        if high <= room[1] and max(words, default=0.0) <= wide:
            return size
        size *= 0.95
    return _LEAST_TYPE


def _lines(words: list[float], space: float, wide: float) -> list[float]:
    """Fill lines with words as a typesetter does; gives their widths."""
    lines: list[float] = []
    for word in words:
        if lines and lines[-1] + space + word <= wide:
            lines[-1] += space + word
        else:
            lines.append(word)
    return lines


class Picture(Widget):
    """A picture, whole and undistorted in the middle of its place; none is nothing."""

    source = StringProperty("")
    opacity_of_picture = NumericProperty(1.0)
    grow = NumericProperty(1.0)
    mirror = BooleanProperty(False)

    def __init__(self, **options) -> None:
        super().__init__(**options)
        with self.canvas:
            self._tint = Color(1, 1, 1, 1)
            self._box = Rectangle()
        self._read()
        self.bind(source=self._read)
        for name in ("pos", "size", "grow", "mirror", "opacity_of_picture"):
            self.fbind(name, self._draw)

    def _read(self, *_) -> None:
        texture = CoreImage(self.source, mipmap=True).texture if self.source else None
        self._texture = texture
        self._draw()

    def _draw(self, *_) -> None:
        texture = self._texture
        if texture is None:
            self._box.size = (0, 0)
            return
        scale = min(self.width / texture.width, self.height / texture.height) * self.grow
        wide, high = texture.width * scale, texture.height * scale
        self._tint.a = self.opacity_of_picture
        self._box.texture = texture
        left, low, right, top = 0.0, 1.0, 1.0, 0.0  # Kivy's pictures begin at the top
        if self.mirror:
            left, right = right, left
        self._box.tex_coords = (left, low, right, low, right, top, left, top)
        self._box.pos = (self.center_x - wide / 2, self.center_y - high / 2)
        self._box.size = (wide, high)


class Guard:
    """Lets one press through and is then deaf for `REST_S`, whatever is pressed."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.now = now
        self._deaf_until = 0.0

    def rest(self) -> None:
        """Be deaf from now on: something was pressed, or a new screen appeared."""
        self._deaf_until = self.now() + REST_S

    def deaf(self) -> bool:
        """Whether a press comes too soon to be meant."""
        return self.now() < self._deaf_until


class Pressable(Widget):
    """Something to press.  It acts when the finger lifts, even when it slid a little.

    A finger that moves further than one target away takes its press back.
    """

    guard = Guard()
    disabled_look = BooleanProperty(False)

    def __init__(self, on_pressed: Callable[[], None], **options) -> None:
        super().__init__(**options)
        self._on_pressed = on_pressed
        self._finger = None
        self.slop = 60.0
        self.held_down = False

    def on_touch_down(self, touch) -> bool:
        """Take hold of a finger."""
        if not self.collide_point(*touch.pos) or self.disabled or not self.opacity:
            return False
        if self._finger is None and not self.guard.deaf():
            self._finger = touch.uid
            self.show_down(True)
        return True

    def on_touch_up(self, touch) -> bool:
        """Act when that finger lifts nearby."""
        if touch.uid != self._finger:
            return False
        self._finger = None
        self.show_down(False)
        near = Rect(self.x, self.y, self.width, self.height).inset(-self.slop)
        if near.x <= touch.x <= near.right and near.y <= touch.y <= near.top:
            self.press()
        return True

    def press(self) -> None:
        """Act, unless the last act was a moment ago."""
        if self.guard.deaf() or self.disabled or not self.opacity:
            return
        self.guard.rest()
        self._on_pressed()

    def show_down(self, down: bool) -> None:
        """Look pressed, or not."""
        self.held_down = down
