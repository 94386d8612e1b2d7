"""A drawn mouth that shows the syllable of the model, as a face across the table would.

The opening is wide for e and i, round for o and u, open for a and for letters
that are not known; closed between the syllables.
"""

import unicodedata

from kivy.graphics import Color, SmoothEllipse, SmoothLine
from kivy.uix.widget import Widget

from mit_trainer.ui import theme

_CLOSED = (0.46, 0.05)
_OPEN = (0.44, 0.4)
_SHAPES = {"e": (0.52, 0.24), "i": (0.56, 0.15), "y": (0.56, 0.15), "o": (0.32, 0.36)}
_SHAPES |= {"u": (0.2, 0.22), "a": _OPEN}
"""Width and height of the opening, in shares of the face."""

_SKIN = "#FCEA2B"  # as in the pictures beside it
_HEAD, _RIM = 0.9, 0.025  # of the room, of the face
_EYES_X, _EYES_Y, _EYE = 0.17, 0.2, 0.09
_MOUTH_Y = -0.16


def opening(syllable: str | None) -> tuple[float, float]:
    """Give width and height of the mouth, by the first vowel of a syllable; None is closed."""
    if syllable is None:
        return _CLOSED
    letters = unicodedata.normalize("NFD", syllable.casefold())
    vowels = [letter for letter in letters if letter in _SHAPES]
    spoken = vowels[1:] if len(vowels) > 1 and letters[0] == "y" else vowels
    return _SHAPES[spoken[0]] if spoken else _OPEN


class Mouth(Widget):
    """A plain face whose mouth forms the syllable."""

    def __init__(self) -> None:
        super().__init__()
        self.syllable: str | None = None
        with self.canvas:
            Color(*theme.rgba(_SKIN))
            self._head = SmoothEllipse()
            Color(*theme.rgba(theme.INK))
            self._rim = SmoothLine()
            self._eyes = (SmoothEllipse(), SmoothEllipse())
            self._inside = SmoothEllipse()
        self.bind(pos=self._draw, size=self._draw)

    def show(self, syllable: str | None) -> None:
        """Form the mouth for a syllable; None closes it."""
        if syllable != self.syllable:
            self.syllable = syllable
            self._draw()

    def _draw(self, *_) -> None:
        side = min(self.width, self.height) * _HEAD
        self._lay(self._head, 0.0, 0.0, side, side)
        self._rim.width = max(1.0, _RIM * side)
        self._rim.circle = (self.center_x, self.center_y, side / 2)
        for eye, where in zip(self._eyes, (-1, 1), strict=True):
            self._lay(eye, where * _EYES_X * side, _EYES_Y * side, _EYE * side, 1.5 * _EYE * side)
        width, height = (side * share for share in opening(self.syllable))
        self._lay(self._inside, 0.0, _MOUTH_Y * side, width, height)

    def _lay(self, shape: SmoothEllipse, x: float, y: float, width: float, height: float) -> None:
        """Centre a shape at a place relative to the middle of the face."""
        shape.size = (width, height)
        shape.pos = (self.center_x + x - width / 2, self.center_y + y - height / 2)
