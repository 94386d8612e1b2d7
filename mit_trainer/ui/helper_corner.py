"""The small way to the helper's screens that no patient opens by accident.

Hold the gear for a second and a half, or touch it and then the door that appears
beside it (a long press is hard for some hands, two single touches are not).
"""

from collections.abc import Callable

from kivy.graphics import Color, Line
from kivy.uix.widget import Widget

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import BARE, PictureButton
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.motion import Motion
from mit_trainer.ui.pieces import place, reveal

HOLD_S = 1.5
DOOR_S = 5.0


class HelperCorner(Widget):
    """A gear, and for a few seconds a door beside it."""

    def __init__(self, on_open: Callable[[], None]) -> None:
        super().__init__()
        self._on_open = on_open
        self.gear = _Gear(self._show_door, self._hold)
        self.door = PictureButton(self._open, theme.picture("door"), look=BARE)
        self.add_widget(self.gear)
        self._closing = Motion(self._close, DOOR_S)
        with self.gear.canvas.after:
            self._ring_colour = Color(*theme.rgba(theme.BLUE, 0.0))
            self._ring = Line(width=3.0)
        self._holding = Motion(self._draw_ring, HOLD_S)

    def fit(self, gear: Rect, door: Rect, sizes: theme.Sizes) -> None:
        """Put both in their places."""
        place(self, gear)
        self.gear.fit(gear, sizes)
        self.door.fit(door, sizes)

    def leave(self) -> None:
        """Stand still and close."""
        self._holding.stop()
        self._closing.stop()
        reveal(self, self.door, on=False)
        self._ring_colour.a = 0.0

    def _show_door(self) -> None:
        reveal(self, self.door, on=True)
        self._closing.start()

    def _hold(self, down: bool) -> None:
        if down:
            self._holding.start()
        else:
            self._holding.stop()
            self._ring_colour.a = 0.0

    def _draw_ring(self, share: float) -> None:
        self._ring_colour.a = 1.0
        side = min(self.gear.size) / 2
        self._ring.circle = (*self.gear.center, side, 0, 360.0 * share)
        if share >= 1.0:
            self._open()

    def _close(self, share: float) -> None:
        if share >= 1.0:
            self.leave()

    def _open(self) -> None:
        self.leave()
        self._on_open()


class _Gear(PictureButton):
    """The gear tells when a finger rests on it."""

    def __init__(self, on_pressed: Callable[[], None], on_hold: Callable[[bool], None]) -> None:
        self._on_hold = on_hold
        super().__init__(on_pressed, theme.picture("gear"), look=BARE)
        self.picture.opacity_of_picture = 0.6

    def show_down(self, down: bool) -> None:
        """Look held, and say so."""
        super().show_down(down)
        self._on_hold(down)
