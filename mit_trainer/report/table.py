"""One row for each attempt, as a table that a spreadsheet and a program both read.

Conventions
-----------
UTF-8 with a byte order mark, comma, CRLF, quotes as in RFC 4180; decimal points; times
are ISO 8601 in UTC; what is missing is an empty cell, never 0.  Attempts that were taken
back stay in the table and say so.  A *text* cell that a spreadsheet would take for a
formula gets one leading quote mark (`guarded`); `unguarded` takes it away again.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from mit_trainer.record import (
    AttemptId,
    AttemptMade,
    Entry,
    JudgementGiven,
    OpinionGiven,
    PhraseFinished,
    SessionId,
    SessionStarted,
    Voided,
)
from mit_trainer.report.columns import COLUMNS, TEXT_CELLS
from mit_trainer.report.summary import Material

_BOM = "\ufeff"
# ASCII signs, tab, CR, LF and the full-width forms that spreadsheets also obey.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

Cell = str | int | float | bool | None


def attempts(material: Material) -> str:
    """Write the table: a head and one row for each attempt, in the order they were made."""
    book = _Book(material)
    names = [column.name for column in COLUMNS]
    rows = map(book.row, book.attempts())
    return _written(names, ([row[name] for name in names] for row in rows))


def dictionary() -> str:
    """Write what each column of `attempts` means."""
    rows = (
        [column.name, column.unit, column.values, column.meaning]
        for column in (*COLUMNS, TEXT_CELLS)
    )
    return _written(["name", "unit", "values", "meaning"], rows)


def guarded(text: str) -> str:
    """Make a text harmless for spreadsheets; `unguarded` undoes it exactly."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take the mark of `guarded` away."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _written(head: list[str], rows: Iterable[Sequence[Cell]]) -> str:
    file = StringIO(newline="")
    file.write(_BOM)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return file.getvalue()


def _cell(value: Cell) -> str:
    if value is None or value != value:  # noqa: PLR0124  (NaN is missing)
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(value) if isinstance(value, str) else str(value)


class _Book:
    """The entries by what they are about."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._numbers = {one.session: place for place, one in enumerate(material.summaries, 1)}
        self._started: dict[SessionId, SessionStarted] = {}
        self._sets: dict[tuple[SessionId, str], str] = {}
        self._judged: dict[AttemptId, JudgementGiven] = {}
        self._heard: dict[AttemptId, OpinionGiven] = {}
        self._voids: dict[str, Voided] = {}
        for entry in material.entries:
            if not entry.voided:
                self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        match entry.fact:
            case SessionStarted() as fact:
                self._started[fact.session] = fact
            case PhraseFinished() as fact:
                self._sets[fact.session, fact.phrase] = fact.item_set
            case JudgementGiven() as fact:
                self._judged[fact.attempt] = fact
            case OpinionGiven() as fact:
                self._heard[fact.attempt] = fact
            case Voided() as fact:
                self._voids[fact.target] = fact
            case _:
                pass

    def attempts(self) -> Iterable[Entry]:
        return (one for one in self._material.entries if isinstance(one.fact, AttemptMade))

    def row(self, entry: Entry) -> dict[str, Cell]:
        made = entry.fact
        assert isinstance(made, AttemptMade)  # noqa: S101  (`attempts` gives nothing else)
        void = self._voids.get(entry.id)
        return {
            "patient_code": self._material.code,
            "recorded_utc": entry.at_utc.isoformat(),
            "voided": entry.voided,
            "void_reason": void.why if void else None,
            "item_set": self._sets.get((made.session, made.phrase)),
            **_of_attempt(made),
            **self._of_session(made.session),
            **self._of_judgement(made.attempt),
            **self._of_opinion(made.attempt),
        }

    def _of_session(self, session: SessionId) -> dict[str, Cell]:
        started = self._started.get(session)
        return {
            "session_id": session,
            "session_number": self._numbers.get(session),
            "simulated": started.simulated if started else None,
            "protocol": started.variant if started else None,
            "level": started.level if started else None,
            "app_version": started.app_version if started else None,
        }

    def _of_judgement(self, attempt: AttemptId) -> dict[str, Cell]:
        judged = self._judged.get(attempt)
        return {
            "verdict": judged.verdict if judged else None,
            "points": judged.points if judged else None,
            "points_max": judged.points_max if judged else None,
            "scorer": judged.by if judged else None,
        }

    def _of_opinion(self, attempt: AttemptId) -> dict[str, Cell]:
        heard = self._heard.get(attempt)
        grade = heard.grade if heard else {}
        return {
            "grader": heard.grader if heard else None,
            "syllables_expected": grade.get("syllables_expected"),
            "syllables_found": grade.get("syllables_found"),
            "extra_syllables": grade.get("extra_syllables"),
            "melody_score": _inner(grade, "melody", "score"),
            "interval_error_cents": _inner(grade, "melody", "interval_error_cents"),
            "rhythm_score": _inner(grade, "rhythm", "score"),
            "rate_syll_per_s": _inner(grade, "rhythm", "rate_syll_per_s"),
            "tap_asynchrony_s": _inner(grade, "taps", "mean_asynchrony_s"),
            "speech_index": grade.get("speech_index"),
            "hint_points": _inner(grade, "hint", "points"),
            "hint_confidence": _inner(grade, "hint", "confidence"),
            "not_measurable_why": _listed(_inner(grade, "measurable", "why")),
        }


def _of_attempt(made: AttemptMade) -> dict[str, Cell]:
    return {
        "attempt_id": made.attempt,
        "phrase": made.phrase,
        "step": made.step,
        "try_number": made.try_number,
        "after_backup": made.after_backup,
        "help": _listed(made.cues),
        "answer_s": made.take.duration_s if made.take else None,
        "n_taps": len(made.taps_s),
        "taps_uncertain_s": made.taps_uncertain_s,
        "n_gaps": made.n_gaps,
        "ended_early": made.ended_early,
    }


def _inner(grade: Mapping[str, Any], group: str, name: str) -> Any:
    return (grade.get(group) or {}).get(name)


def _listed(words: Iterable[str] | None) -> str | None:
    return "; ".join(words) if words else None
