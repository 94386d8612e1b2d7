"""Small things beside the practice: dots, words for the helper, a breath."""

import pytest

from mit_trainer.ui.layout import Rect
from mit_trainer.ui.theme import Sizes
from tests.ui.stage import Stage


@pytest.fixture
def aside(stage: Stage):
    """Lay the helper's words out."""
    from mit_trainer.ui.aside import Aside

    aside = Aside()
    aside.fit(Rect(0, 0, 450, 120), Sizes.of(1280, 800))
    return aside


def test_a_notice_goes_before_a_hint_and_a_hint_before_what_was_said(aside) -> None:
    """Only one of the three stands there at a time, the gravest one."""
    from mit_trainer.ui.present import Hint

    hint = Hint((True, False), "Heard 1 of 2 sounds.")
    aside.show("The microphone is gone.", hint, "Sing with me.")
    assert aside.text.text == "The microphone is gone."
    assert aside.dots.full == ()
    assert aside.picture.source

    aside.show(None, hint, "Sing with me.")
    assert aside.text.text == "Heard 1 of 2 sounds."
    assert aside.dots.full == (True, False)
    assert not aside.picture.source

    aside.show(None, None, "Sing with me.")
    assert aside.text.text == "Sing with me."
    aside.show(None, None)
    assert aside.text.text == ""


def test_words_and_dots_do_not_overlap(aside) -> None:
    """The dots stand above the sentence."""
    from mit_trainer.ui.present import Hint

    aside.show(None, Hint((True, True), "Heard 2 of 2 sounds."))

    assert aside.dots.y >= aside.text.top


def test_a_dot_for_each_and_open_ones_have_a_hole(stage: Stage) -> None:
    """Three dots, one of them open, are three discs and one hole; form tells, not colour."""
    from kivy.graphics import SmoothEllipse

    from mit_trainer.ui.aside import Dots
    from mit_trainer.ui.pieces import place

    dots = Dots()
    place(dots, Rect(0, 0, 200, 30))
    dots.show((True, False, True))

    discs = [one for one in dots.canvas.children if isinstance(one, SmoothEllipse)]
    assert len(discs) == 4
    assert all(one.pos[0] >= 0 and one.pos[0] + one.size[0] <= 200 for one in discs)


def test_the_path_climbs(stage: Stage) -> None:
    """In a tall place the first dot is at the bottom."""
    from kivy.graphics import SmoothEllipse

    from mit_trainer.ui.aside import Dots
    from mit_trainer.ui.pieces import place

    dots = Dots()
    place(dots, Rect(0, 0, 20, 400))
    dots.show((True, True, True))
    heights = [one.pos[1] for one in dots.canvas.children if isinstance(one, SmoothEllipse)]

    assert heights == sorted(heights)


def test_the_breath_is_slow_and_never_flashes(stage: Stage) -> None:
    """One breath takes six seconds, far below the three flashes a second that harm."""
    from mit_trainer.ui.aside import Breath
    from mit_trainer.ui.pieces import place

    breath = Breath()
    place(breath, Rect(0, 0, 100, 100))
    breath.show(on=True)
    sides = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        breath._draw(share)
        sides.append(breath._disc.size[0])
    breath.show(on=False)

    assert breath.motion._lasts_s >= 6.0
    assert sides[0] < sides[1] < sides[2] > sides[3] > sides[4]
    assert sides[0] == pytest.approx(sides[4])
    assert breath._colour.a == 0.0
