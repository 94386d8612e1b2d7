"""The durable facts.  They are only ever added; a mistake is voided by another fact.

Every fact is a frozen value that the store writes as one row of one transaction.
Facts about one sitting, in the order in which they were added, are enough to lead
that sitting on from where it stopped.

Conventions
-----------
Ids are made on the device and unique everywhere.  The calendar and the order of the
facts are added by the store (`Entry`), not by those who state them.  A number that is
not finite is kept as missing: it comes back as NaN, and as None inside a grade.
"""

from dataclasses import dataclass, field
from datetime import datetime
from math import nan
from typing import Any, NewType

PatientId = NewType("PatientId", str)
SessionId = NewType("SessionId", str)
AttemptId = NewType("AttemptId", str)
TakeName = NewType("TakeName", str)


@dataclass(frozen=True)
class PatientAdded:
    """A person who practises; ``code`` is whatever the therapist calls her."""

    patient: PatientId
    code: str


@dataclass(frozen=True)
class SettingChanged:
    """One setting of one person, such as ``tonic_hz`` or ``hand``; the latest counts."""

    patient: PatientId
    name: str
    value: str | float | bool


@dataclass(frozen=True)
class SessionStarted:
    """A sitting begins, with everything needed to go on with it after a break."""

    patient: PatientId
    session: SessionId
    variant: str
    level: str
    deck: str
    deck_hash: str
    phrases: tuple[str, ...]  # ids in the order in which they will be practised
    style: dict[str, float]  # the style numbers in force
    tonic_hz: float
    voice: str
    simulated: bool  # the voice is the simulated patient's
    app_version: str
    tunes: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Semitones of each syllable, of the phrases that have a tune of their own."""
    sittings_before: int = 0
    """Finished at this level before; cues fade with them."""
    why: dict[str, str] = field(default_factory=dict)
    """Why each phrase was chosen, by its id."""


@dataclass(frozen=True)
class KeptTake:
    """A sealed recording: its name in the vault, the SHA-256 of the sealed file, its length."""

    name: TakeName
    sha256: str
    duration_s: float
    rate_hz: int


@dataclass(frozen=True)
class AttemptMade:
    """One try at one step.  ``take`` is None for a step to which nobody answers.

    ``helps`` says how much was given of each cue, from 0 to 1, so that it can be told
    exactly what was there: the share of the syllables that the model sounded along
    ("voice"), that were lit ("light"), beaten ("hand") and mouthed ("mouth"), the depth of
    the melody ("melody") and the clicks ("clicks"); "wait_s" is the silence before the
    answer, in seconds.  It is empty for tries from before this was kept.

    ``cue_s`` is when the turn opened, ``beats_s`` are the beats of a model that was joined,
    both in take time; NaN and empty where there was none, or before this was kept.

    ``touch_delay_s`` has been taken off the taps; NaN when the delay of the pad was not known.
    """

    patient: PatientId
    session: SessionId
    attempt: AttemptId
    phrase: str
    step: str
    try_number: int
    after_backup: bool
    cues: tuple[str, ...]  # what helped at this try: "voice", "light", "hand", "clicks" ...
    take: KeptTake | None
    taps_s: tuple[float, ...]
    taps_uncertain_s: float
    n_gaps: int
    ended_early: str | None
    helps: dict[str, float] = field(default_factory=dict)
    cue_s: float = nan
    beats_s: tuple[float, ...] = ()
    touch_delay_s: float = nan


@dataclass(frozen=True)
class OpinionGiven:
    """What the machine heard; ``grade`` is the object of ``grade --json`` and its detail.

    An attempt may have several, by other versions of the ears or the rubric; the latest
    counts and the earlier ones stay.
    """

    patient: PatientId
    session: SessionId
    attempt: AttemptId
    grader: str
    grade: dict[str, Any]


@dataclass(frozen=True)
class JudgementGiven:
    """What the human heard; this moves the session on.

    ``points_max`` is what the step earns at most, whatever this try could still earn; it
    is 0 while a step is run as a backup.
    """

    patient: PatientId
    session: SessionId
    attempt: AttemptId
    verdict: str
    by: str  # "therapist", "carer" or "simulated"
    points: int
    points_max: int = 0


@dataclass(frozen=True)
class PhraseFinished:
    """One phrase went through its steps."""

    patient: PatientId
    session: SessionId
    phrase: str
    points: int
    points_max: int
    dropped: bool
    item_set: str


@dataclass(frozen=True)
class SessionEnded:
    """A sitting was closed, by reaching its end or by the stop button."""

    patient: PatientId
    session: SessionId
    why: str  # "finished", "stopped"


@dataclass(frozen=True)
class TakeFound:
    """A recording that no attempt mentions, found when the book was opened after a crash.

    ``session`` is the sitting that was under way when it began, if one was.  A take that
    is not ``whole`` was cut off; all that had reached the disk is in it.
    """

    patient: PatientId
    session: SessionId | None
    take: KeptTake
    began_utc: datetime
    whole: bool


@dataclass(frozen=True)
class Voided:
    """An earlier fact no longer counts; it stays readable."""

    patient: PatientId
    target: str  # the entry id of the fact
    why: str
    by: str


Fact = (
    PatientAdded
    | SettingChanged
    | SessionStarted
    | AttemptMade
    | OpinionGiven
    | JudgementGiven
    | PhraseFinished
    | SessionEnded
    | TakeFound
    | Voided
)


@dataclass(frozen=True)
class Entry:
    """A fact as it stands in the book."""

    id: str
    seq: int
    at_utc: datetime
    fact: Fact
    voided: bool = False


@dataclass(frozen=True)
class SessionSummary:
    """One sitting in numbers, voided facts left out.

    ``points_max`` counts every finished phrase whole, dropped ones too.  The speech
    index is the median over the answers in which it could be measured, NaN if none;
    ``speech_index_quartiles`` are their lower and upper quartile.  ``n_answers`` counts
    the attempts that have a take.  ``points_by_step`` holds (points, points at most) of
    each step that was reached, ``points_by_set`` (points, points at most, phrases) of each
    item set.
    """

    session: SessionId
    started_utc: datetime
    variant: str
    level: str
    points: int
    points_max: int
    n_phrases: int
    n_attempts: int
    n_measured: int  # answers with a speech index
    speech_index: float
    simulated: bool
    points_by_step: dict[str, tuple[int, int]] = field(default_factory=dict)
    n_answers: int = 0
    speech_index_quartiles: tuple[float, float] = (nan, nan)
    points_by_set: dict[str, tuple[int, int, int]] = field(default_factory=dict)
