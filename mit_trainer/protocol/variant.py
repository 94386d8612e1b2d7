"""A variant of the therapy: its style, its levels, their steps.

All of it is read from a file in ``protocol/variants``; nothing here knows a variant
by name.  Every number in such a file has a source and a mark of trust beside it.

Words
-----
A *cue* is what is sounded; *sharing* says who carries the sound; *response* is what
the patient does.  A *backup* is the step that is run once, unscored, after a failure
before the failed step is tried again for fewer points.

The rows of numbers are `mit_trainer.protocol.rows`, which also explains the marks of trust.
"""

from dataclasses import dataclass
from enum import StrEnum

from mit_trainer.protocol.rows import (
    CourseRow,
    Criterion,
    FadingRow,
    PatienceRow,
    Remark,
    StyleRow,
    TonicRow,
)

__all__ = [
    "CourseRow",
    "Criterion",
    "Cue",
    "FadingRow",
    "Level",
    "Manner",
    "PatienceRow",
    "Remark",
    "Sharing",
    "Step",
    "StyleRow",
    "Tapping",
    "TonicRow",
    "Variant",
    "Verdict",
]


class Manner(StrEnum):
    """How a phrase is carried: by the hand alone, or by a voice from hum to speech."""

    DRUMMED = "drummed"  # its rhythm on a hand drum, no voice
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
    delay_s, delay_up_to_s : silence between cue and answer; drawn between the two when
        the second is longer
    tries : how often the step may be tried before it has failed
    points : earned by passing; 0 for an unscored step
    points_after_backup : earned by passing after the backup
    on_success, on_fail : id of the next step, or "done" or "drop"
    clicks : soft clicks sound on the beats of the cue
    lead_in : the first tone is hummed before a shared cue, so that both start together
    mouth : a mouth shows the syllables of the model
    voice_share : share of the syllables that a model sounds along which drops out
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
    mouth: bool = False
    delay_up_to_s: float = 0.0
    voice_share: float = 1.0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Level:
    """One stage: its steps in order, the first one being where a phrase begins.

    ``source`` and ``trust`` speak of the length of its phrases.  ``takes`` names the
    decks' levels whose phrases it practises; empty means those of its own id.
    """

    id: str
    steps: tuple[Step, ...]
    criterion: Criterion
    syllables_min: int
    syllables_max: int
    name: str = ""
    source: str = ""
    trust: str = ""
    takes: tuple[str, ...] = ()
    fading: FadingRow | None = None
    remarks: tuple[Remark, ...] = ()

    def step(self, step_id: str) -> Step:
        """Find the step of that id; KeyError when there is none."""
        return {step.id: step for step in self.steps}[step_id]

    @property
    def points_max(self) -> int:
        """What a phrase can earn at most; it counts whole, even when the phrase is left early."""
        return sum(step.points for step in self.steps)


@dataclass(frozen=True)
class Variant:
    """A published form of the therapy.

    Attributes
    ----------
    passing : the human's words that pass a step
    course : what is suggested over the sittings; None suggests nothing
    languages : codes of the languages it is made for; empty for any
    goal : "speech", "keep-singing" or "phrase-bank"
    default : used when nobody has chosen
    """

    id: str
    name: str
    source: str
    style: StyleRow
    levels: tuple[Level, ...]
    passing: tuple[Verdict, ...]
    tonic: TonicRow
    patience: PatienceRow
    default: bool = False
    course: CourseRow | None = None
    languages: tuple[str, ...] = ()
    goal: str = "speech"

    def level(self, level_id: str) -> Level:
        """Find the level of that id; KeyError when there is none."""
        return {level.id: level for level in self.levels}[level_id]

    def level_for(self, n_syllables: int) -> Level:
        """Find the level for phrases so long, the one in whose middle they are; the higher of two.

        A phrase that is too short or too long for all of them goes to the nearest.
        """
        fit = [one for one in self.levels if one.syllables_min <= n_syllables <= one.syllables_max]
        return min(
            reversed(fit or self.levels),
            key=lambda one: abs(2 * n_syllables - one.syllables_min - one.syllables_max),
        )
