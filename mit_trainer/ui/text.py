"""Words that always fit their place."""

from kivy.core.text import Label as CoreLabel
from kivy.properties import NumericProperty
from kivy.uix.label import Label

from mit_trainer.ui import theme

_LINE_HEIGHT = 1.2
_LEAST_TYPE = 8.0


class Text(Label):
    """A text whose type shrinks before anything is cut off."""

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
