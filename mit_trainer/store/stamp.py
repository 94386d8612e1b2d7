"""When something was stated, and how that is written down.

The calendar can be set wrong or back, so beside it stands a clock that only goes forward,
with the name of the run to which it belongs: its values compare within one run only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from mit_trainer.ports import Clock


@dataclass(frozen=True)
class Stamp:
    """One moment on all clocks."""

    at_utc: str
    utc_offset_min: int
    mono_s: float


def stamp(clock: Clock) -> Stamp:
    """Read the clocks."""
    now = clock.now_utc()
    offset = now.astimezone().utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    return Stamp(written(now), minutes, clock.monotonic_s())


def written(moment: datetime) -> str:
    """Write a moment so that texts sort like moments, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read(text: str) -> datetime:
    """Read such a text back."""
    return datetime.fromisoformat(text)
