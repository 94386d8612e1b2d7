"""How the event loop turns: what it may have missed, and what a picture costs it."""

import time

import pytest

from tests.ui.stage import Stage


@pytest.fixture
def turns(stage: Stage):
    """Follow the loop by hand, with times that are given."""
    from kivy.clock import Clock

    from mit_trainer.ui.turns import TURNS

    before = Clock._max_fps, TURNS.picture_costs_s
    Clock._max_fps = 500.0
    yield TURNS
    Clock._max_fps, TURNS.picture_costs_s = before


def test_a_touch_seen_at_the_end_of_a_turn_waited_at_most_that_turn(turns) -> None:
    """Turns began at 10.00 and 10.06; what was seen at 10.05 came after 10.00."""
    turns._before_s, turns._now_s = 10.00, 10.06

    assert turns.unseen_s(10.05) == pytest.approx(0.05)


def test_a_key_seen_within_this_turn_waited_since_it_began(turns) -> None:
    """Keys are handed on in the same turn: seen at 10.07, it came after 10.06."""
    turns._before_s, turns._now_s = 10.00, 10.06

    assert turns.unseen_s(10.07) == pytest.approx(0.01)


def test_a_touch_from_before_waited_nothing(turns) -> None:
    """A time before the last two turns, as after a jump of the clock, gives no negative wait."""
    turns._before_s, turns._now_s = 10.00, 10.06

    assert turns.unseen_s(9.0) == 0.0


def test_the_cost_of_pictures_is_learnt(turns) -> None:
    """After a few pictures of 50 ms each the cost is known to be near 50 ms."""
    turns.picture_costs_s = 0.010
    for _ in range(20):
        turns._drawn_s = time.perf_counter() - 0.050
        turns._turn(0.0)

    assert turns.picture_costs_s == pytest.approx(0.050, abs=0.005)


def test_a_turn_without_a_picture_teaches_nothing(turns) -> None:
    """A loop that only looks for touches does not make pictures seem cheap."""
    turns.picture_costs_s, turns._drawn_s = 0.040, None
    turns._turn(0.0)

    assert turns.picture_costs_s == 0.040


def test_the_loop_is_really_followed(stage: Stage) -> None:
    """In a running loop the last turn began a moment ago."""
    from mit_trainer.ui.turns import TURNS

    stage.frames(3)

    assert 0.0 <= time.perf_counter() - TURNS._now_s < 5.0
    assert TURNS._before_s < TURNS._now_s
