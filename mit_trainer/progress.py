"""From sittings to series: what a chart draws and a report says.

Conventions
-----------
A score is a percentage, 100 x points / points at most, with every finished phrase
counted whole, dropped ones too.  The speech index is 0 (sung) to 1 (spoken).  What is
missing is NaN, a gap, never 0.  Every point carries its ``n`` and how many there could
have been.  Sittings are numbered from 1; a *phase* is a row of sittings at one level
of one variant.  Sittings of the simulated patient never share a course with real ones.
Untrained phrases (every item set but "trained") are a series of their own.

Source: scores and criteria as in reports on Helm-Estabrooks, Nicholas & Morgan 1989.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from math import isnan, nan
from operator import itemgetter

from mit_trainer.protocol.variant import Criterion, Level, Variant
from mit_trainer.record import SessionId, SessionSummary

TRAINED = "trained"
_ROUNDING = 1e-9  # percent; 0.07 * 100 is not quite 7

Levels = Mapping[tuple[str, str], Level]
"""Levels by (variant id, level id)."""


@dataclass(frozen=True)
class Point:
    """One sitting in one series.

    Attributes
    ----------
    number : place in the course, from 1
    value : percent, or speech index; NaN when the sitting has none
    n : phrases (scores), answers (speech index) or points at most (steps) behind the value
    n_asked : how many there could have been
    low, high : lower and upper quartile behind the value, NaN when unknown
    """

    session: SessionId
    number: int
    started_utc: datetime
    value: float
    n: int
    n_asked: int
    low: float = nan
    high: float = nan

    @property
    def gap(self) -> bool:
        """There is no value."""
        return isnan(self.value)


@dataclass(frozen=True)
class Series:
    """One measure over a course, one point for each sitting, gaps included."""

    measure: str
    points: tuple[Point, ...]

    @property
    def measured(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if not point.gap)


@dataclass(frozen=True)
class Phase:
    """Sittings ``first`` to ``last`` (numbers) at one level of one variant."""

    variant: str
    level: str
    first: int
    last: int

    @property
    def key(self) -> tuple[str, str]:
        """Key of the level in `Levels`."""
        return (self.variant, self.level)

    def holds(self, point: Point) -> bool:
        """Say whether the point lies in this phase."""
        return self.first <= point.number <= self.last


@dataclass(frozen=True)
class Course:
    """All sittings of one person that may be looked at together.

    ``left_out`` counts sittings of the other kind: simulated ones beside real ones.
    ``untrained`` has only gaps as long as no untrained phrase was asked for.
    """

    simulated: bool
    left_out: int
    phases: tuple[Phase, ...]
    score: Series
    untrained: Series
    speech_index: Series
    by_step: tuple[Series, ...]


@dataclass(frozen=True)
class CriterionResult:
    """Has a level been mastered, and by which sittings.

    ``points`` are the sittings that count towards it, oldest first: all that are needed
    when it is met, as many as there are so far when it is not.
    """

    met: bool
    needed: int
    points: tuple[Point, ...]


def levels(variants: Iterable[Variant]) -> Levels:
    """Every level of some variants, by (variant id, level id)."""
    return {(variant.id, level.id): level for variant in variants for level in variant.levels}


def course(summaries: Sequence[SessionSummary]) -> Course:
    """Put a person's sittings, oldest first, into series.

    Simulated sittings are looked at only when there is no real one.
    """
    real = [summary for summary in summaries if not summary.simulated]
    chosen = real or list(summaries)
    return Course(
        simulated=bool(chosen) and not real,
        left_out=len(summaries) - len(chosen),
        phases=_phases(chosen),
        score=_series("score", chosen, _score),
        untrained=_series("untrained", chosen, _untrained),
        speech_index=_series("speech-index", chosen, _speech_index),
        by_step=tuple(
            _series(step, chosen, partial(_step, step))
            for step in dict.fromkeys(step for one in chosen for step in one.points_by_step)
        ),
    )


def criterion_met(phase: Sequence[Point], criterion: Criterion) -> CriterionResult:
    """Ask whether the sittings of one phase, as they stand now, meet its criterion.

    "each": every one of the last ``criterion.sessions`` reaches the share.
    "mean": their mean does.  A sitting without a finished phrase neither counts nor
    breaks the row: nothing is known about it.
    """
    scored = [point for point in phase if not point.gap]
    least = 100.0 * criterion.share - _ROUNDING
    if criterion.rule == "mean":
        counting = scored[-criterion.sessions :]
        enough = len(counting) == criterion.sessions
        met = enough and sum(point.value for point in counting) / len(counting) >= least
    else:
        low = [place for place, point in enumerate(scored) if point.value < least]
        counting = scored[low[-1] + 1 if low else 0 :][-criterion.sessions :]
        met = len(counting) == criterion.sessions
    return CriterionResult(met=met, needed=criterion.sessions, points=tuple(counting))


def points_of(series: Series, phase: Phase) -> tuple[Point, ...]:
    """Take the points of a series that lie in a phase, gaps included."""
    return tuple(point for point in series.points if phase.holds(point))


def _phases(summaries: Sequence[SessionSummary]) -> tuple[Phase, ...]:
    keys = [(summary.variant, summary.level) for summary in summaries]
    found = []
    for (variant, level), group in groupby(enumerate(keys, start=1), key=itemgetter(1)):
        numbers = [number for number, _ in group]
        found.append(Phase(variant, level, numbers[0], numbers[-1]))
    return tuple(found)


@dataclass(frozen=True)
class _Value:
    value: float
    n: int
    n_asked: int
    low: float = nan
    high: float = nan


def _series(
    measure: str, summaries: Sequence[SessionSummary], of: Callable[[SessionSummary], _Value]
) -> Series:
    points = []
    for number, summary in enumerate(summaries, start=1):
        got = of(summary)
        points.append(
            Point(
                session=summary.session,
                number=number,
                started_utc=summary.started_utc,
                value=got.value,
                n=got.n,
                n_asked=got.n_asked,
                low=got.low,
                high=got.high,
            )
        )
    return Series(measure, tuple(points))


def _percent(points: int, points_max: int, n: int) -> _Value:
    if points_max <= 0:
        return _Value(nan, 0, 0)
    return _Value(100.0 * points / points_max, n, n)


def _of_untrained(summary: SessionSummary) -> tuple[int, int, int]:
    rows = [row for name, row in summary.points_by_set.items() if name != TRAINED]
    return sum(row[0] for row in rows), sum(row[1] for row in rows), sum(row[2] for row in rows)


def _score(summary: SessionSummary) -> _Value:
    points, points_max, n = _of_untrained(summary)
    return _percent(summary.points - points, summary.points_max - points_max, summary.n_phrases - n)


def _untrained(summary: SessionSummary) -> _Value:
    return _percent(*_of_untrained(summary))


def _speech_index(summary: SessionSummary) -> _Value:
    low, high = summary.speech_index_quartiles
    value = summary.speech_index if summary.n_measured else nan
    return _Value(value, summary.n_measured, summary.n_answers, low, high)


def _step(step: str, summary: SessionSummary) -> _Value:
    points, points_max = summary.points_by_step.get(step, (0, 0))
    return _percent(points, points_max, points_max)
