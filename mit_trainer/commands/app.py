"""``mit-trainer app``: opens the window, or plays a session where there is no screen."""

import argparse
import logging
import os
import sys
from typing import TYPE_CHECKING

from mit_trainer import places
from mit_trainer.ui.window import opens, prepare

if TYPE_CHECKING:
    from mit_trainer.ui.parts import Parts, Wish

NO_SCREEN = (
    "There is no screen to open a window on; "
    "a whole session is played with the simulated patient instead."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the language of the screens."""
    parser.add_argument(
        "--language", default="en", metavar="CODE", help="language of the screens (en)"
    )
    parser.add_argument(
        "--log", action="store_true", help="tell on standard error where the sitting stands"
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window; returns when it is closed."""
    if arguments.log:
        logging.basicConfig(format="%(message)s")
        logging.getLogger("mit_trainer").setLevel(logging.INFO)
    if not screen_there():
        return _played()
    prepare(home=places.data_folder().root / "window")
    if not opens():
        return _played()
    from mit_trainer.ui.app import TrainerApp
    from mit_trainer.ui.words import read_words

    words = read_words(places.WORDS, arguments.language)
    TrainerApp(words, places.PICTURES, opener).run()
    return 0


def screen_there() -> bool:
    """Whether a window may be tried; only Linux is ever known to be without a screen."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("SDL_VIDEODRIVER") == "offscreen":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def opener(wish: "Wish") -> "Parts":
    """Open the user's trainer, when the first picture is out."""
    from mit_trainer import wiring  # it brings everything slow

    return wiring.open_app(places.data_folder(), wish)


def _played() -> int:
    from mit_trainer.commands import demo

    print(NO_SCREEN)
    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    return int(demo.run(parser.parse_args([])))
