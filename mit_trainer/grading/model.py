"""The result of grading one take.

Its fields, in this order, are the object that ``mit-trainer grade --json`` prints, and
that is kept beside the human's judgement.  Missing values are NaN here and ``null``
there, never 0.  Times are seconds from the first sample of the take.
"""

from dataclasses import dataclass
from math import nan


@dataclass(frozen=True)
class Measurable:
    """What could be measured, and in plain words why the rest could not."""

    pitch: bool
    rhythm: bool
    taps: bool
    why: tuple[str, ...]


@dataclass(frozen=True)
class SyllableGrade:
    """One planned syllable as it was found.

    ``pitch_st`` is relative to the singer's own low tone, never to the key of the
    prompt; ``pitch_error_cents`` is after the best common shift of the whole answer.
    ``steadiness_s`` is the longest stretch that stays within 100 cents.
    """

    text: str
    stress: bool
    found: bool
    onset_s: float = nan
    nucleus_s: float = nan
    end_s: float = nan
    f0_hz: float = nan
    pitch_st: float = nan
    pitch_error_cents: float = nan
    steadiness_s: float = nan
    tap_asynchrony_s: float = nan


@dataclass(frozen=True)
class Melody:
    """Steps between the singer's own syllables against the planned steps."""

    score: float = nan
    direction_correct: int | None = None
    direction_total: int | None = None
    interval_error_cents: float = nan


@dataclass(frozen=True)
class Rhythm:
    """Timing relative to the singer's own first syllable and tempo."""

    score: float = nan
    rate_syll_per_s: float = nan
    npvi: float = nan
    onset_spread_s: float = nan


@dataclass(frozen=True)
class Taps:
    """How well the hand kept time with the voice."""

    n: int
    mean_asynchrony_s: float = nan
    resultant_length: float = nan


@dataclass(frozen=True)
class Hint:
    """The machine's opinion; the human's word decides."""

    points: int | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Grade:
    """Everything that one take says about one planned phrase."""

    grader: str
    phrase: str
    language: str
    manner: str
    duration_s: float
    measurable: Measurable
    syllables_expected: int
    syllables_found: int | None
    syllables: tuple[SyllableGrade, ...]
    extra_syllables: int | None
    melody: Melody
    rhythm: Rhythm
    taps: Taps
    speech_index: float
    hint: Hint
