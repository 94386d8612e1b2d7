"""Hand-written courses of sittings, and any other, for tests of charts and reports."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import nan
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from hypothesis import strategies as st

from mit_trainer.chart import Chart
from mit_trainer.progress import Levels
from mit_trainer.protocol.variant import (
    Criterion,
    Level,
    Manner,
    Sharing,
    Step,
    Tapping,
)
from mit_trainer.record import (
    AttemptId,
    AttemptMade,
    Entry,
    Fact,
    JudgementGiven,
    KeptTake,
    OpinionGiven,
    PatientId,
    PhraseFinished,
    SessionEnded,
    SessionId,
    SessionStarted,
    SessionSummary,
    TakeName,
)

DATA = Path(__file__).parent / "data" / "charts"
PATIENT = PatientId("patient-1")
VARIANT = "classic-mit"
ELEMENTARY, INTERMEDIATE = "elementary", "intermediate"


def _level(name: str, *steps: str) -> Level:
    return Level(
        id=name.lower(),
        name=name,
        syllables_min=2,
        syllables_max=4,
        criterion=Criterion(share=0.9, sessions=5, rule="each", source="test", trust="I"),
        steps=tuple(
            Step(
                id=step,
                instruction=step,
                cues=(),
                sharing=Sharing.ALONE,
                response=Manner.INTONED,
                tapping=Tapping.SELF,
                delay_s=0.0,
                tries=1,
                points=1,
                on_success="done",
                on_fail="drop",
                source="test",
                trust="I",
            )
            for step in steps
        ),
    )


LEVELS: Levels = {
    (VARIANT, ELEMENTARY): _level("Elementary", "unison", "unison-fading", "repetition", "probe"),
    (VARIANT, INTERMEDIATE): _level("Intermediate", "unison-fading", "delayed", "probe"),
}


def sitting(
    number: int, points: int, points_max: int, n_phrases: int, **more: Any
) -> SessionSummary:
    """One sitting, two days after the one before."""
    given: dict[str, Any] = {
        "variant": VARIANT,
        "level": ELEMENTARY,
        "n_attempts": 20,
        "n_measured": 0,
        "speech_index": nan,
        "simulated": False,
    }
    started = datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(days=2 * (number - 1))
    return SessionSummary(
        session=SessionId(f"session-{number}"),
        started_utc=started,
        points=points,
        points_max=points_max,
        n_phrases=n_phrases,
        **(given | more),
    )


def _steps(**rows: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {name.replace("_", "-"): row for name, row in rows.items()}


FIVE = (
    sitting(
        1, 22, 40, 10,
        n_measured=9, n_answers=12, speech_index=0.10, speech_index_quartiles=(0.05, 0.20),
        points_by_step=_steps(
            unison=(9, 10), unison_fading=(7, 9), repetition=(4, 7), probe=(2, 4)
        ),
    ),
    sitting(
        2, 30, 40, 10,
        n_answers=12,
        points_by_step=_steps(
            unison=(10, 10), unison_fading=(8, 10), repetition=(7, 8), probe=(5, 7)
        ),
    ),
    sitting(3, 0, 0, 0, n_measured=1, n_answers=2, speech_index=0.08),
    sitting(
        4, 37, 40, 10,
        n_measured=10, n_answers=10, speech_index=0.12, speech_index_quartiles=(0.10, 0.15),
        points_by_step=_steps(
            unison=(10, 10), unison_fading=(10, 10), repetition=(9, 10), probe=(8, 9)
        ),
        points_by_set={"trained": (30, 32, 8), "untrained-same-pattern": (7, 8, 2)},
    ),
    sitting(
        5, 18, 40, 8,
        level=INTERMEDIATE, n_measured=3, n_answers=16,
        speech_index=0.30, speech_index_quartiles=(0.20, 0.45),
        points_by_step=_steps(unison_fading=(6, 8), delayed=(8, 12), probe=(4, 8)),
    ),
)  # fmt: skip
"""Two levels, a sitting without an index, one without a score, one with untrained phrases."""


def scored(*percents: float, **more: Any) -> tuple[SessionSummary, ...]:
    """Sittings of 200 points with these scores in percent."""
    return tuple(
        sitting(number, round(2 * percent), 200, 20, **more)
        for number, percent in enumerate(percents, start=1)
    )


def book(summaries: Sequence[SessionSummary], **more: Any) -> tuple[Entry, ...]:
    """Entries such as those sittings leave: one minute for each answer of 6 s."""
    entries: list[Entry] = []
    for summary in summaries:
        stated = facts(summary, **more)
        for place, fact in enumerate(stated):
            at_utc = summary.started_utc + timedelta(seconds=20 * place)
            entries.append(Entry(f"{summary.session}/{place}", len(entries) + 1, at_utc, fact))
    return tuple(entries)


def facts(
    summary: SessionSummary, by: str = "therapist", why: str = "it was too quiet"
) -> list[Fact]:
    """State what such a sitting would have left in the book."""
    session = summary.session
    stated: list[Fact] = [
        SessionStarted(
            patient=PATIENT,
            session=session,
            variant=summary.variant,
            level=summary.level,
            deck="first",
            deck_hash="00",
            phrases=("good-morning",),
            style={},
            tonic_hz=180.0,
            voice="clb",
            simulated=summary.simulated,
            app_version="0.1.0",
        )
    ]
    for place in range(summary.n_answers):
        measured = place < summary.n_measured
        attempt = AttemptId(f"{session}-{place}")
        stated += [
            AttemptMade(
                patient=PATIENT,
                session=session,
                attempt=attempt,
                phrase="good-morning",
                step="unison",
                try_number=1,
                after_backup=False,
                cues=("voice", "hand"),
                take=KeptTake(TakeName("take"), "00", 6.0, 48000),
                taps_s=(0.5, 1.5),
                taps_uncertain_s=nan,
                n_gaps=0,
                ended_early=None,
            ),
            OpinionGiven(
                patient=PATIENT,
                session=session,
                attempt=attempt,
                grader="1.0.0",
                grade={
                    "speech_index": summary.speech_index if measured else None,
                    "measurable": {"why": [] if measured else [why]},
                    "melody": {"score": -0.25},
                },
            ),
            JudgementGiven(PATIENT, session, attempt, "understood", by, 1, 1),
        ]
    stated += _phrases(summary)
    stated.append(SessionEnded(PATIENT, session, "finished"))
    return stated


def _phrases(summary: SessionSummary) -> list[Fact]:
    """Share the points of a sitting among its phrases; the first phrase takes what is over."""
    everything = {"trained": (summary.points, summary.points_max, summary.n_phrases)}
    stated: list[Fact] = []
    for item_set, (points, at_most, n) in (summary.points_by_set or everything).items():
        for place in range(n):
            part, most = points // n, at_most // n
            if place == 0:
                part, most = points - part * (n - 1), at_most - most * (n - 1)
            phrase = "good-morning" if item_set == "trained" else f"phrase-{place}"
            stated.append(
                PhraseFinished(PATIENT, summary.session, phrase, part, most, False, item_set)
            )
    return stated


@st.composite
def any_course(draw: st.DrawFn, most: int = 60) -> tuple[SessionSummary, ...]:
    """Make sittings a store could give: gaps, changes of level, all or nothing measured."""
    n, simulated = draw(st.integers(0, most)), draw(st.booleans())
    # One seed instead of a thousand draws, which would take seconds for each example.
    chance = Random(draw(st.integers(0, 2**32)))
    return tuple(_any_sitting(number, chance, simulated=simulated) for number in range(1, n + 1))


def _any_sitting(number: int, chance: Random, *, simulated: bool) -> SessionSummary:
    n_phrases = chance.choice((0, 1, 10, 30))
    n_answers = chance.choice((0, 1, 12, 300))
    n_measured = chance.randint(0, n_answers)
    low, index, high = sorted(chance.choice((0.0, 1.0, chance.random())) for _ in range(3))
    return sitting(
        number,
        chance.randint(0, 4 * n_phrases),
        4 * n_phrases,
        n_phrases,
        level=chance.choice((ELEMENTARY, ELEMENTARY, ELEMENTARY, INTERMEDIATE, "lost")),
        n_answers=n_answers,
        n_measured=n_measured,
        speech_index=index if n_measured else nan,
        speech_index_quartiles=(low, high) if n_measured > 3 else (nan, nan),
        simulated=simulated,
        points_by_step={
            step: (chance.randint(0, n_phrases), n_phrases)
            for step in ("unison", "probe", "delayed", "a-step-with-a-very-long-name-indeed")
            if chance.random() < 0.5
        },
    )


def rows(chart: Chart) -> list[dict[str, Any]]:
    """Write a chart's shapes as JSON would hold them, each with the name of its kind."""
    return [{"kind": type(shape).__name__, **msgspec.to_builtins(shape)} for shape in chart.shapes]


def known_shapes(name: str) -> list[dict[str, Any]]:
    """Read the shapes of a chart as worked out by hand; see the note beside them."""
    shapes: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return shapes
