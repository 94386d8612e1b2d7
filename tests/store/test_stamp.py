"""When something was stated."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.stamp import read, stamp, written

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 2),
    max_value=datetime(9000, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
)


@given(MOMENTS, MOMENTS)
def test_texts_sort_like_moments(one: datetime, other: datetime) -> None:
    """A moment comes back equal, and an earlier one is an earlier text."""
    assert read(written(one)) == one
    assert (written(one) < written(other)) == (one < other)


def test_a_stamp_reads_both_clocks() -> None:
    """A stamp holds the calendar in UTC, how far local time is from it, and the other clock."""
    clock = HandClock(datetime(2030, 1, 1, 9, tzinfo=UTC), monotonic_s=12.5)

    taken = stamp(clock)

    assert taken.at_utc == "2030-01-01T09:00:00.000000+00:00"
    assert taken.mono_s == 12.5
    local = clock.now_utc().astimezone().utcoffset()
    assert local is not None
    assert taken.utc_offset_min * 60 == local.total_seconds()
