"""What is known of an answer, gathered before it is judged."""

from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from mit_trainer.analysis.features import Analysis
from mit_trainer.analysis.speech_index import Anchor
from mit_trainer.grading.hand import late_s
from mit_trainer.grading.rubric import Rubric
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.units import Floats, semitones


@dataclass(frozen=True)
class Circumstances:
    """What is known of an answer beside its sound.

    Attributes
    ----------
    taps_s : take time, ascending; None when no tapping was asked for
    taps_uncertain_s : one standard deviation of the tap times; NaN for a pad whose delay
        was never measured: how even the hand was can be said, how early or late cannot
    cue_s : when the turn began, take time; NaN when not known
    beats_s : the model's beats, take time; empty when none sounded along
    anchor : the person's own sung and spoken models
    """

    taps_s: tuple[float, ...] | None = None
    taps_uncertain_s: float = nan
    cue_s: float = nan
    beats_s: tuple[float, ...] = ()
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Numbers:
    """What is known of each planned syllable, float64 [syllables], NaN where it is not."""

    onsets_s: Floats
    heights_st: Floats
    planned_s: Floats
    planned_st: Floats
    late_s: Floats


def numbers(heard: Analysis, plan: ProsodyPlan, known: Circumstances, rubric: Rubric) -> Numbers:
    """Gather the numbers; what the recording does not allow is NaN."""
    nuclei = [s.nucleus if s is not None else None for s in heard.syllables]
    timed, pitched = heard.quality.rhythm, heard.quality.pitch
    onsets_s = np.array([n.onset_s if n is not None and timed else nan for n in nuclei])
    f0_hz = np.array([n.f0_hz if n is not None and pitched else nan for n in nuclei])
    late = late_s(known.taps_s or (), onsets_s, rubric)
    return Numbers(
        onsets_s=onsets_s,
        heights_st=semitones(f0_hz, 100.0),
        planned_s=np.array([s.onset_s for s in plan.syllables]),
        planned_st=np.array([s.pitch_st for s in plan.syllables]),
        late_s=late if isfinite(known.taps_uncertain_s) else np.full(late.size, nan),
    )
