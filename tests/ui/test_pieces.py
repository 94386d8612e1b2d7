"""Pictures that keep their shape, surfaces that are only painted when they show."""

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from tests.ui.stage import Stage


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


def test_a_surface_in_the_colour_of_the_ground_is_not_painted(stage: Stage) -> None:
    """It would cost time and change nothing; another colour brings it back."""
    from kivy.graphics import InstructionGroup

    from mit_trainer.ui.pieces import Plate

    canvas = InstructionGroup()
    plate = Plate(canvas, theme.GROUND, theme.LINE)
    assert plate._surface not in plate._canvas.children
    plate.colour(theme.PAD, theme.BLUE)
    plate.colour(theme.CARD, theme.BLUE)
    assert plate._canvas.children.count(plate._surface) == 1
    plate.colour(theme.GROUND, theme.LINE)
    assert plate._surface not in plate._canvas.children


def test_what_is_not_there_is_not_drawn(stage: Stage) -> None:
    """Revealing twice adds once; hiding twice takes away once."""
    from kivy.uix.widget import Widget

    from mit_trainer.ui.pieces import reveal

    parent, child = Widget(), Widget()
    for on in (True, True, False, False):
        reveal(parent, child, on=on)
        assert (child in parent.children) is on
