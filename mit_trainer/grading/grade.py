"""From what was heard to the opinion, by a rubric.

Nothing is measured here.  What could not be measured stays NaN, and the reasons are
said in plain words.
"""

from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from mit_trainer import __version__
from mit_trainer.analysis.features import Analysis
from mit_trainer.analysis.melody import errors_cents, own_low_st, tune
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.analysis.rhythm import Timing, timing
from mit_trainer.analysis.speech_index import speech_index
from mit_trainer.analysis.tapping import asynchrony, own_beats_s, resultant_length
from mit_trainer.grading.hint import hint
from mit_trainer.grading.model import Grade, Measurable, Melody, Rhythm, SyllableGrade, Taps
from mit_trainer.grading.rubric import Rubric
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats, semitones

_TUNED = (Manner.INTONED, Manner.HUMMED)  # speech and half-speech have no planned tune


@dataclass(frozen=True)
class _Numbers:
    """What is known of each planned syllable, float64 [syllables], NaN where it is not."""

    onsets_s: Floats
    heights_st: Floats
    planned_s: Floats
    planned_st: Floats
    late_s: Floats


def grade(
    heard: Analysis,
    plan: ProsodyPlan,
    manner: Manner,
    taps_s: tuple[float, ...] | None,
    rubric: Rubric,
    *,
    tap_times_known: bool = True,
) -> Grade:
    """Judge one answer.  Pure: the same arguments give the same grade.

    ``tap_times_known`` is False for a pad whose delay was never measured: how even the
    hand was can still be said, how early or late it was cannot.
    """
    counted = heard.quality.pitch or heard.quality.rhythm
    found = _numbers(heard, plan, taps_s, rubric)
    melody = _melody(found, manner, rubric)
    index = speech_index(heard.steadiness, rubric.speech) if heard.steadiness else nan
    return Grade(
        grader=f"{__version__}+{rubric.id}",
        phrase=plan.phrase.text,
        language=plan.phrase.language,
        manner=manner.value,
        duration_s=heard.duration_s,
        measurable=_measurable(heard, found, taps_s, known=tap_times_known),
        syllables_expected=len(plan.syllables),
        syllables_found=sum(s is not None for s in heard.syllables) if counted else None,
        syllables=_syllables(heard, plan, manner, found, known=tap_times_known),
        extra_syllables=len(heard.extras) if counted else None,
        melody=melody,
        rhythm=_rhythm(timing(found.onsets_s, found.planned_s), manner, rubric),
        taps=_taps(taps_s, found, known=tap_times_known),
        speech_index=index if heard.quality.pitch else nan,
        hint=hint(heard, manner, melody.score, index, rubric),
    )


def _numbers(
    heard: Analysis, plan: ProsodyPlan, taps_s: tuple[float, ...] | None, rubric: Rubric
) -> _Numbers:
    nuclei = [s.nucleus if s is not None else None for s in heard.syllables]
    timed, pitched = heard.quality.rhythm, heard.quality.pitch
    onsets_s = np.array([n.onset_s if n is not None and timed else nan for n in nuclei])
    f0_hz = np.array([n.f0_hz if n is not None and pitched else nan for n in nuclei])
    return _Numbers(
        onsets_s=onsets_s,
        heights_st=semitones(f0_hz, 100.0),
        planned_s=np.array([s.onset_s for s in plan.syllables]),
        planned_st=np.array([s.pitch_st for s in plan.syllables]),
        late_s=_asynchrony(taps_s, onsets_s, rubric),
    )


def _asynchrony(taps_s: tuple[float, ...] | None, onsets_s: Floats, rubric: Rubric) -> Floats:
    late_s = np.full(onsets_s.size, nan)
    found = np.isfinite(onsets_s)
    if not taps_s or not found.any():
        return late_s
    beats_s = np.diff(onsets_s[found])
    window_s = rubric.taps_window_s
    if beats_s.size:
        window_s = min(window_s, rubric.taps_window_share * float(np.median(beats_s)))
    late_s[found] = asynchrony(np.sort(np.array(taps_s)), onsets_s[found], window_s=window_s)
    return late_s


def _melody(found: _Numbers, manner: Manner, rubric: Rubric) -> Melody:
    if manner not in _TUNED:
        return Melody()
    sung = tune(
        found.heights_st,
        found.planned_st,
        level_within_st=rubric.melody_level_within_st,
        least_share=rubric.melody_least_share,
    )
    return Melody() if sung is None else Melody(**vars(sung))


def _measurable(
    heard: Analysis, found: _Numbers, taps_s: tuple[float, ...] | None, *, known: bool
) -> Measurable:
    rhythm = int(np.isfinite(found.onsets_s).sum()) >= 2
    why = list(heard.quality.why)
    if heard.quality.rhythm and not rhythm:
        why.append("fewer than two syllables were heard")
    tap_trouble = _tap_trouble(taps_s, found.late_s, known=known)
    if tap_trouble is not None:
        why.append(tap_trouble)
    pitch = bool(np.isfinite(found.heights_st).any())
    return Measurable(pitch, rhythm, tap_trouble is None, tuple(why))


def _tap_trouble(taps_s: tuple[float, ...] | None, late_s: Floats, *, known: bool) -> str | None:
    if taps_s is None:
        return "no taps given"
    if not taps_s:
        return "nobody tapped"
    if not np.isfinite(late_s).any():
        return "no tap fell near a syllable that was heard"
    return None if known else "the delay of the tap pad is not known"


def _syllables(
    heard: Analysis, plan: ProsodyPlan, manner: Manner, found: _Numbers, *, known: bool
) -> tuple[SyllableGrade, ...]:
    own_st = found.heights_st - own_low_st(found.heights_st, found.planned_st)
    error_cents = errors_cents(found.heights_st, found.planned_st)
    if manner not in _TUNED:
        error_cents = np.full(error_cents.size, nan)
    late_s = found.late_s if known else np.full(found.late_s.size, nan)
    return tuple(
        SyllableGrade(planned.text, planned.stress, found=False)
        if syllable is None
        else _syllable(
            planned,
            syllable.nucleus,
            *(float(values[k]) for values in (found.onsets_s, own_st, error_cents, late_s)),
        )
        for k, (planned, syllable) in enumerate(zip(plan.syllables, heard.syllables, strict=True))
    )


def _syllable(
    planned: PlannedSyllable,
    nucleus: Nucleus,
    onset_s: float,
    own_st: float,
    error_cents: float,
    late_s: float,
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
        tap_asynchrony_s=late_s,
    )


def _rhythm(time: Timing, manner: Manner, rubric: Rubric) -> Rhythm:
    if manner is Manner.SPOKEN:  # speech has its own rhythm, not the plan's
        return Rhythm(nan, time.rate_syll_per_s, time.npvi, nan)
    score = max(0.0, 1.0 - time.unevenness / rubric.rhythm_zero_at) if time.unevenness >= 0 else nan
    return Rhythm(score, time.rate_syll_per_s, time.npvi, time.spread_s)


def _taps(taps_s: tuple[float, ...] | None, found: _Numbers, *, known: bool) -> Taps:
    paired = np.isfinite(found.late_s)
    heard = np.isfinite(found.onsets_s)
    beats_s = np.full(heard.size, nan)
    beats_s[heard] = own_beats_s(found.onsets_s[heard])
    return Taps(
        n=len(taps_s) if taps_s else 0,
        mean_asynchrony_s=float(np.mean(found.late_s[paired])) if known and paired.any() else nan,
        resultant_length=resultant_length(found.late_s, beats_s),
    )
