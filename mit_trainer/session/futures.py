"""Futures of what follows from futures."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def then(future: "Future[A]", change: Callable[[A], B]) -> "Future[B]":
    """Promise what ``change`` makes of the result of a future, or the error of either."""
    after: Future[B] = Future()
    pass_on(future, after, change)
    return after


def pass_on(future: "Future[A]", after: "Future[B]", change: Callable[[A], B]) -> None:
    """Settle ``after`` by what ``change`` makes of the result of ``future``, once it is there."""
    future.add_done_callback(lambda done: settle(done, after, change))


def settle(done: "Future[A]", after: "Future[B]", change: Callable[[A], B]) -> None:
    """Settle ``after`` by what ``change`` makes of a result that is there."""
    try:
        after.set_result(change(done.result()))
    except Exception as error:  # noqa: BLE001  (whoever waits for the future must hear of it)
        after.set_exception(error)
