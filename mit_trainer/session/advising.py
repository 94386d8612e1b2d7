"""What the sittings speak for: a higher level, an easier one, or to consider stopping.

Nothing is ever done by itself.  Each proposal names the sittings that led to it, and the
therapist decides.  All numbers are those of the protocol's file; scores are percentages.

Source: the criterion and the rule of three sittings against the three before are reported
of Helm-Estabrooks, Nicholas & Morgan 1989; each file says which numbers it took from where.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from statistics import fmean

from mit_trainer.progress import Point, course, criterion_met, points_of
from mit_trainer.protocol.rows import CourseRow
from mit_trainer.protocol.variant import Level, Variant
from mit_trainer.session.past import Past, Practised


class Kind(StrEnum):
    """What is proposed."""

    ADVANCE = "advance"  # to the next level
    MASTERED = "mastered"  # there is no higher one
    EASIER = "easier"  # the level before
    EASIEST = "easiest"  # there is no lower one
    PLATEAU = "plateau"  # no gain: consider stopping


@dataclass(frozen=True)
class Proposal:
    """One proposal.

    Attributes
    ----------
    level : id of the level that is practised now
    to : id of the level that is proposed, None when it stays
    points : the sittings that led to it, oldest first, with their scores
    dropped : phrases left early one after the other, when they were the reason
    """

    kind: Kind
    level: str
    to: str | None
    points: tuple[Point, ...]
    dropped: int = 0


def proposals(variant: Variant, past: Past) -> tuple[Proposal, ...]:
    """Say what the sittings at the present level speak for; most often nothing.

    Sittings of another protocol, or at a level that is gone, speak for nothing.
    """
    looked_at = course(past.sittings)
    if not looked_at.phases:
        return ()
    phase = looked_at.phases[-1]
    level = next((one for one in variant.levels if one.id == phase.level), None)
    if phase.variant != variant.id or level is None:
        return ()
    points = points_of(looked_at.score, phase)
    scored = [point for point in points if not point.gap]
    found = [_advance(variant, level, points)]
    if variant.course is not None:
        easier = _easier(variant, level, scored, past, variant.course)
        found += [easier, _plateau(level, scored, variant.course)]
    return tuple(one for one in found if one is not None)


def _advance(variant: Variant, level: Level, points: tuple[Point, ...]) -> Proposal | None:
    result = criterion_met(points, level.criterion)
    if not result.met:
        return None
    to = _neighbour(variant, level, 1)
    return Proposal(Kind.ADVANCE if to else Kind.MASTERED, level.id, to, result.points)


def _easier(
    variant: Variant, level: Level, scored: list[Point], past: Past, rules: CourseRow
) -> Proposal | None:
    """Too few points in sittings one after the other, or phrases left early in a row."""
    to = _neighbour(variant, level, -1)
    kind = Kind.EASIER if to else Kind.EASIEST
    last = scored[-rules.easier_sessions :]
    least = 100 * rules.easier_share
    if len(last) == rules.easier_sessions and all(point.value < least for point in last):
        return Proposal(kind, level.id, to, tuple(last))
    mine = [one for one in past.phrases if one.session == past.sittings[-1].session]
    dropped = _longest_row(mine)
    if dropped >= rules.drops_in_a_row:
        return Proposal(kind, level.id, to, tuple(scored[-1:]), dropped)
    return None


def _plateau(level: Level, scored: list[Point], rules: CourseRow) -> Proposal | None:
    n = rules.plateau_sessions
    if len(scored) < max(rules.trial_sessions, 2 * n):
        return None
    before, last = scored[-2 * n : -n], scored[-n:]
    if fmean(point.value for point in last) > fmean(point.value for point in before):
        return None
    return Proposal(Kind.PLATEAU, level.id, None, (*before, *last))


def _longest_row(phrases: Sequence[Practised]) -> int:
    """How many phrases were left early, at most, one after the other."""
    return max(
        (
            sum(1 for _ in takewhile(lambda one: one.dropped, phrases[start:]))
            for start in range(len(phrases))
        ),
        default=0,
    )


def _neighbour(variant: Variant, level: Level, by: int) -> str | None:
    place = variant.levels.index(level) + by
    return variant.levels[place].id if 0 <= place < len(variant.levels) else None
