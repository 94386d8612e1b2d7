"""The first checks of a device, a voice and a hand: started, ticked, and done.

Each check is led like a sitting, without a window: whoever shows it calls `tick` a few
times a second, hands on taps, and reads how far it is.  What came out is told in a word
and its values; the sentences belong to the screen.

Conventions
-----------
Taps and beats are monotonic time.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from mit_trainer.calibration.beat_screen import TapHelp
from mit_trainer.calibration.criteria import Criteria
from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.voice_range import VoiceRange
from mit_trainer.capture.limits import Limits
from mit_trainer.capture.take import Sound
from mit_trainer.capture.tap import Tap
from mit_trainer.ports import Clock, Microphone, Speaker


@dataclass(frozen=True)
class Outcome:
    """What came out: a word for it, and its values for the sentence.

    Attributes
    ----------
    word : "measured", "too-few", "unsteady" or "lost"; for the hand, a `TapHelp`
    good : it can be used
    """

    word: str
    good: bool
    values: dict[str, str | int] = field(default_factory=dict)
    delay: Delay | None = None
    range: VoiceRange | None = None
    help: TapHelp | None = None


@dataclass(frozen=True)
class CheckPorts:
    """What the checks need of the world.

    ``hear_range`` listens to a hum in the background; None when too little was hummed.
    """

    clock: Clock
    microphone: Microphone
    speaker: Speaker
    limits: Limits
    background: Executor
    criteria: Criteria
    hear_range: "Callable[[Sound], Future[VoiceRange | None]]"


class Check(ABC):
    """One check under way."""

    taps_wanted = False

    def __init__(self) -> None:
        self.outcome: Outcome | None = None

    @property
    @abstractmethod
    def dots(self) -> tuple[bool, ...]:
        """How much is done, one dot for each piece."""

    @abstractmethod
    def tick(self) -> None:
        """Go on; sets ``outcome`` at the end."""

    def tap(self, tap: Tap) -> None:  # noqa: B027  (not every check asks for the hand)
        """Take a tap of the hand."""

    @abstractmethod
    def cancel(self) -> None:
        """Be silent and forget it."""

    def lost(self, trouble: str) -> None:
        """End because a device is gone; the sentence says so."""
        self.outcome = Outcome("lost", good=False, values={"why": trouble})
        self.cancel()
