"""Facts about the clock set by hand."""

import pytest

from mit_trainer.simulated.clock import HandClock


def test_time_stands_still_until_it_is_moved() -> None:
    """Both clocks move by the same amount, and only then."""
    clock = HandClock()
    began_s, began = clock.monotonic_s(), clock.now_utc()
    assert clock.monotonic_s() == began_s
    clock.advance(90.5)

    assert clock.monotonic_s() - began_s == 90.5
    assert (clock.now_utc() - began).total_seconds() == 90.5
    assert clock.now_utc().utcoffset() is not None


def test_listeners_are_told_after_each_move_in_their_order() -> None:
    """The second sees what the first one did at the same moment."""
    clock, told = HandClock(monotonic_s=0.0), []
    clock.tell(lambda: told.append(("first", clock.monotonic_s())))
    clock.tell(lambda: told.append(("second", clock.monotonic_s())))
    clock.advance(1.0)
    clock.advance(1.0)

    assert told == [("first", 1.0), ("second", 1.0), ("first", 2.0), ("second", 2.0)]


def test_time_never_goes_back() -> None:
    """That would break everybody who measures with it."""
    with pytest.raises(ValueError, match="cannot go back"):
        HandClock().advance(-1.0)
