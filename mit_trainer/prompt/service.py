"""Answers orders for prompts without making anybody wait.

The making is done in the worker process; what was made is held here and on the disk.
"""

import threading
from collections import OrderedDict
from concurrent.futures import Future
from pathlib import Path

from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prompt.recordings import Say
from mit_trainer.worker import Worker

_MOST_HELD = 24  # about a megabyte each


class PreparedPrompts:
    """The `PromptMaker` of the app.

    ``say`` speaks what nobody has recorded; it is called in the worker process, so it must be
    a function of a module.
    """

    def __init__(
        self, worker: Worker, audio: Path, cache_folder: Path | None, say: Say | None = None
    ) -> None:
        self._worker = worker
        self._audio = audio
        self._folder = cache_folder
        self._say = say
        self._lock = threading.Lock()
        self._held: OrderedDict[PromptOrder, Future[Prompt]] = OrderedDict()

    def order(self, order: PromptOrder) -> "Future[Prompt]":
        """Give the future of a prompt; the same one for the same order."""
        with self._lock:
            held = self._held.get(order)
            if held is not None and not _went_wrong(held):
                self._held.move_to_end(order)
                return held
            made = self._worker.submit(_make, order, self._audio, self._folder, self._say)
            self._held[order] = made
            while len(self._held) > _MOST_HELD:
                self._held.popitem(last=False)
            return made


def _make(order: PromptOrder, audio: Path, cache_folder: Path | None, say: Say | None) -> Prompt:
    """Bring Praat in only here, in the worker: the app must open without waiting for it."""
    from mit_trainer.prompt.maker import make

    return make(order, audio, cache_folder, say=say)


def _went_wrong(made: "Future[Prompt]") -> bool:
    return made.done() and made.exception() is not None
