"""Facts about the real clocks."""

import time
from datetime import UTC, datetime

from mit_trainer.hardware.clock import SystemClock


def test_monotonic_time_is_that_of_perf_counter() -> None:
    """Taps and sound share one clock: perf_counter's."""
    before_s, now_s, after_s = time.perf_counter(), SystemClock().monotonic_s(), time.perf_counter()

    assert before_s <= now_s <= after_s


def test_the_calendar_knows_its_zone() -> None:
    """A date without a zone would be ambiguous in the book."""
    now = SystemClock().now_utc()

    assert now.tzinfo is UTC
    assert abs((datetime.now(UTC) - now).total_seconds()) < 5.0
