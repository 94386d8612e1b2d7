"""The Kivy app: a window, its clock and its keyboard; the `Guide` decides what is on it.

The first picture comes first: nothing that is slow to import is touched before it.
"""

import time

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget

from mit_trainer.ui.guide import Guide
from mit_trainer.ui.parts import Opener, Wish
from mit_trainer.ui.pressing import Pressable
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.window import RESTING_FPS, turn_loop
from mit_trainer.ui.words import Words

_TICKS_PER_S = 60.0


class Frame(Widget):
    """Holds one screen at a time, as large as the window."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.bind(size=self._fill)

    def show(self, sheet: Sheet) -> None:
        """Put a screen in the place of the one before."""
        if self.sheet is not None:
            self.sheet.leave()
            self.remove_widget(self.sheet)
        self.sheet = sheet
        turn_loop(sheet.fps)
        Pressable.guard.rest()
        self.add_widget(sheet)
        self._fill()

    def _fill(self, *_) -> None:
        if self.sheet is not None:
            self.sheet.pos, self.sheet.size = self.pos, self.size


class Keys:
    """Passes each key on once, however long it is held."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._held: set[int] = set()
        Window.bind(on_key_down=self._down, on_key_up=self._up)

    def _down(self, _window, code, *_) -> bool:
        at_s = time.perf_counter()
        if code in self._held:
            return True
        self._held.add(code)
        return self._frame.sheet is not None and self._frame.sheet.key(code, at_s)

    def _up(self, _window, code, *_) -> bool:
        self._held.discard(code)
        return False


class TrainerApp(App):
    """Everything it shows and does is handed in."""

    def __init__(self, words: Words, pictures, opener: Opener) -> None:
        super().__init__()
        self.title = words("app.title")
        self.frame = Frame()
        self.guide = Guide(words, pictures, opener, self.frame.show, self.stop)

    def build(self) -> Frame:
        """Make the window's content; the trainer opens when it has been seen."""
        self.use_kivy_settings = False
        self.keys = Keys(self.frame)
        self.frame.show(self.guide.waking())
        Window.bind(on_flip=self._seen)
        return self.frame

    def _seen(self, *_) -> None:
        Window.unbind(on_flip=self._seen)
        self.guide.open(Wish())
        Clock.schedule_interval(lambda _: self.guide.tick(), 1.0 / _TICKS_PER_S)

    def on_stop(self) -> None:
        """Keep everything before the window goes."""
        turn_loop(RESTING_FPS)
        self.guide.close()
