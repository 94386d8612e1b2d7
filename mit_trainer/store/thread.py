"""The one thread on which the book is read and written, in the order asked for."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from mit_trainer.store.troubles import told

P = ParamSpec("P")
T = TypeVar("T")


class StoreThread:
    """Runs work one after the other; every error of the disk comes out as a sentence."""

    def __init__(self, executor: ThreadPoolExecutor, engine: Engine, book: Path) -> None:
        self._executor = executor
        self._engine = engine
        self._book = book

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run ``work`` on the thread when its turn comes."""
        return self._executor.submit(work, *args, **kwargs)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is done inside is kept together or not at all.  Only on the thread."""
        with told(self._book), self._engine.begin() as connection:
            yield connection
