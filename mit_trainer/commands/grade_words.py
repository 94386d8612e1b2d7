"""A grade as a short text."""

from math import isnan

from mit_trainer.grading.model import Detail, Grade, SyllableGrade, Timed


def in_words(opinion: Grade) -> str:
    """Say a grade in a few plain lines; what could not be measured is a dash."""
    lines = [f"{opinion.phrase}   ({opinion.manner}, {opinion.duration_s:.1f} s)"]
    if opinion.syllables_found is not None:
        lines.append(
            f"syllables  {opinion.syllables_found} of {opinion.syllables_expected} heard, "
            f"{opinion.extra_syllables} extra"
        )
        lines.extend(_syllable(syllable) for syllable in opinion.syllables)
    lines.append(f"melody     {_melody(opinion)}")
    lines.append(f"rhythm     {_rhythm(opinion)}")
    lines.append(f"taps       {_taps(opinion)}")
    if opinion.detail.taps_to_beats is not None:
        lines.append(f"           {_timed(opinion.detail.taps_to_beats, 'beats')}")
    lines.append(f"speech     {_speech(opinion)}")
    if opinion.measurable.why:
        lines.append(f"not measured: {'; '.join(opinion.measurable.why)}")
    lines.append(f"opinion    {_opinion(opinion)}")
    return "\n".join(lines)


def _syllable(syllable: SyllableGrade) -> str:
    name = syllable.text.upper() if syllable.stress else syllable.text
    if not syllable.found:
        return f"  {name:<10} not heard"
    return (
        f"  {name:<10} at {_number(syllable.onset_s, '.2f')} s, "
        f"{_number(syllable.f0_hz, '.0f')} Hz, {_number(syllable.pitch_st, '+.1f')} semitones"
    )


def _melody(opinion: Grade) -> str:
    score = _number(opinion.melody.score, ".2f")
    if opinion.melody.direction_total is None:
        return score
    return (
        f"{score}, {opinion.melody.direction_correct} of {opinion.melody.direction_total} steps "
        f"the right way ({opinion.detail.steps_planned} planned)"
    )


def _rhythm(opinion: Grade) -> str:
    rate = _number(opinion.rhythm.rate_syll_per_s, ".1f")
    told = f"{_number(opinion.rhythm.score, '.2f')}, {rate} syllables a second"
    detail = opinion.detail
    if detail.n_pauses:
        told += f", {_count(detail.n_pauses, 'pause')} (the longest {detail.longest_pause_s:.1f} s)"
    if not isnan(detail.latency_s):
        told += f", began after {detail.latency_s:.1f} s"
    return told


def _taps(opinion: Grade) -> str:
    timed = opinion.detail.taps_to_vowels
    return f"{opinion.taps.n}" + ("" if timed is None else f", {_timed(timed, 'vowels')}")


def _timed(timed: Timed, moments: str) -> str:
    return (
        f"{_number(1000.0 * timed.mean_s, '+.0f')} ms from the {moments} "
        f"(give or take {_number(1000.0 * timed.uncertain_s, '.0f')} ms), "
        f"{timed.n_missed} missed, {timed.n_extra} extra"
    )


def _speech(opinion: Grade) -> str:
    told = f"{_number(opinion.speech_index, '.2f')}   (0 sung, 1 spoken"
    detail = opinion.detail
    if not isnan(opinion.speech_index):
        told += f"; from {detail.speech_low:.2f} to {detail.speech_high:.2f}"
        told += ", by the person's own models" if detail.anchored else ""
    return f"{told}){_interval(detail)}"


def _interval(detail: Detail) -> str:
    """Say the interval beside the index: without it a monotone voice would look sung."""
    if isnan(detail.interval_st):
        return ""
    return (
        f"; high tones {_number(detail.interval_st, '.1f')} semitones above the low ones, "
        f"{_number(detail.interval_planned_st, '.1f')} planned"
    )


def _opinion(opinion: Grade) -> str:
    points = {None: "none", 0: "not yet", 1: "a point"}[opinion.hint.points]
    reasons = "; ".join(opinion.hint.reasons)
    sure = f" ({opinion.hint.confidence:.0%} sure)" if opinion.hint.points is not None else ""
    return f"{points}{sure}: {reasons}"


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" + ("" if n == 1 else "s")


def _number(value: float, form: str) -> str:
    return "-" if isnan(value) else format(round(value, 2) + 0.0, form)
