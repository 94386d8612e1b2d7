"""Things that are on their way: looked at on every tick, brought back to the main thread."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Pending:
    """Calls back, on the thread that polls, when futures are settled."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Callable[[Any], None], Callable[..., None]]] = []

    def wait(
        self,
        future: "Future[T]",
        then: Callable[[T], None],
        trouble: Callable[[BaseException], None],
    ) -> None:
        """Call ``then`` with the result or ``trouble`` with the error, on a later `poll`."""
        self._waiting.append((future, then, trouble))

    def poll(self) -> None:
        """Call back for everything that has arrived."""
        arrived = [one for one in self._waiting if one[0].done()]
        self._waiting = [one for one in self._waiting if one not in arrived]
        for future, then, trouble in arrived:
            error = future.exception()
            if error is None:
                then(future.result())
            else:
                trouble(error)


def aside(work: Callable[[], T]) -> "Future[T]":
    """Do something that may take a while on a thread of its own."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  (told by the future, on the main thread)
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
