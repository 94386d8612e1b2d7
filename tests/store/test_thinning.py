"""Which copies are kept, with invented dates."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.store.thinning import kept

NOW = datetime(2030, 6, 15, 12, tzinfo=UTC)
AGES = st.lists(st.floats(0.0, 800.0).map(lambda days: NOW - timedelta(days=days)), max_size=60)


def daily(n: int) -> list[datetime]:
    """Make one copy every noon for ``n`` days up to now."""
    return [NOW - timedelta(days=days) for days in range(n)]


def test_no_copies_is_no_copies() -> None:
    """There is nothing to choose from nothing."""
    assert kept([], NOW) == frozenset()


def test_the_newest_is_kept_however_old() -> None:
    """Somebody who comes back after years still has a copy."""
    old = [NOW - timedelta(days=days) for days in (2000, 2001)]

    assert kept(old, NOW) == {old[0]}


def test_two_days_are_kept_whole() -> None:
    """All copies of the last two days are kept, however many."""
    hourly = [NOW - timedelta(hours=hours) for hours in range(60)]

    assert {one for one in hourly if NOW - one <= timedelta(days=2)} <= kept(hourly, NOW)


# 15 June 2030 is a Saturday.  With a copy every day, these are kept, by the calendar:
DAYS = [f"06-{day:02}" for day in range(15, 2, -1)]
SUNDAYS = ["06-02", "05-26", "05-19", "05-12", "05-05", "04-28", "04-21", "04-14", "04-07"]
ENDS_OF_MONTHS = [
    *("05-31", "04-30", "03-31", "02-28", "01-31"),
    *("12-31", "11-30", "10-31", "09-30"),
]


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (1, DAYS[:1]),
        (13, DAYS),
        (14, DAYS + SUNDAYS[:1]),  # Sunday the 2nd is the newest of its week
        (15, DAYS + SUNDAYS[:1]),  # Saturday the 1st is not
        (400, DAYS + SUNDAYS + ENDS_OF_MONTHS),
    ],
)
def test_a_copy_a_day_is_thinned_with_age(days: int, due: list[str]) -> None:
    """With a copy every day, those stay that one finds by hand in a calendar."""
    chosen = kept(daily(days), NOW)

    assert sorted(f"{one:%m-%d}" for one in chosen) == sorted(due)


@given(AGES)
def test_no_gap_is_ever_wider_than_promised(made: list[datetime]) -> None:
    """Any day of 12, week of 10 or month of 9 that had a copy still has one."""
    chosen = kept(made, NOW)

    assert chosen <= set(made)
    for one in made:
        age = NOW - one
        if age <= timedelta(days=12):
            assert any(other.date() == one.date() for other in chosen)
        if age <= timedelta(weeks=10):
            assert any(other.isocalendar()[:2] == one.isocalendar()[:2] for other in chosen)
        if age <= timedelta(days=9 * 31):
            assert any((other.year, other.month) == (one.year, one.month) for other in chosen)


@given(AGES)
def test_thinning_twice_is_thinning_once(made: list[datetime]) -> None:
    """What was kept is kept the next time too."""
    assert kept(kept(made, NOW), NOW) == kept(made, NOW)


@given(AGES)
def test_few_are_kept(made: list[datetime]) -> None:
    """Beyond the last two days there are never more than one a day, week and month allow."""
    older = {one for one in kept(made, NOW) if NOW - one > timedelta(days=2)}

    assert len(older) <= 12 + 11 + 10 + 1
