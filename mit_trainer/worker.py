"""One warm process for everything that calls Praat.

Praat holds Python's lock for the whole of each call, so a call in the window's
process would freeze the screen and break a recording.  Functions given to
`Worker.submit` must be importable by name; arguments and results are pickled.
"""

import importlib
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, ParamSpec, TypeVar

from mit_trainer.errors import WorkerTrouble

P = ParamSpec("P")
T = TypeVar("T")

_WARM = ("mit_trainer.praat.sing", "mit_trainer.praat.listen", "scipy.signal")
_TRIES = 2


def _begin() -> None:
    """Prepare the new process; it must not outlive the one that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _warm()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()  # a parent that was killed cannot say goodbye, but its end is seen
        os._exit(1)


def _warm() -> None:
    """Import what the first call would otherwise wait for."""
    for name in _WARM:
        importlib.import_module(name)
    importlib.import_module("mit_trainer.second_ear").name()  # loads its network


class Worker:
    """Runs functions one after the other in another process; revives it once if it dies."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = False
        self._pool = _new_pool()
        # Pools whose process died.  Python 3.12 locks up when the last reference to such a
        # pool goes in one of its own callbacks, so they are kept.
        self._dead: list[ProcessPoolExecutor] = []

    def start(self) -> "Future[None]":
        """Bring the process up now, so that the first real call does not wait for it."""
        return self.submit(_warm)

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run ``work`` in the process.

        The future raises whatever ``work`` raises, or `WorkerTrouble` when the process
        died twice over the same call or has been stopped.
        """
        outcome: Future[T] = Future()
        outcome.set_running_or_notify_cancel()
        self._attempt(outcome, partial(work, *args, **kwargs), _TRIES)
        return outcome

    def stop(self) -> None:
        """End the process; waits for work under way."""
        with self._lock:
            self._stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _attempt(self, outcome: "Future[T]", call: Callable[[], T], tries: int) -> None:
        with self._lock:
            pool, stopped = self._pool, self._stopped
        if stopped:
            outcome.set_exception(WorkerTrouble("MIT Trainer is closing; please open it again."))
            return
        try:
            inner = pool.submit(call)
        except BrokenProcessPool as death:
            self._revive(outcome, call, tries, pool, death)
            return
        inner.add_done_callback(lambda done: self._settle(outcome, call, tries, pool, done))

    def _settle(
        self,
        outcome: "Future[T]",
        call: Callable[[], T],
        tries: int,
        pool: ProcessPoolExecutor,
        done: "Future[T]",
    ) -> None:
        if done.cancelled():
            outcome.set_exception(WorkerTrouble("MIT Trainer is closing; please open it again."))
            return
        error = done.exception()
        if isinstance(error, BrokenProcessPool):
            self._revive(outcome, call, tries, pool, error)
        elif error is not None:
            outcome.set_exception(error)
        else:
            outcome.set_result(done.result())

    def _revive(
        self,
        outcome: "Future[T]",
        call: Callable[[], T],
        tries: int,
        pool: ProcessPoolExecutor,
        death: Exception,
    ) -> None:
        with self._lock:
            if self._pool is pool:
                self._dead.append(pool)
                self._pool = _new_pool()
        if tries > 1:
            self._attempt(outcome, call, tries - 1)
            return
        trouble = WorkerTrouble(
            "The listening process stopped twice on the same sound; the recording is kept, "
            "please go on with the next phrase and report this."
        )
        trouble.__cause__ = death
        outcome.set_exception(trouble)


def _new_pool() -> ProcessPoolExecutor:
    # "spawn": a forked copy of a process that holds a window and a sound card may hang.
    context: Any = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_begin)
