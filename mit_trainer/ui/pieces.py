"""The pieces that every screen is made of: plates, text, pictures and things to press."""

import time
from collections.abc import Callable

from kivy.core.image import Image as CoreImage
from kivy.core.text import Label as CoreLabel
from kivy.graphics import (
    Color,
    InstructionGroup,
    Rectangle,
    SmoothLine,
    SmoothRoundedRectangle,
)
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


def reveal(parent: Widget, widget: Widget, on: bool) -> None:
    """Let a widget be there or not.

    What is not there is not drawn at all: without a graphics card every surface that is
    painted, even an invisible one, makes the next tap wait.
    """
    if on and widget.parent is None:
        parent.add_widget(widget)
    elif not on and widget.parent is not None:
        parent.remove_widget(widget)


class Plate:
    """A rounded surface with an edge, painted below a widget's own content.

    A surface in the colour of the ground is left out.
    """

    def __init__(self, canvas, fill: str, edge: str) -> None:
        self._surface = InstructionGroup()
        self._fill_colour, self._fill = Color(), SmoothRoundedRectangle()
        self._surface.add(self._fill_colour)
        self._surface.add(self._fill)
        self._canvas = InstructionGroup()
        canvas.add(self._canvas)
        self._edge_colour, self._edge = Color(), SmoothLine()
        self._canvas.add(self._edge_colour)
        self._canvas.add(self._edge)
        self.colour(fill, edge)

    def lay(self, rect: Rect, radius: float, thick: float) -> None:
        """Move it; ``thick`` is the thickness of its edge."""
        corner = max(1.0, min(radius, rect.width / 2, rect.height / 2))
        self._fill.radius = [corner]
        self._fill.pos, self._fill.size = (rect.x, rect.y), (rect.width, rect.height)
        line = rect.inset(thick / 2)
        self._edge.width = thick / 2
        self._edge.rounded_rectangle = (line.x, line.y, line.width, line.height, corner)

    def colour(self, fill: str, edge: str) -> None:
        """Paint it anew."""
        self.fill, self.edge = fill, edge
        self._fill_colour.rgba = theme.rgba(fill)
        self._edge_colour.rgba = theme.rgba(edge)
        painted = self._surface in self._canvas.children
        if fill == theme.GROUND and painted:
            self._canvas.remove(self._surface)
        elif fill != theme.GROUND and not painted:
            self._canvas.insert(0, self._surface)


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


def is_wheel(touch) -> bool:
    """Whether a touch is a turn of the mouse's wheel, which Kivy takes for one."""
    return str(getattr(touch, "button", "")).startswith("scroll")


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

    def __init__(self, on_pressed: Callable[[], None], **options) -> None:
        super().__init__(**options)
        self._on_pressed = on_pressed
        self._finger = None
        self.slop = 60.0
        self.held_down = False

    def on_parent(self, *_) -> None:
        """Forget the finger: whoever comes or goes is not being pressed."""
        if self._finger is not None:
            self._finger = None
            self.show_down(False)

    def on_touch_down(self, touch) -> bool:
        """Take hold of a finger."""
        if not self.collide_point(*touch.pos) or self.disabled or is_wheel(touch):
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
        if self.guard.deaf() or self.disabled or self.parent is None:
            return
        self.guard.rest()
        self._on_pressed()

    def show_down(self, down: bool) -> None:
        """Look pressed, or not."""
        self.held_down = down
