"""The way to the helper's screens, which no patient finds by accident."""

import pytest

from mit_trainer.ui.layout import Rect
from mit_trainer.ui.theme import Sizes
from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


@pytest.fixture
def corner(stage: Stage, moment: Moment):
    """Lay the gear and its door on the window."""
    from mit_trainer.ui.helper_corner import HelperCorner
    from mit_trainer.ui.sheet import Sheet

    done: list[str] = []
    corner = HelperCorner(lambda: done.append("helper"))
    corner.done = done
    stage.show(Sheet()).add_widget(corner)
    corner.fit(Rect(1000, 650, 110, 110), Rect(860, 650, 110, 110), Sizes.of(1280, 800))
    return corner


def test_one_touch_on_the_gear_opens_nothing(corner, finger: Finger) -> None:
    """A door appears beside the gear; only the second touch, on the door, opens."""
    finger.touch(corner.gear)
    assert corner.done == []
    assert corner.door.parent

    finger.touch(corner.door)
    assert corner.done == ["helper"]


def test_the_door_closes_by_itself(corner, stage: Stage, finger: Finger) -> None:
    """Five seconds after the gear was touched the door is gone and opens nothing."""
    from mit_trainer.ui.helper_corner import DOOR_S

    finger.touch(corner.gear)
    stage.settle(DOOR_S + 0.1)

    finger.touch(corner.door)

    assert corner.door.parent is None
    assert corner.done == []


def test_holding_the_gear_opens(corner, finger: Finger, moment: Moment) -> None:
    """A finger that rests on the gear for a second and a half opens; a shorter one does not."""
    from mit_trainer.ui.helper_corner import HOLD_S

    gear = corner.gear
    moment.pass_by()
    touch = finger.down(*gear.center)
    corner._holding._step(HOLD_S * 0.6)
    assert corner.done == []
    corner._holding._step(HOLD_S * 0.6)
    assert corner.done == ["helper"]
    finger.up(touch)


def test_a_short_hold_forgets_itself(corner, finger: Finger, moment: Moment) -> None:
    """Two half holds are no whole one."""
    from mit_trainer.ui.helper_corner import HOLD_S

    gear = corner.gear
    for _ in range(2):
        moment.pass_by()
        touch = finger.down(*gear.center)
        corner._holding._step(HOLD_S * 0.6)
        finger.up(touch, 0, 0)

    assert corner.done == []
