"""Places, on any window a tablet or a laptop may have."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.ui.layout import FREE_SHARE, PAD_SHARE, Rect, columns, mirrored, practice, rows
from mit_trainer.ui.theme import Sizes

SIDES = st.integers(640, 2560)
HANDS = st.sampled_from(["left", "right"])
TOGETHER = ("pad", "stop", "again", "picture", "tune", "sign", "button", "aside")
TOUCHED = ("pad", "stop", "again", "button", "whole", "judge")


def parts(places: object, names: tuple[str, ...]) -> list[Rect]:
    """Take the rectangles of those names, tuples of them one by one."""
    found: list[Rect] = []
    for name in names:
        place = getattr(places, name)
        found += place if isinstance(place, tuple) else [place]
    return found


@given(SIDES, SIDES, HANDS)
def test_the_pad_is_at_least_a_third_of_the_screen(width: int, height: int, hand: str) -> None:
    """A shaking hand finds the pad: a third of the screen, in the corner of that hand."""
    pad = practice(width, height, hand, Sizes.of(width, height)).pad

    assert pad.width * pad.height >= PAD_SHARE * width * height
    assert pad.y == 0
    assert (pad.x if hand == "left" else width - pad.right) == pytest.approx(0)


@given(SIDES, SIDES, HANDS)
def test_nothing_overlaps_and_nothing_leaves_the_screen(width: int, height: int, hand: str) -> None:
    """Whatever stands on the practice screen at the same time has a place of its own."""
    places = practice(width, height, hand, Sizes.of(width, height))
    together = parts(places, TOGETHER)

    for i, one in enumerate(together):
        assert min(one.x, one.y, width + 0.01 - one.right, height + 0.01 - one.top) >= 0
        assert min(one.width, one.height) > 0
        assert not any(one.meets(other) for other in together[i + 1 :])
    for judge in places.judge:
        assert not any(judge.meets(other) for other in parts(places, TOGETHER[:5]))


@given(SIDES, SIDES, HANDS)
def test_the_side_that_may_not_be_seen_stays_free(width: int, height: int, hand: str) -> None:
    """Nothing that is needed stands in the last 8 % of the width, away from the hand."""
    places = practice(width, height, hand, Sizes.of(width, height))
    names = tuple(field.name for field in fields(places) if field.name != "far")

    for rect in parts(places, names):
        edge = rect.right if hand == "left" else width - rect.x
        assert edge <= width * (1 - FREE_SHARE) + 0.01


@given(st.integers(800, 2560), st.integers(800, 2560), HANDS)
def test_every_target_is_large_and_apart(width: int, height: int, hand: str) -> None:
    """Targets are at least 96 units (15 mm on a tablet) with 16 units between them."""
    sizes = Sizes.of(width, height)
    places = practice(width, height, hand, sizes)

    for rect in parts(places, TOUCHED):
        assert min(rect.width, rect.height) >= 96 * sizes.unit
    wider = [
        rect.inset(-7.99 * sizes.unit) for rect in parts(places, ("stop", "again", "button", "pad"))
    ]
    for i, one in enumerate(wider):
        assert not any(one.meets(other) for other in wider[i + 1 :])
    for upper, lower in zip(places.judge, places.judge[1:], strict=False):
        assert upper.y - lower.top >= 16 * sizes.unit


@given(SIDES, SIDES)
def test_the_right_hand_sees_a_mirror(width: int, height: int) -> None:
    """The screen for the right hand is that of the left hand, turned round."""
    sizes = Sizes.of(width, height)
    left, right = (practice(width, height, hand, sizes) for hand in ("left", "right"))
    again = mirrored(right, width)

    for field in fields(left):
        for one, other in zip(parts(left, (field.name,)), parts(again, (field.name,)), strict=True):
            assert other.x == pytest.approx(one.x, abs=1e-6)
            assert (other.y, other.width, other.height) == (one.y, one.width, one.height)


def test_rows_go_down_and_columns_go_right() -> None:
    """A square of 100 with gaps of 10 gives rows of 45 from the top, columns from the left."""
    area = Rect(0, 0, 100, 100)

    assert rows(area, 2, 10) == (Rect(0, 55, 100, 45), Rect(0, 0, 100, 45))
    assert columns(area, 2, 10) == (Rect(0, 0, 45, 100), Rect(55, 0, 45, 100))


def test_rectangles_that_share_an_edge_do_not_meet() -> None:
    """Touching edges are no overlap; a common corner of a pixel is."""
    here = Rect(0, 0, 10, 10)

    assert not here.meets(Rect(10, 0, 10, 10))
    assert here.meets(Rect(9, 9, 10, 10))
