"""Which copies of the book are kept.

All of the last two days, then the newest of each day for twelve days, of each week for
ten weeks and of each month for nine months: the schedule that the flash-card program
Anki describes in its manual, a compromise between room and how late a mistake is noticed.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

_ALL_FOR = timedelta(days=2)
_ONE_PER: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(days=12), lambda made: made.date()),
    (timedelta(weeks=10), lambda made: made.isocalendar()[:2]),
    (timedelta(days=9 * 31), lambda made: (made.year, made.month)),
)


def kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Choose which of the copies to keep; the newest always is among them."""
    newest_first = sorted(made, reverse=True)
    chosen = set(newest_first[:1]) | {one for one in newest_first if now - one <= _ALL_FOR}
    for reach, period in _ONE_PER:
        seen: set[Hashable] = set()
        for one in newest_first:
            if now - one <= reach and period(one) not in seen:
                seen.add(period(one))
                chosen.add(one)
    return frozenset(chosen)
