"""Presses that are meant, by hands that shake."""

import pytest

from mit_trainer.ui.layout import Rect
from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


@pytest.fixture
def pressed(stage: Stage, moment: Moment):
    """Lay something to press on the window; gives it and the list of its presses."""
    from mit_trainer.ui.pieces import place
    from mit_trainer.ui.pressing import Pressable
    from mit_trainer.ui.sheet import Sheet

    presses: list[str] = []
    widget = Pressable(lambda: presses.append("press"))
    stage.show(Sheet()).add_widget(widget)
    place(widget, Rect(400, 300, 200, 150))
    return widget, presses


def test_a_press_counts_when_the_finger_lifts(pressed, finger: Finger) -> None:
    """Touching alone does nothing yet; lifting acts once."""
    widget, presses = pressed

    touch = finger.down(500, 350)
    assert presses == []
    assert widget.held_down
    finger.up(touch)

    assert presses == ["press"]
    assert not widget.held_down


def test_a_finger_may_slide_a_little(pressed, finger: Finger) -> None:
    """A shaking hand that lifts beside the button has pressed it; far away it has not."""
    _, presses = pressed

    finger.up(finger.down(590, 350), 640, 350)
    assert presses == ["press"]

    moment_later = finger.down(590, 350)
    finger.up(moment_later, 900, 350)
    assert presses == ["press"]


def test_a_second_touch_within_300_ms_is_a_tremor(pressed, finger: Finger) -> None:
    """At 0.2 s after a press the next one is not heard, at 0.4 s it is."""
    widget, presses = pressed

    finger.touch(widget)
    finger.touch(widget, after_s=0.2)
    assert presses == ["press"]
    finger.touch(widget, after_s=0.4)
    assert presses == ["press", "press"]


def test_only_one_finger_presses(pressed, finger: Finger) -> None:
    """A second finger on the same button neither presses nor takes the press away."""
    _, presses = pressed

    first, second = finger.down(450, 350), finger.down(550, 350)
    finger.up(second)
    assert presses == []
    finger.up(first)
    assert presses == ["press"]


@pytest.mark.parametrize("hide", ["gone", "disabled"])
def test_what_is_not_there_cannot_be_pressed(pressed, finger: Finger, hide: str) -> None:
    """A button that was taken away, or is disabled, lets touch and keyboard through."""
    widget, presses = pressed
    if hide == "gone":
        widget.parent.remove_widget(widget)
    widget.disabled = hide == "disabled"

    finger.touch(widget)
    widget.press()

    assert presses == []


def test_a_button_that_went_under_a_finger_is_whole_when_it_returns(
    pressed, finger: Finger
) -> None:
    """A finger that was down when the button was taken away is forgotten."""
    from mit_trainer.ui.pieces import reveal

    widget, presses = pressed
    sheet = widget.parent
    lost = finger.down(500, 350)
    reveal(sheet, widget, on=False)
    finger.up(lost)
    reveal(sheet, widget, on=True)

    finger.touch(widget)

    assert presses == ["press"]
