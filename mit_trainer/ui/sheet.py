"""What all screens have in common: one main button, a keyboard.

Space and Enter press the main button, unless Tab has gone to another one.
"""

from kivy.uix.widget import Widget

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import PictureButton

ENTER, NUMPAD_ENTER, SPACE, TAB, ESCAPE = 13, 271, 32, 9, 27


class Sheet(Widget):
    """One screen.  A subclass fills it and overrides `arrange`.

    ``hand`` is the side of the hand that touches, "left" or "right"; ``text`` a key of
    `theme.TEXT_SCALES`.
    """

    fps = 60
    """Rounds of the event loop in a second while this screen is shown."""

    def __init__(self, hand: str = "left", text: str = "normal") -> None:
        super().__init__()
        self.hand, self.text = hand, text
        self.main: PictureButton | None = None
        self._focused: PictureButton | None = None
        self.bind(size=self.lay_out, pos=self.lay_out)

    def lay_out(self, *_) -> None:
        """Arrange everything anew for the present size."""
        if self.width > 1 and self.height > 1:
            self.arrange(theme.Sizes.of(self.width, self.height, self.text))

    def arrange(self, sizes: theme.Sizes) -> None:
        """Put every piece in its place."""

    def tick(self) -> None:
        """Keep up with what goes on; comes sixty times a second while this screen is shown."""

    def leave(self) -> None:
        """Come to rest: another screen takes its place."""

    def key(self, code: int, at_s: float) -> bool:
        """Take a key that went down; True when it meant something here."""
        if code == TAB:
            self._focus_next()
            return True
        button = self._focused if self._focused in self.buttons() else self.main
        if code in {ENTER, NUMPAD_ENTER, SPACE} and button is not None:
            button.press()
            return True
        return False

    def buttons(self) -> list[PictureButton]:
        """Everything that can be pressed now, from the top left."""
        found = [
            widget
            for widget in self.walk(restrict=True)
            if isinstance(widget, PictureButton) and not widget.disabled
        ]
        return sorted(found, key=lambda button: (-round(button.top, -1), button.x))

    def _focus_next(self) -> None:
        buttons = self.buttons()
        at = buttons.index(self._focused) + 1 if self._focused in buttons else 0
        if self._focused is not None:
            self._focused.focus(False)
        self._focused = buttons[at % len(buttons)] if buttons else None
        if self._focused is not None:
            self._focused.focus(True)
