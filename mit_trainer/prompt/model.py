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
class PromptOrder:
    """One prompt to be made.

    Attributes
    ----------
    morph : 0 is the manner's own place, 1 fully spoken; only for sung manners
    fade : the model drops out after half of the syllables
    clicks : soft tap clicks on the beats
    lead_in : the first tone is hummed twice on the beat before it, to breathe and join
    voice : name of the voice's folder under ``audio/<language>/``
    """

    plan: ProsodyPlan
    manner: Manner
    voice: str
    morph: float = 0.0
    fade: bool = False
    clicks: bool = False
    lead_in: bool = False


@dataclass(frozen=True)
class Prompt:
    """A sound and where its syllables are."""

    sound: Sound
    beats_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    voice: str
    recorded: bool  # False: no recording of this phrase; made by the fallback voice
