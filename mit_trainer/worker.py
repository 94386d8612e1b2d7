"""One warm process for everything that calls Praat.

Praat holds Python's lock for the whole of each call, so a call in the window's
process would freeze the screen and break a recording.  Functions given to
`Worker.submit` must be importable by name; arguments and results are pickled.
"""

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

from mit_trainer.errors import WorkerTrouble

P = ParamSpec("P")
T = TypeVar("T")


def _warm() -> None:
    import scipy.signal  # noqa: F401  (imported now so that the first answer is quick)

    import mit_trainer.praat  # noqa: F401


class Worker:
    """Runs functions one after the other in another process; revives it once if it dies."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    @staticmethod
    def _new_pool() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_warm,
        )

    def start(self) -> "Future[None]":
        """Bring the process up now, so that the first real call does not wait for it."""
        return self.submit(_warm)

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run ``work`` in the process; the future never holds a broken pool's error.

        Raises (through the future) whatever ``work`` raises, or `WorkerTrouble` when
        the process died twice over the same call.
        """
        outcome: Future[T] = Future()
        outcome.set_running_or_notify_cancel()
        self._attempt(outcome, 2, work, args, kwargs)
        return outcome

    def _attempt(
        self, outcome: "Future[T]", tries: int, work: Callable[..., T], args: Any, kwargs: Any
    ) -> None:
        with self._lock:
            pool = self._pool
        try:
            inner = pool.submit(work, *args, **kwargs)
        except (BrokenProcessPool, RuntimeError) as error:
            self._died(outcome, tries, pool, error, work, args, kwargs)
            return

        def settle(done: "Future[T]") -> None:
            error = done.exception()
            if isinstance(error, BrokenProcessPool):
                self._died(outcome, tries, pool, error, work, args, kwargs)
            elif error is not None:
                outcome.set_exception(error)
            else:
                outcome.set_result(done.result())

        inner.add_done_callback(settle)

    def _died(
        self,
        outcome: "Future[T]",
        tries: int,
        pool: ProcessPoolExecutor,
        error: Exception,
        work: Callable[..., T],
        args: Any,
        kwargs: Any,
    ) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = self._new_pool()
        if tries > 1:
            self._attempt(outcome, tries - 1, work, args, kwargs)
            return
        trouble = WorkerTrouble(
            "The listening process stopped twice on the same sound; the recording is kept, "
            "please go on with the next phrase and report this."
        )
        trouble.__cause__ = error
        outcome.set_exception(trouble)

    def stop(self) -> None:
        """End the process; waits for work under way."""
        self._pool.shutdown(wait=True, cancel_futures=True)
