"""Facts on their way into the book, in order, none lost on the way.

One fact (or several of one act) is under way at a time.  When the book cannot be
written, the facts wait here, the helper is told, and it is tried again; whoever asked
`kept` goes on waiting.
"""

import logging
from collections import deque
from concurrent.futures import Future

from mit_trainer.ports import Clock, Ledger
from mit_trainer.record import Entry, Fact

_AGAIN_AFTER_S = 2.0
_log = logging.getLogger(__name__)


class Outbox:
    """Hands facts to the ledger, never blocking; `tick` often."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._waiting: deque[tuple[Fact, ...]] = deque()
        self._under_way: Future[tuple[Entry, ...]] | None = None
        self._n_put = 0
        self._n_kept = 0
        self._not_before_s = float("-inf")
        self.trouble = False

    def put(self, *facts: Fact) -> int:
        """Queue the facts of one act; returns the ticket by which to ask `kept`."""
        self._waiting.append(facts)
        self._n_put += 1
        self.tick()
        return self._n_put

    def kept(self, ticket: int) -> bool:
        """Whether the facts of that ticket are in the book for good."""
        return self._n_kept >= ticket

    @property
    def empty(self) -> bool:
        """Whether everything is in the book."""
        return not self._waiting

    def tick(self) -> None:
        """Look after the act under way and send the next one."""
        if self._under_way is not None and self._under_way.done():
            error = self._under_way.exception()
            self._under_way = None
            self.trouble = error is not None
            if error is None:
                self._waiting.popleft()
                self._n_kept += 1
            else:
                _log.error("the book could not be written", exc_info=error)
                self._not_before_s = self._clock.monotonic_s() + _AGAIN_AFTER_S
        due = self._clock.monotonic_s() >= self._not_before_s
        if self._under_way is None and self._waiting and due:
            self._under_way = self._ledger.append(*self._waiting[0])
