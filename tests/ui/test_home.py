"""The first screen: one huge button, and a way for the helper that no patient finds."""

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


def test_one_touch_on_the_gear_opens_nothing(home: Home, finger: Finger) -> None:
    """A door appears beside the gear; only the second touch, on the door, opens."""
    corner = home.sheet.corner
    finger.touch(corner.gear)
    assert home.done == []
    assert corner.door.parent

    finger.touch(corner.door)
    assert home.done == ["helper"]


def test_the_door_closes_by_itself(home: Home, stage: Stage, finger: Finger) -> None:
    """Five seconds after the gear was touched the door is gone and opens nothing."""
    from mit_trainer.ui.helper_corner import DOOR_S

    corner = home.sheet.corner
    finger.touch(corner.gear)
    stage.settle(DOOR_S + 0.1)

    finger.touch(corner.door)

    assert corner.door.parent is None
    assert home.done == []


def test_holding_the_gear_opens(home: Home, finger: Finger, moment: Moment) -> None:
    """A finger that rests on the gear for a second and a half opens; a shorter one does not."""
    from mit_trainer.ui.helper_corner import HOLD_S

    gear = home.sheet.corner.gear
    moment.pass_by()
    touch = finger.down(*gear.center)
    corner = home.sheet.corner
    corner._holding._step(HOLD_S * 0.6)
    assert home.done == []
    corner._holding._step(HOLD_S * 0.6)
    assert home.done == ["helper"]
    finger.up(touch)


def test_a_short_hold_forgets_itself(home: Home, finger: Finger, moment: Moment) -> None:
    """Two half holds are no whole one."""
    from mit_trainer.ui.helper_corner import HOLD_S

    gear = home.sheet.corner.gear
    for _ in range(2):
        moment.pass_by()
        touch = finger.down(*gear.center)
        home.sheet.corner._holding._step(HOLD_S * 0.6)
        finger.up(touch, 0, 0)

    assert home.done == []
