"""The app: its first picture comes first, keys count once, closing keeps everything."""

import json
import subprocess
import sys
from pathlib import Path

from tests.ui.conftest import Moment
from tests.ui.stage import Stage

ROOT = Path(__file__).parents[2]
SLOW = ("numpy", "scipy", "parselmouth", "pyaudio", "sqlalchemy", "sqlcipher3", "reportlab", "PIL")

RUN = """
import json, sys, threading
from mit_trainer import places
from mit_trainer.errors import AlreadyOpen
from mit_trainer.ui.window import opens, prepare

prepare()
assert opens()
from kivy.clock import Clock
from mit_trainer.ui.app import TrainerApp
from mit_trainer.ui.words import read_words

told = {"imported": [], "thread": None, "shown": [], "closed": 0}

def opener(wish):
    told["imported"] = sorted(sys.modules)
    told["thread"] = threading.current_thread() is threading.main_thread()
    raise AlreadyOpen("x")

app = TrainerApp(read_words(places.WORDS, "en"), places.PICTURES, opener)

def look(_):
    told["shown"].append(type(app.frame.sheet).__name__)
    if told["shown"][-1] == "NoticeSheet":
        app.stop()

Clock.schedule_interval(look, 0.02)
app.run()
print(json.dumps(told))
"""


def test_the_first_picture_waits_for_nothing_slow(display: str) -> None:
    """When the trainer is opened, a screen has been seen and no slow library was imported."""
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert [name for name in SLOW if name in told["imported"]] == []
    assert told["thread"] is False
    assert told["shown"][0] == "HomeSheet"
    assert told["shown"][-1] == "NoticeSheet"


def test_a_held_key_counts_once(stage: Stage, moment: Moment) -> None:
    """The system repeats a held key; only the first one and one after lifting count."""
    from mit_trainer.ui.app import Frame, Keys
    from mit_trainer.ui.sheet import Sheet

    class Heard(Sheet):
        def key(self, code: int, at_s: float) -> bool:
            self.codes = [*getattr(self, "codes", []), code]
            return True

    frame = stage.show(Frame())
    keys = Keys(frame)
    frame.show(Heard())
    for _ in range(3):
        stage.window.dispatch("on_key_down", ord("t"), 23, "t", [])
    stage.window.dispatch("on_key_up", ord("t"), 23)
    stage.window.dispatch("on_key_down", ord("t"), 23, "t", [])

    assert frame.sheet.codes == [ord("t"), ord("t")]
    stage.window.unbind(on_key_down=keys._down, on_key_up=keys._up)


def test_the_loop_turns_quickly_only_while_taps_count(stage: Stage, moment: Moment) -> None:
    """The practice screen asks for 500 rounds a second; the next screen puts 60 back."""
    from kivy.clock import Clock

    from mit_trainer.ui.app import Frame
    from tests.ui.gallery import GALLERY

    frame = stage.show(Frame())
    frame.show(GALLERY["practice-ready"]("left", "normal"))
    assert Clock._max_fps == 500
    frame.show(GALLERY["goodbye"]("left", "normal"))
    assert Clock._max_fps == 60
    frame.sheet.leave()


def test_a_screen_fills_the_window_as_it_changes(stage: Stage, moment: Moment) -> None:
    """Turning the tablet lays the screen out anew."""
    from mit_trainer.ui.app import Frame
    from tests.ui.gallery import GALLERY

    frame = stage.show(Frame())
    frame.show(GALLERY["home"]("left", "normal"))
    stage.show(frame, (800, 1280))

    assert tuple(frame.sheet.size) == (800, 1280)
    assert frame.sheet.begin.top < 1280
    frame.sheet.leave()
