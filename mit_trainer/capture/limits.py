"""The numbers of the recording room, read from their file.

Each group carries its source and its mark of trust; see the head of the file itself.
"""

from dataclasses import dataclass
from pathlib import Path

from mit_trainer.shipped import read_numbers


@dataclass(frozen=True)
class VoiceRow:
    """What may be a voice: louder than the room, and long enough."""

    above_quiet_db: float
    quietest_db: float
    shortest_s: float
    source: str
    trust: str


@dataclass(frozen=True)
class TapRow:
    """How soon after a tap another touch is still the same tap."""

    bounce_s: float
    source: str
    trust: str


@dataclass(frozen=True)
class Limits:
    """Everything in the file."""

    voice: VoiceRow
    tap: TapRow


def read_limits(path: Path) -> Limits:
    """Read the file; raises `BadInput` when it is missing or a number does not fit."""
    return read_numbers(path, Limits)
