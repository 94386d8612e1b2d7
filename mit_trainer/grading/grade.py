"""From what was heard to the opinion, by a rubric.

Nothing is measured here.  What could not be measured stays NaN, and the reasons are
said in plain words.
"""

from math import isfinite, nan

import numpy as np

from mit_trainer import __version__
from mit_trainer.analysis.features import Analysis
from mit_trainer.analysis.melody import Tune, errors_cents, own_low_st, tune
from mit_trainer.analysis.rhythm import Timing, timing
from mit_trainer.analysis.speech_index import speech_index
from mit_trainer.analysis.tapping import asynchrony, own_beats_s, resultant_length
from mit_trainer.grading.hint import hint
from mit_trainer.grading.model import Grade, Measurable, Melody, Rhythm, SyllableGrade, Taps
from mit_trainer.grading.rubric import Rubric
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats, semitones

_TUNED = (Manner.INTONED, Manner.HUMMED)  # speech and half-speech have no planned tune


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
    known = tap_times_known
    counted = heard.quality.voice and (heard.quality.pitch or heard.quality.rhythm)
    onsets_s = _onsets(heard, keep=heard.quality.rhythm)
    heights_st = _heights(heard, keep=heard.quality.pitch)
    planned_st = np.array([s.pitch_st for s in plan.syllables])
    planned_s = np.array([s.onset_s for s in plan.syllables])
    sung = _tune(heights_st, planned_st, manner, rubric)
    time = timing(onsets_s, planned_s)
    late_s = _asynchrony(taps_s, onsets_s, rubric)
    index = speech_index(heard.steadiness, rubric.speech) if heard.steadiness else nan
    n_found = sum(s is not None for s in heard.syllables)
    melody = Melody() if sung is None else Melody(**vars(sung))
    return Grade(
        grader=f"{__version__}+{rubric.id}",
        phrase=plan.phrase.text,
        language=plan.phrase.language,
        manner=manner.value,
        duration_s=heard.duration_s,
        measurable=_measurable(heard, heights_st, onsets_s, _tap_trouble(taps_s, late_s, known)),
        syllables_expected=len(plan.syllables),
        syllables_found=n_found if counted else None,
        syllables=_syllables(
            heard, plan, manner, heights_st, onsets_s, late_s if known else late_s * nan
        ),
        extra_syllables=len(heard.extras) if counted else None,
        melody=melody,
        rhythm=_rhythm(time, manner, rubric),
        taps=_taps(taps_s, late_s, onsets_s, known=known),
        speech_index=index if heard.quality.pitch else nan,
        hint=hint(heard, manner, melody.score, index, rubric),
    )


def _onsets(heard: Analysis, *, keep: bool) -> Floats:
    return np.array([s.nucleus.onset_s if s is not None and keep else nan for s in heard.syllables])


def _heights(heard: Analysis, *, keep: bool) -> Floats:
    f0_hz = [s.nucleus.f0_hz if s is not None and keep else nan for s in heard.syllables]
    return semitones(np.array(f0_hz), 100.0)


def _tune(sung_st: Floats, planned_st: Floats, manner: Manner, rubric: Rubric) -> Tune | None:
    if manner not in _TUNED:
        return None
    return tune(
        sung_st,
        planned_st,
        level_within_st=rubric.melody_level_within_st,
        least_share=rubric.melody_least_share,
    )


def _measurable(
    heard: Analysis, heights_st: Floats, onsets_s: Floats, tap_trouble: str | None
) -> Measurable:
    rhythm = int(np.isfinite(onsets_s).sum()) >= 2
    why = list(heard.quality.why)
    if heard.quality.rhythm and not rhythm:
        why.append("fewer than two syllables were heard")
    if tap_trouble is not None:
        why.append(tap_trouble)
    return Measurable(bool(np.isfinite(heights_st).any()), rhythm, tap_trouble is None, tuple(why))


def _tap_trouble(taps_s: tuple[float, ...] | None, late_s: Floats, known: bool) -> str | None:
    if taps_s is None:
        return "no taps given"
    if not taps_s:
        return "nobody tapped"
    if not np.isfinite(late_s).any():
        return "no tap fell near a syllable that was heard"
    return None if known else "the delay of the tap pad is not known"


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


def _syllables(
    heard: Analysis,
    plan: ProsodyPlan,
    manner: Manner,
    heights_st: Floats,
    onsets_s: Floats,
    late_s: Floats,
) -> tuple[SyllableGrade, ...]:
    planned_st = np.array([s.pitch_st for s in plan.syllables])
    own_st = heights_st - own_low_st(heights_st, planned_st)
    error_cents = errors_cents(heights_st, planned_st)
    if manner not in _TUNED:
        error_cents = np.full(error_cents.size, nan)
    out = []
    for k, (planned, found) in enumerate(zip(plan.syllables, heard.syllables, strict=True)):
        if found is None:
            out.append(SyllableGrade(planned.text, planned.stress, found=False))
            continue
        nucleus, in_time = found.nucleus, isfinite(onsets_s[k])
        pitched = isfinite(heights_st[k])
        out.append(
            SyllableGrade(
                text=planned.text,
                stress=planned.stress,
                found=True,
                onset_s=float(onsets_s[k]),
                nucleus_s=nucleus.peak_s if in_time else nan,
                end_s=nucleus.end_s if in_time else nan,
                f0_hz=nucleus.f0_hz if pitched else nan,
                pitch_st=float(own_st[k]),
                pitch_error_cents=float(error_cents[k]),
                steadiness_s=nucleus.steady_s if pitched else nan,
                tap_asynchrony_s=float(late_s[k]),
            )
        )
    return tuple(out)


def _rhythm(time: Timing, manner: Manner, rubric: Rubric) -> Rhythm:
    if manner is Manner.SPOKEN:  # speech has its own rhythm, not the plan's
        return Rhythm(nan, time.rate_syll_per_s, time.npvi, nan)
    score = max(0.0, 1.0 - time.unevenness / rubric.rhythm_zero_at) if time.unevenness >= 0 else nan
    return Rhythm(score, time.rate_syll_per_s, time.npvi, time.spread_s)


def _taps(
    taps_s: tuple[float, ...] | None, late_s: Floats, onsets_s: Floats, *, known: bool
) -> Taps:
    paired = np.isfinite(late_s)
    beats_s = np.full(onsets_s.size, nan)
    found = np.isfinite(onsets_s)
    beats_s[found] = own_beats_s(onsets_s[found])
    return Taps(
        n=len(taps_s) if taps_s else 0,
        mean_asynchrony_s=float(np.mean(late_s[paired])) if known and paired.any() else nan,
        resultant_length=resultant_length(late_s, beats_s),
    )
