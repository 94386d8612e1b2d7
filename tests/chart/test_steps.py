"""The strip of steps shows what each step of the present level earned."""

import pytest

from mit_trainer.chart import Band, Role, Text, steps_chart
from mit_trainer.progress import course
from tests.courses import FIVE, LEVELS


def _texts(upto: int) -> list[str]:
    chart = steps_chart(course(FIVE[:upto]), LEVELS)
    return [shape.text for shape in chart.shapes if isinstance(shape, Text)]


def test_steps_stand_in_the_order_of_the_protocol() -> None:
    """From unison down to the probe, as the help falls."""
    names = [
        text for text in _texts(4) if text in {"unison", "unison fading", "repetition", "probe"}
    ]

    assert names == ["unison", "unison fading", "repetition", "probe"]


def test_the_latest_points_are_written_with_what_was_possible() -> None:
    """The fourth sitting earned 10, 10, 9 and 8 points of 10, 10, 10 and 9."""
    assert [text for text in _texts(4) if "/" in text] == ["10/10", "10/10", "9/10", "8/9"]


def test_a_bar_is_as_high_as_its_share() -> None:
    """In the first sitting unison earned 9 of 10 points: the blue fills nine tenths of the grey."""
    chart = steps_chart(course(FIVE[:1]), LEVELS)
    bands = [shape for shape in chart.shapes if isinstance(shape, Band)]
    ground, full = bands[0], bands[1]

    assert (ground.role, full.role) == (Role.GRID, Role.TRAINED)
    assert (full.y1 - full.y0) / (ground.y1 - ground.y0) == pytest.approx(0.9)


def test_only_the_present_level_is_shown() -> None:
    """After the change of level the strip holds three steps and one sitting."""
    texts = _texts(5)

    assert "Points by step: Intermediate" in texts
    assert "unison" not in texts
    assert [text for text in texts if text.isdigit()] == ["5"]
    bars = [shape for shape in steps_chart(course(FIVE), LEVELS).shapes if isinstance(shape, Band)]
    assert len(bars) == 2 * 3  # ground and filling of three steps in one sitting


def test_a_sitting_without_points_leaves_a_gap() -> None:
    """The third sitting has no bar: nothing is known about it."""
    chart = steps_chart(course(FIVE[:4]), LEVELS)
    columns = {round(shape.x0, 6) for shape in chart.shapes if isinstance(shape, Band)}

    assert len(columns) == 3


def test_no_sittings_are_an_empty_strip() -> None:
    """An empty course draws a title and an axis."""
    assert "Points by step" in [
        shape.text for shape in steps_chart(course(()), LEVELS).shapes if isinstance(shape, Text)
    ]
