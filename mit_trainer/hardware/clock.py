"""The real clocks."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The computer's own: ``time.perf_counter`` and the calendar."""

    def monotonic_s(self) -> float:
        return time.perf_counter()

    def now_utc(self) -> datetime:
        return datetime.now(UTC)
