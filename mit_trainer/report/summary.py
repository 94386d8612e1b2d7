"""What a report says, before any format: figures and sentences.

Conventions
-----------
Every figure carries its n, how it was made and what could not be measured.  Sittings of
the simulated patient are reported only when there is nothing else, and then say so.
Dates are written in the zone of the moment at which the report is written.
"""

from dataclasses import dataclass
from datetime import datetime

from mit_trainer import __version__
from mit_trainer.chart.frame import SIMULATED
from mit_trainer.chart.words import criterion_words, measured_words, percent_words, phase_name
from mit_trainer.progress import (
    Course,
    Levels,
    Point,
    Series,
    course,
    criterion_met,
    points_of,
)
from mit_trainer.record import Entry, SessionSummary
from mit_trainer.report.dose import Dose, dose

DESIGN = "A chart of this kind shows change; it does not show what caused it."
STATUS = (
    "MIT Trainer is a practice and record-keeping tool used under a therapist's direction. "
    "It is not a medical device."
)
_WHO = {"therapist": "the therapist", "carer": "the carer", "simulated": "the simulation"}
STEPS = "Points by step are those of the phrases that reached the step."
JUDGED = "Points are the human's judgement; the machine's opinion does not enter them."


@dataclass(frozen=True)
class Material:
    """Everything a report is made from.

    Attributes
    ----------
    summaries : every sitting, oldest first
    entries : every entry of those sittings in order, voided ones marked
    written : when the report is written, with its zone
    """

    code: str
    summaries: tuple[SessionSummary, ...]
    entries: tuple[Entry, ...]
    levels: Levels
    written: datetime


@dataclass(frozen=True)
class Figure:
    """One number with what stands behind it."""

    name: str
    value: str
    n: str
    method: str
    missing: str = ""


@dataclass(frozen=True)
class Summary:
    """A report in words; ``small_print`` belongs on every form of it."""

    code: str
    written: str
    period: str
    protocol: str
    notice: str
    figures: tuple[Figure, ...]
    sentences: tuple[str, ...]
    small_print: tuple[str, ...]


def summarise(material: Material) -> Summary:
    """Put a person's record into figures and sentences."""
    looked_at = course(material.summaries)
    shown = {point.session for point in looked_at.score.points}
    entries = tuple(entry for entry in material.entries if _session(entry) in shown)
    summaries = tuple(one for one in material.summaries if one.session in shown)
    done = dose(summaries, entries)
    return Summary(
        code=material.code,
        written=_day(material.written, material),
        period=_period(looked_at, material),
        protocol=", ".join(dict.fromkeys(phase.variant for phase in looked_at.phases)),
        notice=SIMULATED if looked_at.simulated else "",
        figures=(*_dose_figures(done), *_latest_figures(looked_at, done)),
        sentences=_sentences(looked_at, material.levels, done),
        small_print=_small_print(looked_at, done),
    )


def _session(entry: Entry) -> object:
    return getattr(entry.fact, "session", None)


def _day(moment: datetime, material: Material) -> str:
    return moment.astimezone(material.written.tzinfo).date().isoformat()


def _period(looked_at: Course, material: Material) -> str:
    points = looked_at.score.points
    if not points:
        return "no sessions yet"
    first, last = (_day(point.started_utc, material) for point in (points[0], points[-1]))
    return first if first == last else f"{first} to {last}"


def _dose_figures(done: Dose) -> tuple[Figure, ...]:
    return (
        Figure("Sessions", str(done.n_sessions), f"{done.n_phrases} phrases", "sittings begun"),
        Figure(
            "Minutes",
            f"{done.lasted_s / 60:.0f}",
            f"{done.answering_s / 60:.0f} of them answering",
            "from entry to entry, pauses of more than "
            f"{done.longest_pause_s / 60:.0f} minutes left out; answering is recorded sound",
        ),
        Figure(
            "Attempts",
            str(done.n_attempts),
            f"{done.n_answers} recorded answers",
            "every try at every step, listening included",
        ),
    )


def _latest_figures(looked_at: Course, done: Dose) -> tuple[Figure, ...]:
    figures = []
    if looked_at.score.measured:
        point = looked_at.score.measured[-1]
        figures.append(
            Figure(
                f"Score, session {point.number}",
                percent_words(point.value),
                f"{point.n} phrases",
                f"points of points possible, dropped phrases included; {_scorers(done)}",
            )
        )
    if looked_at.speech_index.measured:
        point = looked_at.speech_index.measured[-1]
        figures.append(
            Figure(
                f"Speech index, session {point.number}",
                f"{point.value:.2f}",
                f"{point.n} of {point.n_asked} answers",
                "median over answers; 0 sung, 1 spoken, from the steadiness of pitch",
                f"not measurable in {point.n_asked - point.n} of {point.n_asked}",
            )
        )
    return tuple(figures)


def _scorers(done: Dose) -> str:
    if not done.judged_by:
        return "not yet scored"
    return "scored by " + ", ".join(f"{_WHO.get(by, by)} ({n})" for by, n in done.judged_by)


def _sentences(looked_at: Course, levels: Levels, done: Dose) -> tuple[str, ...]:
    if not looked_at.phases:
        return ("There are no sessions yet.",)
    return (
        _score_sentence(looked_at, levels),
        _criterion_sentence(looked_at, levels),
        _voice_sentence(looked_at.speech_index, done),
    )


def _score_sentence(looked_at: Course, levels: Levels) -> str:
    phase = looked_at.phases[-1]
    name = phase_name(phase, levels)
    here = [point for point in points_of(looked_at.score, phase) if not point.gap]
    if not here:
        return f"Level now: {name}, since session {phase.first}; no phrase finished there yet."
    if len(here) == 1:
        return f"Level now: {name}, since session {phase.first}; {_score_words(here[0])}."
    return (
        f"Level now: {name}, since session {phase.first}; "
        f"first there {_score_words(here[0])}, latest {_score_words(here[-1])}."
    )


def _score_words(point: Point) -> str:
    phrases = "1 phrase" if point.n == 1 else f"{point.n} phrases"
    return f"{percent_words(point.value)} of the points ({phrases}, session {point.number})"


def _criterion_sentence(looked_at: Course, levels: Levels) -> str:
    phase = looked_at.phases[-1]
    level = levels.get(phase.key)
    if level is None:
        return "The protocol of this level is not on this computer, so its criterion is unknown."
    asked = criterion_words(level.criterion)
    result = criterion_met(points_of(looked_at.score, phase), level.criterion)
    which = ", ".join(str(point.number) for point in result.points)
    if result.met:
        return (
            f"The protocol's criterion, {asked}, is met by sessions {which}; "
            "moving on is the therapist's decision."
        )
    words = "session" if len(result.points) == 1 else "sessions"
    if not result.points:
        return f"The protocol's criterion is {asked}; no session counts towards it now."
    return (
        f"The protocol's criterion is {asked}; "
        f"{len(result.points)} of {result.needed} so far ({words} {which})."
    )


def _voice_sentence(series: Series, done: Dose) -> str:
    missing = measured_words(series)
    why = ""
    if done.unmeasured_why:
        why = "; most often: " + ", ".join(f"{words} ({n})" for words, n in done.unmeasured_why)
    if not series.measured:
        return f"The voice's place between song (0) and speech (1): {missing.lower()}{why}."
    first, last = series.measured[0], series.measured[-1]
    now = f"{last.value:.2f} in session {last.number} ({last.n} of {last.n_asked} answers)"
    start = f"{first.value:.2f} in session {first.number} ({first.n} of {first.n_asked} answers)"
    course_words = now if first is last else f"{start}, {now}"
    return f"Between song (0) and speech (1): {course_words}. {missing}{why}."


def _small_print(looked_at: Course, done: Dose) -> tuple[str, ...]:
    graders = ", ".join(done.graders) or "none"
    left_out: tuple[str, ...] = ()
    if looked_at.left_out:
        words = "session" if looked_at.left_out == 1 else "sessions"
        left_out = (f"{looked_at.left_out} {words} with the simulated patient not shown.",)
    return (
        f"{DESIGN} {JUDGED} {STEPS}",
        *left_out,
        f"{STATUS} MIT Trainer {__version__}; listening rules {graders}.",
    )
