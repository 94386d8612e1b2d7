"""The screens of the first checks."""

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


def test_each_tile_begins_its_check(stage: Stage, finger: Finger) -> None:
    """Four tiles, each with its sentence; a touch asks for the check of that name."""
    from mit_trainer.ui.checks import PICTURES, ChecksSheet
    from tests.ui.gallery import WORDS, nothing

    asked: list[str] = []
    known = {name: f"about {name}" for name in PICTURES}
    sheet = stage.show(ChecksSheet(WORDS, known, nothing, asked.append))

    for name in PICTURES:
        finger.touch(sheet.tiles[name])

    assert asked == ["sound", "touch", "voice", "beat"]
    assert [sheet.lines[name].text for name in PICTURES] == list(known.values())


def test_a_check_is_begun_tapped_and_told(stage: Stage, finger: Finger) -> None:
    """The pad is there only while taps are wanted; each touch of it reaches the check."""
    from mit_trainer.session.checks import Check, Outcome
    from mit_trainer.ui.checks import CheckSheet
    from tests.ui.gallery import WORDS, nothing

    class ThreeTaps(Check):
        taps_wanted = True

        def __init__(self) -> None:
            super().__init__()
            self.n = 0

        @property
        def dots(self) -> tuple[bool, ...]:
            return tuple(k < self.n for k in range(3))

        def tick(self) -> None:
            if self.n == 3:
                self.outcome = Outcome("measured", good=True)

        def tap(self, tap) -> None:
            self.n += 1

        def cancel(self) -> None:
            raise AssertionError("it was over")

    check = ThreeTaps()
    sheet = stage.show(
        CheckSheet("touch", WORDS, lambda: check, lambda outcome: outcome.word, nothing)
    )
    assert sheet.pad.parent is None
    finger.touch(sheet.button)
    assert sheet.pad.parent is sheet
    assert sheet.button.parent is None
    for _ in range(3):
        finger.touch(sheet.pad)
    sheet.tick()

    assert sheet.dots.full == (True, True, True)
    assert sheet.sentence.text == "measured"
    assert sheet.button.word.text == "Done"
    assert sheet.pad.parent is None
    sheet.leave()


def test_leaving_ends_what_is_under_way(stage: Stage, finger: Finger, moment: Moment) -> None:
    """The arrow back cancels the check, once."""
    from tests.ui.gallery import _Under, check

    under = _Under(False, (), None)
    under.outcome = "still there"
    sheet = stage.show(check("sound", under)("left", "normal"))

    sheet.leave()

    assert under.outcome is None


def test_a_missing_device_is_told_and_can_be_tried_again(stage: Stage, finger: Finger) -> None:
    """The sentence of the trouble stands where the instruction stood; the button stays."""
    from mit_trainer.errors import DeviceTrouble
    from mit_trainer.ui.checks import CheckSheet
    from tests.ui.gallery import WORDS, nothing

    def begin() -> None:
        raise DeviceTrouble("There is no microphone.")

    sheet = stage.show(CheckSheet("voice", WORDS, begin, nothing, nothing))
    finger.touch(sheet.button)

    assert sheet.sentence.text == "There is no microphone."
    assert sheet.button.parent is sheet
