"""Everything the middle needs from the world, as a few protocols.

Real things live in ``hardware``, ``store`` and ``vault``; ones that need no device
live in ``simulated``.  ``wiring`` chooses.

Conventions
-----------
Monotonic time is that of ``time.perf_counter``.  A `Future` never blocks the caller;
its result is fetched on a later tick.  No method blocks longer than one frame.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from math import nan
from queue import Queue
from typing import Protocol

from mit_trainer.capture.take import Block, Played, Samples, Sound, Take
from mit_trainer.grading.model import Grade
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner, Sharing
from mit_trainer.record import Entry, Fact, KeptTake, PatientId, SessionId, SessionSummary


class Clock(Protocol):
    """Tells the time: one that only goes forward, and the calendar's."""

    def monotonic_s(self) -> float: ...
    def now_utc(self) -> datetime: ...


class Microphone(Protocol):
    """Hears.  Blocks arrive in the queue from `start` until `stop`; none is held back."""

    @property
    def name(self) -> str: ...
    @property
    def rate_hz(self) -> int: ...
    def start(self, blocks: "Queue[Block]") -> None:
        """Begin to listen.  Raises `DeviceTrouble` when it cannot."""

    def stop(self) -> None: ...
    def trouble(self) -> str | None:
        """One calm sentence when the microphone has been lost or hears nothing, else None."""


class Playback(Protocol):
    """A sound on its way to the ear."""

    @property
    def started_at_s(self) -> float:
        """Monotonic time at which its first sample is heard; NaN until that is known."""

    @property
    def done(self) -> bool:
        """Whether it was heard to its end or stopped; not while its loudspeaker is lost."""

    def stop(self) -> None:
        """Fade out within a few milliseconds."""


class Speaker(Protocol):
    """Sounds."""

    @property
    def name(self) -> str: ...
    def play(self, sound: Sound) -> Playback:
        """Sound it after whatever sounds already.  Raises `DeviceTrouble` when it cannot."""

    def trouble(self) -> str | None: ...


class PromptMaker(Protocol):
    """Turns an order into sound; the same order twice is quick the second time."""

    def order(self, order: PromptOrder) -> "Future[Prompt]": ...


@dataclass(frozen=True)
class Answer:
    """What the analyst is given: one take and what was asked for.

    Attributes
    ----------
    taps_s : take time, ascending; None when no tapping was asked for
    taps_uncertain_s : spread of the tap times; NaN when not calibrated
    prompt_heard : the model's voice sounded while the take was recorded
    played : our own sounds of that time, empty when they are not known
    cue_s : when the turn opened, take time; NaN where a model was joined, or not known
    beats_s : beats of the model that was joined, take time
    """

    take: Take
    plan: ProsodyPlan
    manner: Manner
    taps_s: tuple[float, ...] | None
    taps_uncertain_s: float
    prompt_heard: bool
    played: tuple[Played, ...] = ()
    cue_s: float = nan
    beats_s: tuple[float, ...] = ()


class Analyst(Protocol):
    """Listens to an answer."""

    def grade(self, answer: Answer) -> "Future[Grade]": ...


class TakeWriter(Protocol):
    """A recording being sealed as it comes."""

    def write(self, samples: Samples) -> None:
        """Seal and hand to the disk.  Called from the recording thread."""

    def finish(self) -> KeptTake:
        """Close, force to disk, give it its name; only now may a fact mention it."""

    def abandon(self) -> None:
        """Close and forget a recording in which nothing was answered."""


class TakeVault(Protocol):
    """Sealed recordings."""

    def begin(self, patient: PatientId, rate_hz: int) -> TakeWriter: ...
    def read(self, kept: KeptTake) -> Sound:
        """Unseal.  Raises `StoreTrouble` when it is missing, cut or altered."""


class Ledger(Protocol):
    """The book.  One thread does every read and write, in the order asked for."""

    def append(self, *facts: Fact) -> "Future[tuple[Entry, ...]]":
        """Add facts in one transaction: all of them or none."""

    def patients(self) -> "Future[tuple[Entry, ...]]":
        """Give the `PatientAdded` entries, in order."""

    def settings(self, patient: PatientId) -> "Future[dict[str, str | float | bool]]":
        """Give the latest value of each setting."""

    def session(self, session: SessionId) -> "Future[tuple[Entry, ...]]":
        """All entries of one sitting in order, voided ones marked."""

    def unfinished(self, patient: PatientId) -> "Future[SessionId | None]":
        """Find the latest sitting when it was never closed."""

    def finished(self, patient: PatientId) -> "Future[tuple[Entry, ...]]":
        """Give the `PhraseFinished` entries of a person, in order, voided ones marked."""

    def summaries(self, patient: PatientId) -> "Future[tuple[SessionSummary, ...]]":
        """Every sitting in numbers, oldest first."""


@dataclass(frozen=True)
class Turn:
    """It is the patient's turn: told to whoever stands in for her.

    ``beats_s`` are the monotonic times of the model's beats when it sounds along,
    else empty; ``opens_at_s`` is when she may begin.
    """

    plan: ProsodyPlan
    manner: Manner
    sharing: Sharing
    try_number: int
    step: str
    opens_at_s: float
    beats_s: tuple[float, ...]
    taps_wanted: bool


TurnListener = Callable[[Turn], None]
"""Called when a turn opens.  A person needs none; the simulated patient lives by it."""
