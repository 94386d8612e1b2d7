"""Text that fits, pictures that keep their shape, presses that are meant."""

import pytest

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


@pytest.fixture
def pressed(stage: Stage, moment: Moment):
    """Lay something to press on the window; gives it and the list of its presses."""
    from mit_trainer.ui.pieces import Pressable, place
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


def test_words_shrink_before_they_are_cut(stage: Stage) -> None:
    """A long word in a small place is set smaller; a short one keeps the size asked for."""
    from mit_trainer.ui.pieces import Text, place

    text = Text(text="ok")
    text.most = 40
    place(text, Rect(0, 0, 200, 60))
    assert text.font_size == 40

    text.text = "Donaudampfschifffahrt"
    assert 8 < text.font_size < 40


def test_the_type_fits_its_room(stage: Stage) -> None:
    """Measured by typesetting it anew, a sentence is neither wider nor higher than its room."""
    from kivy.core.text import Label

    from mit_trainer.ui.pieces import fitting

    sentence = "The microphone is gone. This answer is kept. Please plug it in again."
    for room in ((200, 100), (450, 90), (90, 400)):
        size = fitting(sentence, theme.REGULAR, 40, room)
        label = Label(
            text=sentence,
            font_name=theme.REGULAR,
            font_size=size,
            line_height=1.2,
            text_size=(room[0], None),
        )
        label.refresh()
        assert label.texture.height <= room[1]


def test_a_picture_keeps_its_shape(stage: Stage) -> None:
    """A square picture in a wide place stays square, in the middle."""
    from mit_trainer.ui.pieces import Picture, place

    picture = Picture(source=theme.picture("ear"))
    place(picture, Rect(100, 100, 300, 120))

    assert picture._box.size == (120, 120)
    assert picture._box.pos == (190, 100)


def test_no_picture_is_nothing(stage: Stage) -> None:
    """Without a source nothing is drawn, and it may come and go."""
    from mit_trainer.ui.pieces import Picture, place

    picture = Picture()
    place(picture, Rect(0, 0, 100, 100))
    assert picture._box.size == (0, 0)
    picture.source = theme.picture("ear")
    assert picture._box.size == (100, 100)
    picture.source = ""
    assert picture._box.size == (0, 0)


def test_a_mirrored_picture_is_turned_round(stage: Stage) -> None:
    """The open hand has its thumb on the other side for the other hand."""
    from mit_trainer.ui.pieces import Picture, place

    picture = Picture(source=theme.picture("open-hand"))
    place(picture, Rect(0, 0, 100, 100))
    left = tuple(picture._box.tex_coords)
    picture.mirror = True
    right = tuple(picture._box.tex_coords)

    assert (left[0], left[2]) == (right[2], right[0])
