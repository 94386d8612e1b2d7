"""Charts on the screen: the same shapes as on paper, in the right places."""

import pytest

from mit_trainer.chart import Across, Band, Chart, Dot, DotShape, Line, Role, Rule, Text
from tests.ui.stage import Stage

EVERYTHING = (
    Band(0.0, 0.0, 0.5, 1.0, Role.CRITERION),
    Rule(0.0, 0.5, 1.0, 0.5, Role.GRID, dashed=True),
    Line(((0.0, 0.0), (0.5, 1.0), (1.0, 0.0)), Role.TRAINED),
    Dot(0.25, 0.25, Role.TRAINED, DotShape.ROUND, True, 0.1),
    Dot(0.75, 0.75, Role.UNTRAINED, DotShape.SQUARE, False, 0.1),
    Text(0.5, 0.9, "90 %", 0.1, Across.CENTRE, bold=True),
)


@pytest.fixture
def pixels(stage: Stage):
    """Paint a chart of 400x200 at the window's corner; gives colours by place in the chart."""

    def paint(*shapes) -> "callable":
        from mit_trainer.ui.drawing import ChartView
        from mit_trainer.ui.layout import Rect
        from mit_trainer.ui.pieces import place
        from mit_trainer.ui.sheet import Sheet

        view = ChartView(Chart("words", 2.0, shapes))
        stage.show(Sheet()).add_widget(view)
        place(view, Rect(0, 0, 400, 200))
        stage.frames()
        texture = view.export_as_image().texture
        data, wide = texture.pixels, texture.width

        def colour(x: float, y: float) -> tuple[int, ...]:
            first = 4 * (round((1 - y) * 199) * wide + round(x * 399))  # rows from the top down
            return tuple(data[first : first + 4])

        return colour

    return paint


def hex_of(colour: tuple[int, ...]) -> str:
    """Write a colour as charts do."""
    return "#{:02X}{:02X}{:02X}".format(*colour[:3])


def test_a_band_fills_its_part(pixels) -> None:
    """A band over the left half colours the left half and nothing else."""
    from mit_trainer.chart import PAPER

    colour = pixels(Band(0.0, 0.0, 0.5, 1.0, Role.TRAINED))

    assert hex_of(colour(0.25, 0.5)) == PAPER[Role.TRAINED]
    assert hex_of(colour(0.75, 0.5)) != PAPER[Role.TRAINED]


def test_y_goes_up(pixels) -> None:
    """A dot near the upper edge is painted near the upper edge."""
    from mit_trainer.chart import PAPER

    colour = pixels(Dot(0.5, 0.9, Role.UNTRAINED, DotShape.SQUARE, True, 0.1))

    assert hex_of(colour(0.5, 0.9)) == PAPER[Role.UNTRAINED]
    assert hex_of(colour(0.5, 0.1)) != PAPER[Role.UNTRAINED]


def test_an_open_dot_is_paper_inside(pixels) -> None:
    """What was measured untrained is an open square: told by form, not by colour alone."""
    from mit_trainer.chart import PAPER

    colour = pixels(Dot(0.5, 0.5, Role.UNTRAINED, DotShape.SQUARE, False, 0.4))

    assert hex_of(colour(0.5, 0.5)) == PAPER[Role.PAPER]
    assert hex_of(colour(0.41, 0.5)) == PAPER[Role.UNTRAINED]


def test_later_shapes_cover_earlier_ones(pixels) -> None:
    """The order of the shapes is the order of painting."""
    from mit_trainer.chart import PAPER

    colour = pixels(
        Band(0.0, 0.0, 1.0, 1.0, Role.TRAINED), Band(0.0, 0.0, 1.0, 1.0, Role.CRITERION)
    )

    assert hex_of(colour(0.5, 0.5)) == PAPER[Role.CRITERION]


def test_a_line_goes_through_its_points(pixels) -> None:
    """A rule across the middle is there, and there only."""
    from mit_trainer.chart import PAPER

    colour = pixels(Rule(0.0, 0.5, 1.0, 0.5, Role.TRAINED, width=0.04))

    assert hex_of(colour(0.3, 0.5)) == PAPER[Role.TRAINED]
    assert hex_of(colour(0.3, 0.6)) != PAPER[Role.TRAINED]


def test_dashes_leave_gaps(pixels) -> None:
    """Of a dashed rule some places are painted and some are not."""
    from mit_trainer.chart import PAPER

    colour = pixels(Rule(0.0, 0.5, 1.0, 0.5, Role.TRAINED, width=0.04, dashed=True))
    along = [hex_of(colour(i / 200, 0.5)) == PAPER[Role.TRAINED] for i in range(1, 200)]

    assert 0.3 < sum(along) / len(along) < 0.8


def test_every_kind_of_shape_can_be_painted(pixels) -> None:
    """All shapes that charts are made of are known here."""
    pixels(*EVERYTHING)


def test_the_chart_keeps_its_shape(stage: Stage) -> None:
    """In a tall place a wide chart is as wide as the place and not stretched."""
    from kivy.graphics import Rectangle

    from mit_trainer.ui.drawing import ChartView
    from mit_trainer.ui.layout import Rect
    from mit_trainer.ui.pieces import place

    view = ChartView(Chart("words", 2.0, (Band(0.0, 0.0, 1.0, 1.0, Role.GRID),)))
    place(view, Rect(100, 100, 200, 400))

    band = next(one for one in view.canvas.children if isinstance(one, Rectangle))
    assert band.size == (200, 100)
    assert band.pos == (100, 250)
