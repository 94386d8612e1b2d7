"""The result of grading one take.

Its fields, in this order and without ``detail``, are the object that ``mit-trainer
grade --json`` prints; with it, it is kept beside the human's judgement.  Missing values
are NaN here and ``null`` there, never 0.  Times are seconds from the first sample of the
take.
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
class Timed:
    """How the taps kept time with one row of moments: the vowel starts, or the beats.

    Attributes
    ----------
    n_moments, n_paired, n_missed, n_extra : each tap and each moment belongs to one pair
        at most; missed moments have no tap, extra taps no moment
    mean_s, uncertain_s : tap minus moment, negative is early, and one standard deviation
        of that mean, the pad's own included
    spread_s : standard deviation of the pairs, what the ear itself is off taken out
    direction_s : circular mean, in the time of the mean beat
    resultant_length : 0 ... 1; high by chance when the taps are few
    consistency : pairwise phase consistency, 0 on average for a random hand, 1 at best
    """

    n_moments: int = 0
    n_paired: int = 0
    n_missed: int = 0
    n_extra: int = 0
    mean_s: float = nan
    uncertain_s: float = nan
    spread_s: float = nan
    direction_s: float = nan
    resultant_length: float = nan
    consistency: float = nan


@dataclass(frozen=True)
class Detail:
    """What is kept of an answer beside the object of the contract.

    Attributes
    ----------
    steps_planned : steps of the plan; the melody's own count is of those that were sung
    interval_st, interval_planned_st : the high tones above the low ones
    n_pauses, longest_pause_s : silences inside the answer
    latency_s : from the cue to the voice
    taps_to_vowels, taps_to_beats : None without taps, or without such moments
    speech_low, speech_high : band around the speech index, about two answers of three
    speech_logit : of "sung", before a person's own anchor was used
    anchored : the index was brought between the person's own sung and spoken models
    ears : name and version of whatever listened for pitch
    """

    steps_planned: int = 0
    interval_st: float = nan
    interval_planned_st: float = nan
    n_pauses: int | None = None
    longest_pause_s: float = nan
    latency_s: float = nan
    taps_to_vowels: Timed | None = None
    taps_to_beats: Timed | None = None
    speech_low: float = nan
    speech_high: float = nan
    speech_logit: float = nan
    anchored: bool = False
    ears: tuple[str, ...] = ()


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
    detail: Detail = Detail()
