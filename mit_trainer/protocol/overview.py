"""A protocol laid out to be read: steps, cues, points, and where each number comes from.

It is made from what the file says and from nothing else, so a therapist's own file is
laid out like a published one.  Sources are numbered in the order in which they come.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mit_trainer.protocol.rows import CURVES, CourseRow, Criterion, FadingRow, Remark
from mit_trainer.protocol.variant import Cue, Level, Manner, Sharing, Step, Tapping, Variant

COLUMNS = (
    "step",
    "what sounds",
    "who answers",
    "hand",
    "wait",
    "tries",
    "points",
    "if not passed",
    "from",
)

_MARKS = {
    "T": "seen in the source",
    "T2": "seen in a report on the source",
    "M": "from memory",
    "I": "our own choice",
    "C": "computed from open data",
}
_HANDS = {Tapping.NONE: "none", Tapping.GUIDED: "guided", Tapping.SELF: "own"}
_UNITS = {"syllable": "syllables", "mora": "morae"}
_ENDS = {"done": "done", "drop": "leave the phrase"}


class Sourced(Protocol):
    """A row of a file."""

    @property
    def source(self) -> str: ...
    @property
    def trust(self) -> str: ...
    @property
    def remarks(self) -> tuple[Remark, ...]: ...


@dataclass(frozen=True)
class LevelPart:
    """One level: a heading, facts about it, and a row of `COLUMNS` for each step."""

    heading: str
    facts: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Overview:
    """A whole protocol in words."""

    title: str
    facts: tuple[str, ...]
    levels: tuple[LevelPart, ...]
    sources: tuple[str, ...]


class _Sources:
    """Gives every source its number."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def of(self, row: Sourced) -> str:
        """Give the numbers of a row's sources, like "3, 4"."""
        numbers = [self._number(row.source, row.trust, "")]
        numbers += [self._number(one.source, one.trust, one.of) for one in row.remarks]
        return ", ".join(dict.fromkeys(numbers))

    def _number(self, source: str, trust: str, of: str) -> str:
        about = f"{of.replace('_', ' ')}: " if of else ""
        line = f"{about}{source} ({trust}: {_MARKS[trust]})"
        if line not in self.lines:
            self.lines.append(line)
        return str(self.lines.index(line) + 1)


def overview(variant: Variant) -> Overview:
    """Lay a protocol out."""
    sources = _Sources()
    facts = tuple(_facts(variant, sources))
    levels = tuple(_level(level, variant.style.unit, sources) for level in variant.levels)
    lines = tuple(f"{number}. {line}" for number, line in enumerate(sources.lines, start=1))
    return Overview(variant.name, facts, levels, lines)


def _facts(variant: Variant, sources: _Sources) -> Iterable[str]:
    style, tonic, patience = variant.style, variant.tonic, variant.patience
    high = {"marked": "the accented ones", "last": "the accented ones and the last"}.get(style.high)
    yield f"Source: {variant.source}."
    tune = f"{style.high_st:g} semitones above the low tone: {high}"
    if style.high == "own-tune":
        tune = f"each phrase has one of {len(style.tunes_st)} tunes for good"
    if not style.high_st and not style.tunes_st:
        tune = "all on one tone"
    yield (
        f"Melody: one note and one tap for each {style.unit}, {tune}; "
        f"{style.syllables_per_min:g} a minute; accented ones {style.stressed_length:g} times "
        f"as long and {style.stressed_gain_db:g} dB louder [{sources.of(style)}]."
    )
    yield (
        f"Low tone when nothing is known: {tonic.women_hz:g} Hz for women, {tonic.men_hz:g} Hz "
        f"for men, else {tonic.unknown_hz:g} Hz [{sources.of(tonic)}]."
    )
    yield (
        f"Patience: no limit on the answer; it is over after {patience.silence_s:g} s of silence; "
        f"help after {patience.idle_help_s:g} s [{sources.of(patience)}]."
    )
    yield (
        f"A step is passed when the phrase was {' or '.join(variant.passing)}. "
        f"Points in brackets are those after going back. Goal: {variant.goal.replace('-', ' ')}."
    )
    if variant.course:
        yield _course(variant.course, sources)


def _course(course: CourseRow, sources: _Sources) -> str:
    return (
        f"A sitting: {course.phrases_min} to {course.phrases_max} phrases; a phrase rests for "
        f"{course.rest_h:g} h, and after {course.failures_in_a_row} failures in a row. "
        f"Consider stopping (after {course.trial_sessions} sittings) when the mean of "
        f"{course.plateau_sessions} sittings is not above that of the {course.plateau_sessions} "
        f"before; an easier level below {course.easier_share:.0%} in {course.easier_sessions} "
        f"sittings or after {course.drops_in_a_row} phrases left in a row [{sources.of(course)}]."
    )


def _level(level: Level, unit: str, sources: _Sources) -> LevelPart:
    facts = [
        f"Phrases of {level.syllables_min} to {level.syllables_max} {_UNITS[unit]} "
        f"[{sources.of(level)}]. {_mastered(level.criterion, sources)}"
    ]
    if level.fading:
        facts.append(_fades(level.fading, sources))
    points = f"{level.points_max} points a phrase" if level.points_max else "no points"
    return LevelPart(
        heading=f"{level.name}: {points}",
        facts=tuple(facts),
        steps=tuple(_step(step, sources) for step in level.steps),
    )


def _mastered(criterion: Criterion, sources: _Sources) -> str:
    which = "each of" if criterion.rule == "each" else "the mean of"
    return (
        f"Mastered: {criterion.share:.0%} in {which} {criterion.sessions} sittings in a row "
        f"[{sources.of(criterion)}]."
    )


def _fades(fading: FadingRow, sources: _Sources) -> str:
    falling = [name for name in CURVES if any(y < 1.0 for _, y in getattr(fading, name))]
    curves = "; ".join(
        f"{name} " + ", ".join(f"{y:.0%} at {x:g}" for x, y in getattr(fading, name))
        for name in falling
    )
    said = f"Over the sittings: {curves}; all else stays" if falling else "No cue fades by sittings"
    again = f", whole again from try {fading.whole_from_try}" if fading.whole_from_try else ""
    return f"{said}{again} [{sources.of(fading)}]."


def _step(step: Step, sources: _Sources) -> tuple[str, ...]:
    return (
        step.id.replace("-", " "),
        _sounds(step),
        _answers(step),
        _HANDS[step.tapping],
        _wait(step),
        str(step.tries) if step.response else "",
        _points(step),
        _otherwise(step),
        sources.of(step),
    )


def _sounds(step: Step) -> str:
    cues = ", ".join(_cue(cue) for cue in step.cues)
    more = [word for word, on in (("clicks", step.clicks), ("mouth", step.mouth)) if on]
    return f"{cues} ({', '.join(more)})" if more else cues


def _cue(cue: Cue) -> str:
    what = "question " if cue.what == "probe" else ""
    times = f" x{cue.times}" if cue.times > 1 else ""
    return f"{what}{cue.manner}{times}"


def _answers(step: Step) -> str:
    if step.response is None:
        return "nobody"
    how = "by hand" if step.response is Manner.DRUMMED else str(step.response)
    who = {
        Sharing.UNISON: "together",
        Sharing.FADING: f"together, alone after {step.voice_share:.0%}",
    }.get(step.sharing, "alone")
    return f"{how}, {who}"


def _wait(step: Step) -> str:
    if step.delay_up_to_s > step.delay_s:
        return f"{step.delay_s:g}-{step.delay_up_to_s:g} s"
    return f"{step.delay_s:g} s" if step.delay_s else ""


def _points(step: Step) -> str:
    if not step.points:
        return ""
    return f"{step.points} ({step.points_after_backup})" if step.backup else str(step.points)


def _otherwise(step: Step) -> str:
    if step.response is None:
        return ""
    goes = _ENDS.get(step.on_fail, step.on_fail.replace("-", " "))
    return f"back to {step.backup.replace('-', ' ')}, then {goes}" if step.backup else goes
