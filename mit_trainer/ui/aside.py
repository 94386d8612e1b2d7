"""Small things beside the practice: the helper's corner of words, the breath, the path."""

from typing import TYPE_CHECKING

from kivy.graphics import Color, SmoothEllipse
from kivy.uix.widget import Widget

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.motion import Motion
from mit_trainer.ui.pieces import Picture, place
from mit_trainer.ui.text import Text

if TYPE_CHECKING:
    from mit_trainer.ui.present import Hint


class Dots(Widget):
    """A row or a column of dots, full or open: syllables heard, phrases done."""

    def __init__(self, colour: str = theme.DEEP_BLUE) -> None:
        super().__init__()
        self._colour, self.full = colour, ()
        self.bind(pos=self._draw, size=self._draw)

    def show(self, full: tuple[bool, ...]) -> None:
        """Show one dot for each value."""
        if full != self.full:
            self.full = full
            self._draw()

    def _draw(self, *_) -> None:
        self.canvas.clear()
        if not self.full:
            return
        upright = self.height > self.width
        length, thick = max(self.width, self.height), min(self.width, self.height)
        step = min(length / len(self.full), thick * 1.7)
        side = min(thick, step * 0.72)
        first = (length - step * len(self.full)) / 2
        with self.canvas:
            for index, full in enumerate(self.full):
                along = first + step * index + (step - side) / 2
                across = (thick - side) / 2
                spot = (self.x + along, self.y + across)
                if upright:  # the path climbs
                    spot = (self.x + across, self.y + along)
                self._dot(spot, side, full)

    def _dot(self, spot: tuple[float, float], side: float, full: bool) -> None:
        Color(*theme.rgba(self._colour))
        SmoothEllipse(pos=spot, size=(side, side))
        if not full:
            edge = max(2.0, side * 0.14)
            Color(*theme.rgba(theme.GROUND))
            SmoothEllipse(
                pos=(spot[0] + edge, spot[1] + edge), size=(side - 2 * edge, side - 2 * edge)
            )


class Aside(Widget):
    """A calm notice with a picture, or else the trainer's hint, small; for the helper."""

    def __init__(self) -> None:
        super().__init__()
        self.notice: str | None = None
        self.picture = Picture()
        self.dots = Dots()
        self.text = Text(colour=theme.QUIET_INK)
        for widget in (self.picture, self.dots, self.text):
            self.add_widget(widget)
        self._sizes: theme.Sizes | None = None

    def show(self, notice: str | None, hint: "Hint | None", said: str = "") -> None:
        """Show a notice, else a hint, else what was last said aloud."""
        self.notice = notice
        self.picture.source = theme.picture("microphone") if notice else ""
        self.dots.show(hint.dots if hint is not None and not notice else ())
        self.text.text = notice or (hint.sentence if hint is not None else said)
        self._arrange()

    def fit(self, rect: Rect, sizes: theme.Sizes) -> None:
        """Put it in its place."""
        self._sizes = sizes
        place(self, rect)
        self._arrange()

    def _arrange(self) -> None:
        if self._sizes is None:
            return
        rect = Rect(self.x, self.y, self.width, self.height)
        row = 28.0 * self._sizes.unit
        dots, text = Rect(rect.x, rect.top - row, rect.width, row), rect
        picture = Rect(rect.x, rect.top - rect.height * 0.4, rect.width, rect.height * 0.4)
        if self.notice and rect.width > 2 * rect.height:
            picture = Rect(rect.x, rect.y, rect.height * 0.7, rect.height)
            text = Rect(picture.right, rect.y, rect.right - picture.right, rect.height)
        elif self.notice:
            text = Rect(rect.x, rect.y, rect.width, picture.y - rect.y)
        elif self.dots.full:
            text = Rect(rect.x, rect.y, rect.width, dots.y - rect.y)
        self.text.most = self._sizes.small
        for widget, where in ((self.picture, picture), (self.dots, dots), (self.text, text)):
            place(widget, where)


class Breath(Widget):
    """A slow breath in place of a clock: a disc that swells and shrinks."""

    _PERIOD_S = 6.0

    def __init__(self) -> None:
        super().__init__()
        with self.canvas:
            self._colour = Color(*theme.rgba(theme.SKY, 0.0))
            self._disc = SmoothEllipse()
        self.motion = Motion(self._draw, self._PERIOD_S, repeats=True)

    def show(self, on: bool) -> None:
        """Breathe, or be gone."""
        if on != self.motion.running:
            self._colour.a = 1.0 if on else 0.0
            (self.motion.start if on else self.motion.stop)()

    def _draw(self, share: float) -> None:
        swell = 1.0 - abs(2.0 * share - 1.0)
        smooth = swell * swell * (3.0 - 2.0 * swell)
        side = min(self.width, self.height) * (0.55 + 0.35 * smooth)
        self._disc.pos = (self.center_x - side / 2, self.center_y - side / 2)
        self._disc.size = (side, side)
