"""Opens a window and says when its first picture was out, and when it could be used.

Run as ``python first_screen.py app|empty STARTED_S``; ``STARTED_S`` is the monotonic time
at which whoever measures started this process, so that Python's own start is counted too.
"""

import sys
import time
from collections.abc import Callable
from typing import Any


def app(started_s: float) -> None:
    """Open the trainer as its command does, and close it when the first screen is ready."""
    from mit_trainer import places
    from mit_trainer.commands import app as command
    from mit_trainer.ui.window import opens, prepare

    prepare(home=places.data_folder().root / "window")
    opens()
    from kivy.clock import Clock
    from kivy.core.window import Window

    from mit_trainer.ui.app import TrainerApp
    from mit_trainer.ui.words import read_words

    trainer = TrainerApp(read_words(places.WORDS, "en"), places.PICTURES, command.opener)
    _tell_first_flip(Window, started_s)

    def look(_: float) -> None:
        if trainer.guide.person is not None:
            print(f"ready {time.perf_counter() - started_s:.4f}", flush=True)
            trainer.stop()

    Clock.schedule_interval(look, 1 / 200)
    trainer.run()


def empty(started_s: float) -> None:
    """Open a Kivy window with nothing in it: the peer."""
    from mit_trainer.ui.window import opens, prepare

    prepare()
    opens()
    from kivy.app import App
    from kivy.core.window import Window
    from kivy.uix.widget import Widget

    class Empty(App):  # type: ignore[misc]
        def build(self) -> Widget:
            return Widget()

    window = Empty()
    _tell_first_flip(Window, started_s, window.stop)
    window.run()


def _tell_first_flip(
    window: Any, started_s: float, then: Callable[[], None] = lambda: None
) -> None:
    def flipped(*_: object) -> None:
        print(f"first {time.perf_counter() - started_s:.4f}", flush=True)
        window.unbind(on_flip=flipped)
        then()

    window.bind(on_flip=flipped)


if __name__ == "__main__":
    {"app": app, "empty": empty}[sys.argv[1]](float(sys.argv[2]))
