"""Surfaces and pictures, and how they are put in their places."""

from kivy.core.image import Image as CoreImage
from kivy.graphics import (
    Color,
    InstructionGroup,
    Rectangle,
    SmoothLine,
    SmoothRoundedRectangle,
)
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.widget import Widget

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect


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
