"""Places on the quieter screens."""

from dataclasses import fields
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.ui.layout import FREE_SHARE, Rect
from mit_trainer.ui.layout_more import goodbye, helper, home, notice, tiles
from mit_trainer.ui.theme import Sizes

SIDES = st.integers(640, 2560)


def listed(places: object) -> list[Rect]:
    """Take all rectangles of some places."""
    found: list[Rect] = []
    for field in fields(places):  # type: ignore[arg-type]
        place = getattr(places, field.name)
        found += place if isinstance(place, tuple) else [place]
    return found


@given(SIDES, SIDES, st.sampled_from(["left", "right"]))
def test_the_first_screen_has_room_for_all(width: int, height: int, hand: str) -> None:
    """Nothing overlaps, nothing leaves the screen, the far edge stays free."""
    found = listed(home(width, height, hand, Sizes.of(width, height)))

    for one, other in combinations(found, 2):
        assert not one.meets(other)
    for one in found:
        assert min(one.x, one.y, width - one.right, height - one.top) >= -0.01
        edge = one.right if hand == "left" else width - one.x
        assert edge <= width * (1 - FREE_SHARE) + 0.01


def test_the_first_button_is_huge() -> None:
    """At both sizes of a tablet it is at least 400 pixels a side: 68 mm."""
    for width, height in ((1280, 800), (800, 1280)):
        begin = home(width, height, "left", Sizes.of(width, height)).begin

        assert min(begin.width, begin.height) >= 400


@given(SIDES, SIDES, st.integers(1, 3))
def test_a_notice_keeps_its_sentence_and_answers_apart(width: int, height: int, n: int) -> None:
    """Picture, title, sentence and answers follow from the top down, each with room."""
    sizes = Sizes.of(width, height)
    places = notice(width, height, n, sizes)

    assert len(places.answers) == n
    assert places.picture.y >= places.title.top
    assert places.title.y >= places.sentence.top
    assert places.sentence.y >= max(answer.top for answer in places.answers)
    assert all(answer.height >= sizes.target for answer in places.answers)


@pytest.mark.parametrize(("room", "across"), [(Rect(0, 0, 300, 200), 4), (Rect(0, 0, 200, 300), 2)])
def test_seven_tiles_fill_two_rows_or_two_columns(room: Rect, across: int) -> None:
    """A wide room has rows of four, a tall one columns of two; none overlap."""
    found = tiles(room, 7, 10)

    assert len(found) == 7
    assert len({tile.x for tile in found}) == across
    assert not any(one.meets(other) for one, other in combinations(found, 2))


def test_back_is_where_stop_is() -> None:
    """The way out stands in the same corner on every screen."""
    from mit_trainer.ui.layout import practice

    sizes = Sizes.of(1280, 800)
    for hand in ("left", "right"):
        back = helper(1280, 800, hand, sizes).back
        stop = practice(1280, 800, hand, sizes).stop

        assert back.meets(stop)


def test_the_goodbye_is_mirrored() -> None:
    """For the right hand the goodbye stands on the other side."""
    sizes = Sizes.of(1280, 800)
    left, right = (goodbye(1280, 800, hand, sizes) for hand in ("left", "right"))

    assert [rect.x for rect in right] == pytest.approx([1280 - rect.right for rect in left])
