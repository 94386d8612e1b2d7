"""When each syllable of an answer sounds: consonants first, then the vowel until the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.letters import HUM, Consonant, Spelling, spell
from mit_trainer.simulated.performance import Performance
from mit_trainer.simulated.score import Note

_SPOKEN_GAP_S = 0.21  # 4.8 syllables a second, conversational speech (Ozaki et al. 2024)
_SPOKEN_CONSONANTS = 0.6  # length of a consonant in quick speech, relative to slow
_BEGUN_TWICE = 0.6  # a syllable that will be said again is shorter
_BROKEN_OFF = 0.25
_STARTS_ANEW_S = 0.5
_OCTAVE_ST = 12.0


@dataclass(frozen=True)
class Sounding:
    """One syllable that is going to sound; ``index`` is None when it was not planned."""

    index: int | None
    syllable: PlannedSyllable
    length: float = 1.0  # of its gap
    pause_s: float = 0.0  # before it


def as_performed(plan: ProsodyPlan, performance: Performance) -> Iterator[Sounding]:
    """List what sounds, in order."""
    strange = PlannedSyllable("na", False, 0.0, plan.syllables[0].duration_s, 0.0, 0.0)
    pauses = dict(performance.pauses_s)
    for syllable in plan.syllables[: performance.false_start]:
        yield Sounding(None, syllable, _BEGUN_TWICE)
    anew_s = _STARTS_ANEW_S if performance.false_start else 0.0
    for index, syllable in enumerate(plan.syllables):
        if index in performance.left_out:
            continue
        pause_s, anew_s = pauses.get(index, 0.0) + anew_s, 0.0
        if index in performance.repeated:
            yield Sounding(None, syllable, _BEGUN_TWICE)
        if index in performance.broken_off:
            yield Sounding(None, syllable, _BROKEN_OFF)
            pause_s += _STARTS_ANEW_S
        yield Sounding(index, syllable, pause_s=pause_s)
        if index in performance.extra_after:
            yield Sounding(None, strange)


def in_time(
    plan: ProsodyPlan,
    manner: Manner,
    performance: Performance,
    spoken: float,
    chance: np.random.Generator,
) -> Iterator[Note]:
    """Place each syllable that sounds; ``spoken`` is 0 sung ... 1 spoken."""
    now_s = performance.starts_after_s
    sung = list(as_performed(plan, performance))
    spellings = [_hummed() if manner is Manner.HUMMED else spell(s.syllable.text) for s in sung]
    before = scale = _SPOKEN_CONSONANTS**spoken
    for k, (one, spelling) in enumerate(zip(sung, spellings, strict=True)):
        gap_s = _gap_s(one.syllable, spoken) / performance.tempo * one.length
        gap_s *= max(0.5, 1.0 + chance.normal(0.0, performance.gap_spread))
        after_s = _length_s(spelling.coda + _next_onset(spellings, k))
        here = scale * min(1.0, 0.45 * gap_s / (scale * after_s + 1e-9))
        if k == 0:
            now_s += scale * _length_s(spelling.onset)
        now_s += one.pause_s
        share = 1.0 if spoken > 0.5 else performance.voiced_share
        end_s = now_s + (gap_s - here * after_s) * share
        slip_st = _OCTAVE_ST if one.index in performance.octave_slips else 0.0
        height_st, stress = _height_st(one, performance), one.syllable.stress
        yield Note(one.index, spelling, height_st, stress, now_s, end_s, before, here, slip_st)
        before = here
        now_s += gap_s


def _height_st(one: Sounding, performance: Performance) -> float:
    height_st = 0.0 if performance.flat else one.syllable.pitch_st
    if performance.pitch_error_st is None or one.index is None:
        return height_st
    return height_st + performance.pitch_error_st[one.index]


def _gap_s(syllable: PlannedSyllable, spoken: float) -> float:
    """Time from this vowel to the next, between the plan's and that of quick speech."""
    spoken_s = _SPOKEN_GAP_S * (1.25 if syllable.stress else 0.9)
    return float(syllable.duration_s ** (1.0 - spoken) * spoken_s**spoken)


def _next_onset(spellings: Sequence[Spelling], k: int) -> tuple[Consonant, ...]:
    return spellings[k + 1].onset if k + 1 < len(spellings) else ()


def _hummed() -> Spelling:
    return Spelling((Consonant(0.06, -20.0, HUM),), (HUM,), ())


def _length_s(consonants: tuple[Consonant, ...]) -> float:
    return sum(consonant.length_s for consonant in consonants)
