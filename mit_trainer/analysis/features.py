"""What one take says, before anybody judges it."""

from dataclasses import dataclass

from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.analysis.pitch import PitchTrack
from mit_trainer.analysis.quality import Quality
from mit_trainer.analysis.signs import NOTHING, Signs
from mit_trainer.analysis.speech_index import Steadiness


@dataclass(frozen=True)
class HeardSyllable:
    """A vowel and the log-odds that a syllable really begins there.

    ``certain`` is False where two witnesses do not agree on it.
    """

    nucleus: Nucleus
    odds: float
    certain: bool = True


@dataclass(frozen=True)
class Analysis:
    """One take against one plan.

    Attributes
    ----------
    syllables : one for each planned syllable, None where it was not found
    extras : heard but not planned, in order
    steadiness : how pitch moves within the vowels, None without a voice
    track : the pitch contour, octaves repaired
    signs : what speaks for and against a living voice
    ears : name and version of whatever listened for pitch
    """

    duration_s: float
    quality: Quality
    syllables: tuple[HeardSyllable | None, ...]
    extras: tuple[HeardSyllable, ...]
    steadiness: Steadiness | None
    track: PitchTrack
    signs: Signs = NOTHING
    ears: tuple[str, ...] = ()
