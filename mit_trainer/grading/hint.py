"""The machine's opinion: a point or none, how sure, and why in a few plain words.

Syllables can be counted; words cannot be heard here.  So the opinion is never sure,
and it is no opinion at all where the recording or the manner leaves too much open.
"""

from math import isfinite

import numpy as np

from mit_trainer.analysis.features import Analysis
from mit_trainer.grading.model import Hint, Melody
from mit_trainer.grading.rubric import Rubric
from mit_trainer.protocol.variant import Manner

_UNSURE = 0.25  # of the confidence is left when not one syllable is sure


def hint(heard: Analysis, manner: Manner, melody: Melody, index: float, rubric: Rubric) -> Hint:
    """Form an opinion; ``index`` and all of ``melody`` may be missing."""
    quality = heard.quality
    if not quality.voice or not (quality.pitch or quality.rhythm):
        return Hint(None, 0.0, quality.why[:1])
    n_expected = len(heard.syllables)
    odds = np.array([s.odds for s in heard.syllables if s is not None])
    certain = np.array([s.certain for s in heard.syllables if s is not None], dtype=bool)
    reasons = [f"{odds.size} of {n_expected} syllables heard"]
    if heard.extras:
        n_extra = len(heard.extras)
        reasons.append(f"{n_extra} extra syllable{'s' if n_extra > 1 else ''}")
    if not certain.all():
        n_unsure = int((~certain).sum())
        verb = "is" if n_unsure == 1 else "are"
        reasons.append(f"{n_unsure} of {certain.size} syllables {verb} uncertain")
    if quality.hummed and manner is not Manner.HUMMED:
        return Hint(None, 0.0, (*reasons, "sounded hummed, without words"))
    if isfinite(melody.score):
        reasons.append(_tune(melody, n_expected - 1, rubric))
    if manner is Manner.SPOKEN and isfinite(index) and index < rubric.hint_sung_below:
        reasons.append("sounded sung rather than spoken")
    reasons.extend(quality.why)
    enough = odds.size >= rubric.hint_found_share * n_expected
    passed = enough and len(heard.extras) <= rubric.hint_most_extra
    sure = float(np.mean((odds >= rubric.hint_least_odds) & certain)) if odds.size else 0.5
    confidence = rubric.hint_most_confidence * quality.clear * (_UNSURE + (1.0 - _UNSURE) * sure)
    if passed and heard.extras:
        confidence *= 0.75
    return Hint(int(passed), confidence, tuple(reasons))


def _tune(melody: Melody, n_planned: int, rubric: Rubric) -> str:
    kept = "melody kept" if melody.score >= rubric.melody_kept_from else "melody not clear"
    if melody.direction_total == n_planned:
        return kept
    return f"{kept} in the {melody.direction_total} of {n_planned} steps that were sung"
