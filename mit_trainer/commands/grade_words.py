"""A grade as a short text."""

from math import isnan

from mit_trainer.grading.model import Grade, SyllableGrade


def in_words(opinion: Grade) -> str:
    """Say a grade in a few plain lines; what could not be measured is a dash."""
    lines = [f"{opinion.phrase}   ({opinion.manner}, {opinion.duration_s:.1f} s)"]
    if opinion.syllables_found is not None:
        lines.append(
            f"syllables  {opinion.syllables_found} of {opinion.syllables_expected} heard, "
            f"{opinion.extra_syllables} extra"
        )
        lines.extend(_syllable(syllable) for syllable in opinion.syllables)
    lines.append(f"melody     {_number(opinion.melody.score, '.2f')}")
    lines.append(
        f"rhythm     {_number(opinion.rhythm.score, '.2f')}, "
        f"{_number(opinion.rhythm.rate_syll_per_s, '.1f')} syllables a second"
    )
    lines.append(
        f"taps       {opinion.taps.n}, "
        f"{_number(1000.0 * opinion.taps.mean_asynchrony_s, '+.0f')} ms from the vowels"
    )
    lines.append(f"speech     {_number(opinion.speech_index, '.2f')}   (0 sung, 1 spoken)")
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


def _opinion(opinion: Grade) -> str:
    points = {None: "none", 0: "not yet", 1: "a point"}[opinion.hint.points]
    reasons = "; ".join(opinion.hint.reasons)
    sure = f" ({opinion.hint.confidence:.0%} sure)" if opinion.hint.points is not None else ""
    return f"{points}{sure}: {reasons}"


def _number(value: float, form: str) -> str:
    return "-" if isnan(value) else format(round(value, 2) + 0.0, form)
