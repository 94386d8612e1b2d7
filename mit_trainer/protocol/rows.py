"""Rows of numbers in a protocol file, each with its source and its mark of trust.

Marks of trust
--------------
``T`` seen in the source's own text, ``T2`` in a text that reports the source, ``M``
from memory of the literature, ``I`` our own choice, ``C`` computed from open data.
A row's mark covers all of its numbers except those that a `Remark` names.
"""

from dataclasses import dataclass

Curve = tuple[tuple[float, float], ...]
"""Points (x, amount) in order of x; between two of them the amount goes straight."""

CURVES = ("voice", "melody", "light", "hand", "mouth", "delay")
"""The lines of a `FadingRow` that are curves."""


@dataclass(frozen=True)
class Remark:
    """The source of one line of a row, where it differs from that of the whole row."""

    of: str
    source: str
    trust: str


@dataclass(frozen=True)
class Criterion:
    """When a level counts as mastered: ``share`` of the points in each of ``sessions`` in a row."""

    share: float
    sessions: int
    rule: str  # "each" or "mean"
    source: str
    trust: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class StyleRow:
    """The variant's numbers for `mit_trainer.prosody.plan.Style`, with their source.

    Attributes
    ----------
    high : which syllables are high: "marked" those that the deck marks, "last" those and
        the last one, "own-tune" each phrase has a tune of its own
    unit : what carries one note and one tap, "syllable" or "mora"
    tunes_st : contours in semitones above the low tone, for "own-tune"
    """

    high_st: float
    syllables_per_min: float
    stressed_length: float
    stressed_gain_db: float
    source: str
    trust: str
    high: str = "marked"
    unit: str = "syllable"
    tunes_st: tuple[tuple[float, ...], ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class TonicRow:
    """The low tone when nobody has looked for this person's own, in Hz."""

    women_hz: float
    men_hz: float
    unknown_hz: float
    source: str
    trust: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class PatienceRow:
    """How long an answer is waited for.

    Attributes
    ----------
    silence_s : an answer is over after so much silence, once a voice was heard
    idle_help_s : without any voice for so long, the instruction is spoken again
    idle_helps : how often it is spoken again before the helper is asked
    longest_answer_s : a recording never grows longer
    breath_s : pause between two models
    """

    silence_s: float
    idle_help_s: float
    idle_helps: int
    longest_answer_s: float
    breath_s: float
    source: str
    trust: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class CourseRow:
    """What is suggested over a course of sittings; never done without the therapist.

    Attributes
    ----------
    plateau_sessions : no gain when the mean of so many sittings is not above that of as
        many before them
    trial_sessions : before so many sittings at a level nothing is said of a plateau
    easier_share, easier_sessions : below that share of the points in so many sittings in
        a row, an easier level is suggested
    drops_in_a_row : so many phrases left early one after the other in a sitting, likewise
    phrases_min, phrases_max : phrases of one sitting
    rest_h : a phrase rests for so many hours before it is practised again
    failures_in_a_row : a phrase that was left early so often in a row rests, too
    """

    plateau_sessions: int
    trial_sessions: int
    easier_share: float
    easier_sessions: int
    drops_in_a_row: int
    phrases_min: int
    phrases_max: int
    rest_h: float
    failures_in_a_row: int
    source: str
    trust: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class FadingRow:
    """How each cue fades on its own, from 1 (whole) to 0 (gone).

    The x of a curve is the number of sittings that the person has finished at this level.
    What a step itself gives is multiplied by it.

    Attributes
    ----------
    voice : share of what the model sounds along with the patient
    melody : depth of the steps between high and low
    light, hand, mouth : share of the syllables that are lit, beaten and mouthed
    delay : share of the step's delay, so that it can grow
    whole_from_try : from this try of a step on every cue is whole again; 0 for never
    """

    voice: Curve
    melody: Curve
    light: Curve
    hand: Curve
    mouth: Curve
    delay: Curve
    whole_from_try: int
    source: str
    trust: str
    remarks: tuple[Remark, ...] = ()
