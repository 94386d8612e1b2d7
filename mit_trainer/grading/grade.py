"""From what was heard to the opinion, by a rubric.

Nothing is measured here.  What could not be measured stays NaN, and the reasons are
said in plain words.
"""

from dataclasses import replace
from math import isfinite, isnan, nan

import numpy as np

from mit_trainer import __version__
from mit_trainer.analysis import melody, rhythm
from mit_trainer.analysis.features import Analysis
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.analysis.speech_index import Anchor, Place, place
from mit_trainer.grading.deafness import deafened
from mit_trainer.grading.hand import timed
from mit_trainer.grading.hint import hint
from mit_trainer.grading.known import Circumstances, Numbers, numbers
from mit_trainer.grading.model import (
    Detail,
    Grade,
    Measurable,
    Melody,
    Rhythm,
    SyllableGrade,
    Taps,
    Timed,
)
from mit_trainer.grading.rubric import Rubric
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats

_TUNED = (Manner.INTONED, Manner.HUMMED)  # speech and half-speech have no planned tune


def grader(rubric: Rubric) -> str:
    """Name who judges: this version of the program by this version of a rubric."""
    return f"{__version__}+{rubric.version}"


def grade(
    heard: Analysis, plan: ProsodyPlan, manner: Manner, known: Circumstances, rubric: Rubric
) -> Grade:
    """Judge one answer.  Pure: the same arguments give the same grade."""
    heard = replace(heard, quality=deafened(heard, manner, rubric.voice))
    counted = heard.quality.pitch or heard.quality.rhythm
    found = numbers(heard, plan, known, rubric)
    sung = _melody(found, manner, rubric)
    stands = _place(heard, rubric, known.anchor)
    to_vowels, to_beats = _hand(found, known, rubric)
    return Grade(
        grader=grader(rubric),
        phrase=plan.phrase.text,
        language=plan.phrase.language,
        manner=manner.value,
        duration_s=heard.duration_s,
        measurable=_measurable(heard, found, known, to_vowels, stands),
        syllables_expected=len(plan.syllables),
        syllables_found=sum(s is not None for s in heard.syllables) if counted else None,
        syllables=_syllables(heard, plan, manner, found, rubric),
        extra_syllables=len(heard.extras) if counted else None,
        melody=sung,
        rhythm=_rhythm(rhythm.timing(found.onsets_s, found.planned_s), manner, rubric),
        taps=_taps(known, to_vowels),
        speech_index=stands.index,
        hint=hint(heard, manner, sung, stands.index, rubric),
        detail=_detail(heard, manner, known, found, stands, rubric, to_vowels, to_beats),
    )


def _place(heard: Analysis, rubric: Rubric, anchor: Anchor | None) -> Place:
    if heard.steadiness is None or not heard.quality.pitch:
        return Place()
    return place(heard.steadiness, rubric.speech, anchor)


def _melody(found: Numbers, manner: Manner, rubric: Rubric) -> Melody:
    if manner not in _TUNED:
        return Melody()
    sung = melody.tune(
        found.heights_st,
        found.planned_st,
        level_within_st=rubric.melody_level_within_st,
        least_share=rubric.melody_least_share,
        widest_step_st=rubric.melody_widest_step_st,
    )
    return Melody() if sung is None else Melody(**vars(sung))


def _hand(
    found: Numbers, known: Circumstances, rubric: Rubric
) -> tuple[Timed | None, Timed | None]:
    if not known.taps_s:
        return None, None
    moments = (found.onsets_s, np.array(known.beats_s, dtype=np.float64))
    to_vowels, to_beats = (
        timed(known.taps_s, row, known.taps_uncertain_s, rubric) for row in moments
    )
    return to_vowels, to_beats


def _measurable(
    heard: Analysis,
    found: Numbers,
    known: Circumstances,
    to_vowels: Timed | None,
    stands: Place,
) -> Measurable:
    timed = int(np.isfinite(found.onsets_s).sum()) >= 2
    why = list(heard.quality.why)
    if heard.quality.rhythm and not timed:
        why.append("fewer than two syllables were heard")
    if stands.why is not None and timed:
        why.append(stands.why)
    if known.taps_s is None:
        why.append("no taps given")
    elif not known.taps_s:
        why.append("nobody tapped")
    elif to_vowels is not None and not to_vowels.n_paired:
        why.append("no tap fell near a syllable that was heard")
    elif to_vowels is not None and isnan(known.taps_uncertain_s):
        why.append("the delay of the tap pad is not known")
    return Measurable(
        pitch=bool(np.isfinite(found.heights_st).any()),
        rhythm=timed,
        taps=bool(np.isfinite(found.late_s).any()),
        why=tuple(why),
    )


def _syllables(
    heard: Analysis, plan: ProsodyPlan, manner: Manner, found: Numbers, rubric: Rubric
) -> tuple[SyllableGrade, ...]:
    own_st = found.heights_st - melody.own_low_st(found.heights_st, found.planned_st)
    error_cents = melody.errors_cents(
        found.heights_st, found.planned_st, rubric.melody_widest_step_st
    )
    if manner not in _TUNED:
        error_cents = np.full(error_cents.size, nan)
    rows = (found.onsets_s, own_st, error_cents, found.late_s)
    return tuple(
        SyllableGrade(planned.text, planned.stress, found=False)
        if syllable is None
        else _syllable(planned, syllable.nucleus, *(float(values[k]) for values in rows))
        for k, (planned, syllable) in enumerate(zip(plan.syllables, heard.syllables, strict=True))
    )


def _syllable(
    planned: PlannedSyllable,
    nucleus: Nucleus,
    onset_s: float,
    own_st: float,
    error_cents: float,
    late: float,
) -> SyllableGrade:
    timed, pitched = isfinite(onset_s), isfinite(own_st)
    return SyllableGrade(
        text=planned.text,
        stress=planned.stress,
        found=True,
        onset_s=onset_s,
        nucleus_s=nucleus.peak_s if timed else nan,
        end_s=nucleus.end_s if timed else nan,
        f0_hz=nucleus.f0_hz if pitched else nan,
        pitch_st=own_st,
        pitch_error_cents=error_cents,
        steadiness_s=nucleus.steady_s if pitched else nan,
        tap_asynchrony_s=late,
    )


def _rhythm(time: rhythm.Timing, manner: Manner, rubric: Rubric) -> Rhythm:
    if manner is Manner.SPOKEN:  # speech has its own rhythm, not the plan's
        return Rhythm(nan, time.rate_syll_per_s, time.npvi, nan)
    score = max(0.0, 1.0 - time.unevenness / rubric.rhythm_zero_at) if time.unevenness >= 0 else nan
    return Rhythm(score, time.rate_syll_per_s, time.npvi, time.spread_s)


def _taps(known: Circumstances, to_vowels: Timed | None) -> Taps:
    n = len(known.taps_s) if known.taps_s else 0
    if to_vowels is None:
        return Taps(n)
    return Taps(n, to_vowels.mean_s, to_vowels.resultant_length)


def _detail(
    heard: Analysis,
    manner: Manner,
    known: Circumstances,
    found: Numbers,
    stands: Place,
    rubric: Rubric,
    to_vowels: Timed | None,
    to_beats: Timed | None,
) -> Detail:
    starts_s, ends_s = _voices(heard)
    silent = rhythm.pauses(starts_s, ends_s, from_s=rubric.rhythm_pause_from_s)
    return Detail(
        steps_planned=len(heard.syllables) - 1 if manner in _TUNED else 0,
        interval_st=melody.interval_st(found.heights_st, found.planned_st),
        interval_planned_st=melody.interval_st(found.planned_st, found.planned_st),
        n_pauses=silent.n if silent else None,
        longest_pause_s=silent.longest_s if silent else nan,
        latency_s=float(starts_s[0]) - known.cue_s if starts_s.size else nan,
        taps_to_vowels=to_vowels,
        taps_to_beats=to_beats,
        speech_low=stands.low,
        speech_high=stands.high,
        speech_logit=stands.logit,
        anchored=known.anchor is not None and isfinite(stands.index),
        ears=heard.ears,
    )


def _voices(heard: Analysis) -> tuple[Floats, Floats]:
    """When each vowel that was heard began and ended, planned or not; none without times."""
    voices = sorted(
        (s.nucleus for s in (*heard.syllables, *heard.extras) if s is not None),
        key=lambda nucleus: nucleus.onset_s,
    )
    timed = voices if heard.quality.rhythm else []
    return np.array([one.onset_s for one in timed]), np.array([one.end_s for one in timed])
