"""A take: one answer as the microphone heard it.

Conventions
-----------
Samples are mono float32 in -1 ... 1.  Three clocks exist and never mix: the sound
card's, the monotonic clock (``time.perf_counter``) and the calendar.  The hardware
room turns the first into the second; from here on there is *take time*, seconds
from the first sample.  Lost frames are a field of the take, never an exception.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Sound:
    """Mono samples at a rate."""

    samples: Samples
    rate_hz: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.samples.size / self.rate_hz


@dataclass(frozen=True)
class Block:
    """What one call of the sound card brought.

    Attributes
    ----------
    samples : mono float32, a private copy
    heard_at_s : monotonic time at which its first sample reached the microphone,
        NaN when the card does not say
    lost_before : the card says that samples were lost before this block
    """

    samples: Samples
    heard_at_s: float
    lost_before: bool


@dataclass(frozen=True)
class Take:
    """One answer.

    Attributes
    ----------
    sound : what was heard
    started_at_s : monotonic time of the first sample
    n_gaps : how often the card reported lost samples
    ended_early : why it stopped before it was asked to, one calm sentence, or None
    """

    sound: Sound
    started_at_s: float
    n_gaps: int = 0
    ended_early: str | None = None


@dataclass(frozen=True)
class Played:
    """A sound of our own that was in the air while a take was recorded, or just before.

    Attributes
    ----------
    at_s : take time of its first sample, may be negative; NaN when nobody knows it
    """

    sound: Sound
    at_s: float
