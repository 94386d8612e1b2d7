"""What the app is handed when everything stands behind it; no window is needed here."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # they bring numpy, which must wait for the first picture
    from mit_trainer.calibration.model import Timing
    from mit_trainer.calibration.voice_range import VoiceRange
    from mit_trainer.progress import Levels
    from mit_trainer.protocol.variant import Variant
    from mit_trainer.record import PatientAdded
    from mit_trainer.session.checks import Check, Outcome
    from mit_trainer.session.trainer import Trainer


@dataclass(frozen=True)
class Wish:
    """How the trainer is to be opened.

    Attributes
    ----------
    simulated : let the simulated patient answer
    key_file : keep the key in a file, because there is no key store
    """

    simulated: bool = False
    key_file: bool = False


@dataclass(frozen=True)
class VoiceChoice:
    """A voice that can be chosen: the name of its folder, and "female" or "male"."""

    name: str
    kind: str


class Checks(Protocol):
    """Begins checks of a device, a voice or a hand, and keeps what they measured."""

    def begin(self, name: str) -> "Check":
        """Begin the check of that name.  Raises `DeviceTrouble` when a device is missing."""

    def keep(self, outcome: "Outcome", name: str) -> None:
        """Keep a measured delay.  Raises `BadInput` when it cannot be written."""

    def timing(self) -> "Timing":
        """Give the delays that hold now."""

    def low_tone_hz(self, found: "VoiceRange") -> float:
        """Give the low tone for a voice of that range."""


@dataclass(frozen=True)
class ProtocolChoice:
    """A form of the therapy that can be chosen, with (id, name) of each of its levels."""

    id: str
    name: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Parts:
    """An open trainer and what belongs to it.

    Attributes
    ----------
    levels : of all protocols, for the charts
    voices, voice, tonic_hz : what can be chosen, and what is meant when nothing was
    simulated : the simulated patient answers
    microphone_trouble : one calm sentence when no microphone can be heard, else None
    notices : sentences for the helper from the opening of the records
    hear : sounds a low tone for a moment; does not block
    save : writes a person's page as "pdf" or "png" and says where
    checks : the first checks of this device and this person
    close : brings everything to safety; may take a moment
    protocols : forms of the therapy to choose from, the usual one first
    variants : the same in full, for what the sittings speak for
    """

    trainer: "Trainer"
    levels: "Levels"
    voices: tuple[VoiceChoice, ...]
    voice: str
    tonic_hz: float
    simulated: bool
    microphone_trouble: str | None
    notices: tuple[str, ...]
    hear: Callable[[float], None]
    save: "Callable[[PatientAdded, str], Future[Path]]"
    checks: "Checks"
    close: Callable[[], None]
    protocols: tuple[ProtocolChoice, ...] = ()
    variants: "tuple[Variant, ...]" = ()


Opener = Callable[[Wish], Parts]
"""Opens the trainer on a thread of its own; raises `TrainerError`."""
