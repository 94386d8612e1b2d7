"""The first screen: one huge button, and nothing to read."""

import pytest

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage

SPACE = 32


class Home:
    """The first screen and what was done on it."""

    def __init__(self, stage: Stage) -> None:
        from mit_trainer.ui.home import HomeActs, HomeSheet
        from tests.ui.gallery import WORDS

        self.done: list[str] = []
        acts = HomeActs(
            start=lambda: self.done.append("start"),
            go_on=lambda: self.done.append("go on"),
            helper=lambda: self.done.append("helper"),
        )
        self.sheet = HomeSheet(WORDS, acts)
        stage.show(self.sheet)


@pytest.fixture
def home(stage: Stage, moment: Moment) -> Home:
    """Open the first screen."""
    return Home(stage)


def test_while_the_trainer_wakes_nothing_can_be_pressed(home: Home, finger: Finger) -> None:
    """A breath stands where the button will be; pressing there, or Space, does nothing."""
    assert home.sheet.breath.motion.running

    finger.touch(home.sheet.begin)
    home.sheet.key(SPACE, 0.0)

    assert home.done == []


def test_one_press_starts(home: Home, finger: Finger, moment: Moment) -> None:
    """When it is awake, the huge button and Space start a sitting."""
    home.sheet.ready(unfinished=False, simulated=False)

    finger.touch(home.sheet.begin)
    moment.pass_by()
    home.sheet.key(SPACE, 0.0)

    assert home.done == ["start", "start"]
    assert not home.sheet.breath.motion.running


def test_a_sitting_that_was_left_goes_on(home: Home, finger: Finger) -> None:
    """The huge button goes on with it; a smaller one beside it starts anew."""
    home.sheet.ready(unfinished=True, simulated=False)

    finger.touch(home.sheet.begin)
    finger.touch(home.sheet.anew)

    assert home.done == ["go on", "start"]


def test_who_answers_is_said(home: Home) -> None:
    """With the simulated patient a robot and a sentence say so; notices stand beside it."""
    home.sheet.ready(unfinished=False, simulated=True, notices=("Recordings saved: 1.",))

    assert home.sheet.robot.source
    assert home.sheet.aside.text == "The simulated patient answers. Recordings saved: 1."
