"""A variant of the therapy: its style, its levels, their steps.

All of it is read from a file in ``protocol/variants``; nothing here knows a variant
by name.  Every number in such a file has a source and a mark of trust beside it.

Words
-----
A *cue* is what is sounded; *sharing* says who carries the sound; *response* is what
the patient does.  A *backup* is the step that is run once, unscored, after a failure
before the failed step is tried again for fewer points.

Marks of trust
--------------
``T`` seen in the source's own text, ``T2`` in a text that reports the source, ``M``
from memory of the literature, ``I`` our own choice, ``C`` computed from open data.
A row's mark covers all of its numbers except those that a `Remark` names.
"""

from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """How a voice carries a phrase, from hum to speech."""

    HUMMED = "hummed"
    INTONED = "intoned"
    SPRECHGESANG = "sprechgesang"
    SPOKEN = "spoken"


class Sharing(StrEnum):
    """Who carries the sound while the patient answers."""

    MODEL = "model"  # the model alone; the patient listens
    UNISON = "unison"  # both, the model all the way through
    FADING = "fading"  # both, the model drops out half-way
    ALONE = "alone"  # the patient alone


class Tapping(StrEnum):
    """Who taps."""

    NONE = "none"
    GUIDED = "guided"  # a hand pulses on each beat, the patient may join
    SELF = "self"  # the patient taps in her own turn


class Verdict(StrEnum):
    """What the human heard."""

    UNDERSTOOD = "understood"
    NEARLY = "nearly"
    NOT_YET = "not-yet"


@dataclass(frozen=True)
class Remark:
    """The source of one line of a row, where it differs from that of the whole row."""

    of: str
    source: str
    trust: str


@dataclass(frozen=True)
class Cue:
    """Something that is sounded before (or, shared, during) the answer."""

    manner: Manner
    what: str = "phrase"  # or "probe", the probe question
    times: int = 1


@dataclass(frozen=True)
class Step:
    """One rung of the ladder.

    Attributes
    ----------
    instruction : name of the spoken instruction, a key of the words file
    cues : sounded in order before the answer; for a shared step the last cue is the
        one that the patient joins
    response : manner of the answer, None when the patient only listens
    delay_s : silence between cue and answer
    tries : how often the step may be tried before it has failed
    points : earned by passing; 0 for an unscored step
    points_after_backup : earned by passing after the backup
    on_success, on_fail : id of the next step, or "done" or "drop"
    clicks : soft clicks sound on the beats of the cue
    lead_in : the first tone is hummed before a shared cue, so that both start together
    """

    id: str
    instruction: str
    cues: tuple[Cue, ...]
    sharing: Sharing
    response: Manner | None
    tapping: Tapping
    delay_s: float
    tries: int
    points: int
    on_success: str
    on_fail: str
    source: str
    trust: str
    backup: str | None = None
    points_after_backup: int = 0
    clicks: bool = False
    lead_in: bool = False
    remarks: tuple[Remark, ...] = ()


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
class Level:
    """One stage: its steps in order, the first one being where a phrase begins.

    ``source`` and ``trust`` speak of the length of its phrases.
    """

    id: str
    steps: tuple[Step, ...]
    criterion: Criterion
    syllables_min: int
    syllables_max: int
    name: str = ""
    source: str = ""
    trust: str = ""
    remarks: tuple[Remark, ...] = ()

    def step(self, step_id: str) -> Step:
        """Find the step of that id; KeyError when there is none."""
        return {step.id: step for step in self.steps}[step_id]

    @property
    def points_max(self) -> int:
        """What a phrase can earn at most; it counts whole, even when the phrase is left early."""
        return sum(step.points for step in self.steps)


@dataclass(frozen=True)
class StyleRow:
    """The variant's numbers for `mit_trainer.prosody.plan.Style`, with their source."""

    high_st: float
    syllables_per_min: float
    stressed_length: float
    stressed_gain_db: float
    source: str
    trust: str
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
class Variant:
    """A published form of the therapy."""

    id: str
    name: str
    source: str
    style: StyleRow
    levels: tuple[Level, ...]
    passing: tuple[Verdict, ...]
    tonic: TonicRow
    patience: PatienceRow
    default: bool = False

    def level(self, level_id: str) -> Level:
        """Find the level of that id; KeyError when there is none."""
        return {level.id: level for level in self.levels}[level_id]
