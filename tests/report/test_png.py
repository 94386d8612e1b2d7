"""A picture shows each shape where it belongs and in its colour."""

from datetime import UTC, datetime
from time import process_time

import pytest
from PIL import Image

from mit_trainer import places
from mit_trainer.chart import (
    PAPER,
    Across,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Role,
    Rule,
    Shape,
    Text,
    score_chart,
)
from mit_trainer.progress import course
from mit_trainer.report.faces import faces_in
from mit_trainer.report.page import page
from mit_trainer.report.png import picture
from mit_trainer.report.summary import Material
from tests.courses import FIVE, LEVELS, book

FACES = faces_in(places.FONTS)


def _painted(*shapes: Shape) -> Image.Image:
    """Paint on a picture of 200 by 100 pixels."""
    return picture(Chart("", 2.0, shapes), FACES, height_px=100)


def _colour(role: Role) -> tuple[int, int, int]:
    code = PAPER[role]
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def test_the_size_follows_from_height_and_aspect() -> None:
    """A chart of aspect 2.2 that is 300 pixels high is 660 wide."""
    assert picture(score_chart(course(FIVE), LEVELS), FACES, height_px=300).size == (660, 300)


def test_y_grows_upward() -> None:
    """A band from 0 to a quarter of the height covers the lowest 25 rows of pixels."""
    image = _painted(Band(0.0, 0.0, 1.0, 0.25, Role.SPREAD))

    assert image.getpixel((100, 90)) == _colour(Role.SPREAD)
    assert image.getpixel((100, 10)) == _colour(Role.PAPER)


def test_a_filled_and_an_open_dot_differ_in_their_middle() -> None:
    """The one is blue inside, the other paper with a vermillion edge."""
    image = _painted(
        Dot(0.25, 0.5, Role.TRAINED, DotShape.ROUND, True, 0.4),
        Dot(0.75, 0.5, Role.UNTRAINED, DotShape.SQUARE, False, 0.4),
    )

    assert image.getpixel((50, 50)) == _colour(Role.TRAINED)
    assert image.getpixel((150, 50)) == _colour(Role.PAPER)
    assert image.getpixel((132, 50)) == _colour(Role.UNTRAINED)
    assert image.getpixel((33, 33)) == _colour(Role.PAPER)  # a round dot has no corner there
    assert image.getpixel((132, 32)) == _colour(Role.UNTRAINED)  # a square one has


def test_a_dashed_rule_has_holes_and_a_full_one_has_none() -> None:
    """Along the rule some pixels are paper, along the other none is."""
    image = _painted(
        Rule(0.0, 0.75, 1.0, 0.75, Role.PHASE, 0.04, dashed=True),
        Rule(0.0, 0.25, 1.0, 0.25, Role.PHASE, 0.04),
    )
    dashed = {image.getpixel((x, 25)) for x in range(5, 195)}
    full = {image.getpixel((x, 75)) for x in range(5, 195)}

    assert {_colour(Role.PAPER), _colour(Role.PHASE)} <= dashed
    assert full == {_colour(Role.PHASE)}


def test_a_line_goes_through_its_points() -> None:
    """Up to the middle and down again."""
    image = _painted(Line(((0.1, 0.1), (0.5, 0.9), (0.9, 0.1)), Role.TRAINED, 0.06))

    assert image.getpixel((100, 12)) == _colour(Role.TRAINED)
    assert image.getpixel((60, 50)) == _colour(Role.TRAINED)
    assert image.getpixel((100, 80)) == _colour(Role.PAPER)


@pytest.mark.parametrize(
    ("across", "columns"), [(Across.LEFT, (100, 200)), (Across.RIGHT, (0, 100))]
)
def test_a_text_stands_on_its_side_of_x(across: Across, columns: tuple[int, int]) -> None:
    """Ink is found on one side of the middle only."""
    image = _painted(Text(0.5, 0.5, "mmmm", 0.2, across)).convert("L")
    inked = [x for x in range(200) for y in range(100) if image.getpixel((x, y)) == 27]

    assert inked
    assert columns[0] - 1 <= min(inked)
    assert max(inked) <= columns[1]


def test_the_dots_of_the_five_sittings_are_where_their_scores_are() -> None:
    """In the picture of the hand-written course there is blue at each trained dot."""
    chart = score_chart(course(FIVE), LEVELS)
    image = picture(chart, FACES, height_px=600)

    dots = [one for one in chart.shapes if isinstance(one, Dot) and one.role is Role.TRAINED]
    assert len(dots) == 5
    for dot in dots:
        at = (round(dot.x * image.width), round((1 - dot.y) * image.height))
        assert image.getpixel(at) == _colour(Role.TRAINED)


def test_a_page_is_painted_within_a_second() -> None:
    """A sheet at 150 dots per inch."""
    material = Material("AB-12", FIVE, book(FIVE), LEVELS, datetime(2026, 4, 1, tzinfo=UTC))

    start_s = process_time()
    image = picture(page(material, FACES), FACES, height_px=1754)
    taken_s = process_time() - start_s

    assert image.size == (1240, 1754)
    assert taken_s < 1.0
