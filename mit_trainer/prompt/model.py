"""What is asked of the prompt maker, and what it gives.

Conventions
-----------
Times in a `Prompt` are seconds from its first sample.  ``beats_s`` are the starts of
the vowels, where the light and the tap belong; ``ends_s`` where each vowel ends.
"""

from dataclasses import dataclass

from mit_trainer.capture.take import Sound
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner


@dataclass(frozen=True)
class Morph:
    """How far a sung prompt has come towards speech, from 0 (sung) to 1 (as it was spoken).

    Attributes
    ----------
    pitch : height, linear in semitones
    time : lengths of the sounds, geometric
    stress : loudness of the syllables, linear in decibels
    """

    pitch: float = 0.0
    time: float = 0.0
    stress: float = 0.0

    @classmethod
    def even(cls, share: float) -> "Morph":
        """Move all three together."""
        return cls(share, share, share)


@dataclass(frozen=True)
class PromptOrder:
    """One prompt to be made.

    Attributes
    ----------
    morph : on the way from song to speech; only for sung manners
    fade : the model drops out after ``fade_after`` of the syllables, rounded up
    clicks : soft tap clicks on the beats
    lead_in : the first tone is hummed twice on the beat before it, to breathe and join
    voice : name of the voice's folder under ``audio/<language>/``
    range_hz : lowest and highest comfortable tone of who sings; nothing sounds outside
    """

    plan: ProsodyPlan
    manner: Manner
    voice: str
    morph: Morph = Morph()
    fade: bool = False
    fade_after: float = 0.5
    clicks: bool = False
    lead_in: bool = False
    range_hz: tuple[float, float] | None = None


@dataclass(frozen=True)
class Prompt:
    """A sound and where its syllables are.

    ``note`` is a sentence about what could not be done as ordered, or empty.
    """

    sound: Sound
    beats_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    voice: str
    recorded: bool  # False: no recording of this phrase; made by the fallback voice
    note: str = ""
