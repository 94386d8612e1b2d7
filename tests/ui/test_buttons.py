"""Buttons: a picture and a word, and a look that says what a finger does."""

import pytest

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.theme import Sizes
from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage

SIZES = Sizes.of(1280, 800)


@pytest.fixture
def button(stage: Stage, moment: Moment):
    """Lay a white button with picture and word on the window."""
    from mit_trainer.ui.buttons import PictureButton
    from mit_trainer.ui.sheet import Sheet

    button = PictureButton(lambda: None, theme.picture("ear"), "Listen")
    stage.show(Sheet()).add_widget(button)
    button.fit(Rect(100, 100, 300, 300), SIZES)
    return button


def test_in_a_square_the_word_is_below_and_in_a_strip_beside(button) -> None:
    """Picture and word never overlap, and both stay inside the button."""
    assert button.picture.y >= button.word.top

    button.fit(Rect(100, 100, 400, 110), SIZES)
    assert button.picture.right <= button.word.x
    for part in (button.picture, button.word):
        assert part.x >= button.x
        assert part.right <= button.right


def test_a_finger_that_holds_is_seen(button, finger: Finger) -> None:
    """The surface changes while it is held, and changes back."""
    from mit_trainer.ui.buttons import PLAIN

    touch = finger.down(200, 200)
    assert button._plate.fill == PLAIN.held
    finger.up(touch)
    assert button._plate.fill == PLAIN.fill


def test_the_keyboard_has_a_ring(button) -> None:
    """The ring is drawn while the keyboard is there, once, and gone afterwards."""
    for on in (True, True, False, False, True):
        button.focus(on)
        assert (button._ring in button.canvas.after.children) is on


def test_a_button_changes_its_clothes(button) -> None:
    """A chosen one has a thicker edge; its word keeps a contrast of 7:1."""
    from mit_trainer.ui.buttons import BARE, CHOSEN, LARGE, PLAIN

    before = button._plate._edge.width
    button.wear(CHOSEN)
    assert button._plate._edge.width > before
    for look in (BARE, CHOSEN, LARGE, PLAIN):
        assert theme.contrast(look.ink, look.fill) >= 7.0
        assert theme.contrast(look.ink, look.held) >= 7.0
