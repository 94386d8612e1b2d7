"""The shape of a protocol file: its tables, their lines, and what each line may hold.

The limits are wide: they keep out slips of the pen, not unusual therapies.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from mit_trainer.protocol.variant import Manner, Sharing, Tapping, Verdict

_Text = Annotated[str, Meta(max_length=500, pattern=r"\S")]
_Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
Trust = Literal["T", "T2", "M", "I", "C"]
_Hz = Annotated[float, Meta(ge=50.0, le=1000.0)]
_Wait = Annotated[float, Meta(ge=0.0, le=60.0)]
_Points = Annotated[int, Meta(ge=0, le=100)]
_Few = Annotated[int, Meta(ge=1, le=20)]
_Share = Annotated[float, Meta(ge=0.0, le=1.0)]
_Point = tuple[Annotated[float, Meta(ge=0.0, le=1000.0)], _Share]
_Curve = Annotated[list[_Point], Meta(min_length=1, max_length=20)]
_Tune = Annotated[
    list[Annotated[float, Meta(ge=-12.0, le=12.0)]], Meta(min_length=2, max_length=60)
]
_Code = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]

High = Literal["marked", "last", "own-tune"]
Unit = Literal["syllable", "mora"]
Rule = Literal["each", "mean"]
What = Literal["phrase", "probe"]
Goal = Literal["speech", "keep-singing", "phrase-bank"]
Response = Literal["none", "drummed", "hummed", "intoned", "sprechgesang", "spoken"]


class RemarkTable(msgspec.Struct, forbid_unknown_fields=True):
    """The source of one line, where it differs from that of its row."""

    of: _Text
    source: _Text
    trust: Trust


class RowTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every table of numbers has."""

    source: _Text
    trust: Trust
    remark: list[RemarkTable] = []


class StyleTable(RowTable):
    """How stress becomes sound."""

    high_st: Annotated[float, Meta(ge=0.0, le=12.0)]
    syllables_per_min: Annotated[float, Meta(ge=20.0, le=400.0)]
    stressed_length: Annotated[float, Meta(ge=0.5, le=3.0)]
    stressed_gain_db: Annotated[float, Meta(ge=0.0, le=12.0)]
    high: High = "marked"
    unit: Unit = "syllable"
    tunes_st: list[_Tune] = []


class TonicTable(RowTable):
    """Low tones to begin with."""

    women_hz: _Hz
    men_hz: _Hz
    unknown_hz: _Hz


class PatienceTable(RowTable):
    """How long an answer is waited for."""

    silence_s: Annotated[float, Meta(ge=1.0, le=60.0)]
    idle_help_s: Annotated[float, Meta(ge=5.0, le=600.0)]
    idle_helps: Annotated[int, Meta(ge=0, le=20)]
    longest_answer_s: Annotated[float, Meta(ge=10.0, le=600.0)]
    breath_s: Annotated[float, Meta(ge=0.0, le=10.0)]


class CriterionTable(RowTable):
    """When a level is mastered."""

    share: _Share
    sessions: _Few
    rule: Rule


class CourseTable(RowTable):
    """What is suggested over a course of sittings."""

    plateau_sessions: _Few
    trial_sessions: Annotated[int, Meta(ge=1, le=200)]
    easier_share: _Share
    easier_sessions: _Few
    drops_in_a_row: _Few
    phrases_min: Annotated[int, Meta(ge=1, le=200)]
    phrases_max: Annotated[int, Meta(ge=1, le=200)]
    rest_h: Annotated[float, Meta(ge=0.0, le=1000.0)]
    failures_in_a_row: _Few


class FadingTable(RowTable, kw_only=True):
    """How each cue fades; a curve that is left out stays whole."""

    voice: _Curve | None = None
    melody: _Curve | None = None
    light: _Curve | None = None
    hand: _Curve | None = None
    mouth: _Curve | None = None
    delay: _Curve | None = None
    whole_from_try: Annotated[int, Meta(ge=0, le=20)]


class CueTable(msgspec.Struct, forbid_unknown_fields=True):
    """Something that is sounded."""

    manner: Manner
    what: What = "phrase"
    times: _Few = 1


class StepTable(RowTable):
    """One rung; ``on_fail`` is left out only where nobody answers."""

    id: _Name
    instruction: _Text
    cues: Annotated[list[CueTable], Meta(min_length=1)]
    sharing: Sharing
    response: Response
    tapping: Tapping
    delay_s: _Wait
    tries: _Few
    points: _Points
    on_success: _Text
    on_fail: _Text | None = None
    backup: _Text | None = None
    points_after_backup: _Points | None = None
    clicks: bool = False
    lead_in: bool = False
    mouth: bool = False
    delay_up_to_s: _Wait | None = None
    voice_share: _Share | None = None


class LevelTable(RowTable, kw_only=True):
    """One stage."""

    id: _Name
    name: _Text
    syllables_min: Annotated[int, Meta(ge=1, le=60)]
    syllables_max: Annotated[int, Meta(ge=1, le=60)]
    criterion: CriterionTable
    takes: list[_Name] = []
    fading: FadingTable | None = None
    step: Annotated[list[StepTable], Meta(min_length=1)]


class VariantFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    id: _Name
    name: _Text
    source: _Text
    default: bool = False
    passing: Annotated[list[Verdict], Meta(min_length=1)]
    style: StyleTable
    tonic: TonicTable
    patience: PatienceTable
    course: CourseTable | None = None
    languages: list[_Code] = []
    goal: Goal = "speech"
    level: Annotated[list[LevelTable], Meta(min_length=1)]
