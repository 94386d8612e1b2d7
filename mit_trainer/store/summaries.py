"""Sittings in numbers, summed up by the database.

Every query here is answered from the index ``event_figures`` alone, which is what keeps
the progress page quick over hundreds of sittings.  Voided facts are left out; so is
whatever was said about an attempt that was voided.  Where an attempt was judged or heard
more than once, the latest word counts.
"""

import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import nan

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from mit_trainer.record import PatientId, SessionStarted, SessionSummary
from mit_trainer.store import reading, stamp
from mit_trainer.store.codec import decoded
from mit_trainer.store.tables import event

Steps = dict[str, tuple[int, int]]
Sets = dict[str, tuple[int, int, int]]


def summaries(connection: Connection, patient: PatientId) -> tuple[SessionSummary, ...]:
    """Sum up every sitting of a patient, oldest first."""
    counting = _Counting(connection, patient)
    attempts, sets = counting.attempts(), counting.points_by_set()
    steps, heard = counting.points_by_step(), counting.speech_indices()
    return tuple(
        _summary(
            begun,
            attempts.get(begun.fact.session, (0, 0)),
            sets.get(begun.fact.session, {}),
            steps.get(begun.fact.session, {}),
            heard.get(begun.fact.session, []),
        )
        for begun in counting.sittings()
    )


@dataclass(frozen=True)
class _Begun:
    fact: SessionStarted
    at_utc: datetime


def _summary(
    begun: _Begun, attempts: tuple[int, int], sets: Sets, steps: Steps, heard: list[float]
) -> SessionSummary:
    n_attempts, n_answers = attempts
    low, middle, high = _quartiles(heard)
    return SessionSummary(
        session=begun.fact.session,
        started_utc=begun.at_utc,
        variant=begun.fact.variant,
        level=begun.fact.level,
        points=sum(points for points, _, _ in sets.values()),
        points_max=sum(at_most for _, at_most, _ in sets.values()),
        n_phrases=sum(n for _, _, n in sets.values()),
        n_attempts=n_attempts,
        n_measured=len(heard),
        speech_index=middle,
        simulated=begun.fact.simulated,
        points_by_step=steps,
        n_answers=n_answers,
        speech_index_quartiles=(low, high),
        points_by_set=sets,
    )


class _Counting:
    """The facts of one patient that count."""

    def __init__(self, connection: Connection, patient: PatientId) -> None:
        self._connection = connection
        self._patient = patient
        voided = reading.voided_ids(connection)
        gone = connection.execute(
            select(event.c.seq, event.c.kind, event.c.subject).where(event.c.id.in_(voided))
        ).all()
        self._voided = [row.seq for row in gone]
        self._voided_attempts = [row.subject for row in gone if row.kind == "attempt-made"]

    def sittings(self) -> Iterator[_Begun]:
        """Read how each sitting began."""
        query = (
            select(event.c.at_utc, event.c.kind, event.c.body)
            .where(self._counts("session-started"))
            .order_by(event.c.seq)
        )
        for row in self._connection.execute(query).all():
            fact = decoded(row.kind, row.body)
            if isinstance(fact, SessionStarted):
                yield _Begun(fact, stamp.read(row.at_utc))

    def attempts(self) -> dict[str, tuple[int, int]]:
        """Count attempts, and those with a take, by sitting."""
        query = (
            select(event.c.session, func.count(), func.count(event.c.take))
            .where(self._counts("attempt-made"))
            .group_by(event.c.session)
        )
        return {
            session: (n, with_take) for session, n, with_take in self._connection.execute(query)
        }

    def points_by_set(self) -> dict[str, Sets]:
        """Add up points, points at most and phrases by sitting and item set."""
        query = (
            select(
                event.c.session,
                event.c.item_set,
                func.sum(event.c.points),
                func.sum(event.c.points_max),
                func.count(),
            )
            .where(self._counts("phrase-finished"))
            .group_by(event.c.session, event.c.item_set)
        )
        found: dict[str, Sets] = defaultdict(dict)
        for session, item_set, points, at_most, n in self._connection.execute(query).all():
            found[session][item_set] = (points, at_most, n)
        return found

    def points_by_step(self) -> dict[str, Steps]:
        """Add up points and points at most by sitting and step.

        What a step earns at most is counted once for each time it was begun: at its
        first try.
        """
        judged = self._latest("judgement-given", event.c.points, event.c.points_max).subquery()
        attempt = event.alias()
        first = attempt.c.try_number == 1
        query = (
            select(
                judged.c.session,
                attempt.c.step,
                func.sum(judged.c.points),
                func.coalesce(func.sum(judged.c.points_max).filter(first), 0),
            )
            # Outer only to keep this order: the other way round takes twice as long.
            .outerjoin(
                attempt,
                and_(
                    attempt.c.kind == "attempt-made",
                    attempt.c.patient == self._patient,
                    attempt.c.session == judged.c.session,
                    attempt.c.subject == judged.c.subject,
                ),
            )
            .group_by(judged.c.session, attempt.c.step)
        )
        found: dict[str, Steps] = defaultdict(dict)
        for session, step, points, at_most in self._connection.execute(query).all():
            if step is not None:
                found[session][step] = (points, at_most)
        return found

    def speech_indices(self) -> dict[str, list[float]]:
        """List what could be measured, by sitting."""
        latest = self._latest("opinion-given", event.c.speech_index).subquery()
        query = select(latest.c.session, latest.c.speech_index).where(
            latest.c.speech_index.is_not(None)
        )
        found: dict[str, list[float]] = defaultdict(list)
        for session, index in self._connection.execute(query).all():
            found[session].append(index)
        return found

    def _latest(self, kind: str, *figures: ColumnElement[object]) -> Select[tuple[object, ...]]:
        # With a lone max() SQLite takes the bare columns from the row that has the maximum.
        return (
            select(event.c.session, event.c.subject, func.max(event.c.seq), *figures)
            .where(self._counts(kind), event.c.subject.not_in(self._voided_attempts))
            .group_by(event.c.session, event.c.subject)
        )

    def _counts(self, kind: str) -> ColumnElement[bool]:
        return and_(
            event.c.kind == kind,
            event.c.patient == self._patient,
            event.c.seq.not_in(self._voided),
        )


def _quartiles(values: list[float]) -> tuple[float, float, float]:
    if len(values) < 2:
        return (values[0],) * 3 if values else (nan,) * 3
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high
