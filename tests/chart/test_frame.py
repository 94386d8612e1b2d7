"""The frame leaves room for its words and keeps sittings at even distances."""

import pytest

from mit_trainer.chart.frame import Footer, Surround, flow, frame
from mit_trainer.chart.shapes import text_width


def _words(**more: object) -> Surround:
    given: dict[str, object] = {"title": "Scores", "simulated": False, "names": ("100 %",)}
    return Surround(**(given | more))  # type: ignore[arg-type]


def test_few_sittings_do_not_spread_over_the_whole_width() -> None:
    """Three sittings take the first three of ten slots."""
    within = frame(3, _words(), aspect=2.0, type_size=0.05, y_max=100.0)

    assert within.slots == 10
    assert within.x(2) - within.x(1) == pytest.approx((within.right - within.left) / 10)


def test_a_value_outside_the_scale_stays_at_its_edge() -> None:
    """Nothing is drawn above the top or below the bottom of the plot."""
    within = frame(3, _words(), aspect=2.0, type_size=0.05, y_max=100.0)

    assert within.y(-5.0) == within.bottom
    assert within.y(130.0) == within.top
    assert within.y(50.0) == pytest.approx((within.bottom + within.top) / 2)


def test_each_footer_takes_a_row() -> None:
    """Two rows of n push the plot up by two rows of words."""
    bare = frame(3, _words(), aspect=2.0, type_size=0.05, y_max=1.0)
    footers = (Footer("answers", ("1",) * 3), Footer("measured", ("1",) * 3))
    full = frame(3, _words(footers=footers), aspect=2.0, type_size=0.05, y_max=1.0)

    assert full.bottom - bare.bottom == pytest.approx(2 * 0.95 * full.row)
    assert full.below(2) > 0.0


def test_a_legend_that_is_too_long_goes_on_in_the_next_row() -> None:
    """Two entries that fit side by side share a row; at half the aspect they do not."""
    words = _words(legend=((None, "median of the answers"), (None, "middle half of them")))

    assert [row for row, _ in flow(words, 0.05, 2.0)] == [0, 0]
    assert [row for row, _ in flow(words, 0.05, 1.0)] == [0, 1]


def test_the_notice_goes_below_a_title_that_leaves_no_room() -> None:
    """A long title and the notice of a simulated patient never cover each other."""
    short = frame(3, _words(simulated=True), aspect=3.0, type_size=0.05, y_max=1.0)
    long = frame(
        3, _words(title="Scores " * 8, simulated=True), aspect=3.0, type_size=0.05, y_max=1.0
    )

    assert (short.head_rows, long.head_rows) == (1, 2)


@pytest.mark.parametrize(("n", "every"), [(10, 1), (60, 5), (500, 50)])
def test_labels_stand_at_round_numbers(n: int, every: int) -> None:
    """Ten sittings are all numbered, sixty every fifth, five hundred every fiftieth."""
    assert frame(n, _words(), aspect=2.0, type_size=0.05, y_max=1.0).label_every == every


def test_a_line_of_words_that_is_too_wide_is_set_smaller() -> None:
    """In a narrow chart with large type the legend still ends on the paper."""
    said = "criterion: 90 % in each of 5 sessions in a row"
    words = _words(legend=((None, said),))
    narrow = frame(3, words, aspect=1.0, type_size=0.06, y_max=1.0)
    wide = frame(3, words, aspect=3.0, type_size=0.06, y_max=1.0)

    assert text_width(said, narrow.type_size, 1.0) <= 1.0
    assert narrow.type_size < 0.06
    assert wide.type_size == 0.06
