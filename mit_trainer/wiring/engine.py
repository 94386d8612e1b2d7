"""The parts that every way of opening the trainer needs: records, worker, voices."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from mit_trainer import __version__, places
from mit_trainer.calibration.delay import Delay
from mit_trainer.capture.tap import Tap
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock, Microphone, Speaker, TurnListener
from mit_trainer.prompt.service import PreparedPrompts
from mit_trainer.session.spec import Ports
from mit_trainer.session.trainer import Shelves, Trainer
from mit_trainer.store.book import Book
from mit_trainer.wiring import records, shelves
from mit_trainer.wiring.analyst import WorkerAnalyst
from mit_trainer.wiring.saying import say
from mit_trainer.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Ears:
    """Where answers come from.

    Attributes
    ----------
    turn, hand : only for the simulated patient: hears of her turns, gives her due taps
    touch : how late the pad tells a tap; a simulated hand is never late
    """

    microphone: Microphone
    speaker: Speaker
    turn: TurnListener | None = None
    hand: Callable[[], tuple[Tap, ...]] | None = None
    touch: Callable[[], Delay | None] | None = None


class Engine:
    """What stays open as long as the trainer does."""

    def __init__(self, folder: DataFolder, clock: Clock, *, make_key_file: bool = False) -> None:
        self.clock = clock
        self._own_decks = folder.decks
        self.book: Book = records.open_records(folder, clock, make_key_file=make_key_file)
        self.worker = Worker()
        self.worker.start()
        self._background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self.prompts = PreparedPrompts(self.worker, places.AUDIO, folder.prompts, say)

    def trainer(
        self,
        ears: Ears,
        *,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
        stock: Shelves | None = None,
    ) -> Trainer:
        """Join everything into a trainer; ``stock`` in place of what is shipped."""
        ports = Ports(
            clock=self.clock,
            microphone=ears.microphone,
            speaker=ears.speaker,
            prompts=self.prompts,
            analyst=WorkerAnalyst(self.worker, default_rubric(places.RUBRICS)),
            ledger=self.book.ledger,
            takes=self.book.takes,
            limits=shelves.limits(),
            background=self._background,
            new_id=new_id,
            say=shelves.instructions(),
            turn=ears.turn,
            hand=ears.hand,
            touch=ears.touch,
        )
        simulated = ears.turn is not None
        stock = stock or shelves.shelves(own=self._own_decks)
        return Trainer(ports, stock, app_version=__version__, simulated=simulated)

    def aside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Do something that may take a moment on a thread of its own."""
        return self._background.submit(work, *args, **kwargs)

    def close(self) -> None:
        """Bring everything to safety; may take a moment."""
        self._background.shutdown(wait=True)
        self.worker.stop()
        self.book.close()
