"""The table of attempts opens safely in a spreadsheet and comes back exactly."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from math import nan
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.record import AttemptMade, Entry, Voided
from mit_trainer.report.columns import COLUMNS
from mit_trainer.report.summary import Material
from mit_trainer.report.table import attempts, dictionary, guarded, unguarded
from tests.courses import FIVE, LEVELS, PATIENT, book, scored

WRITTEN = datetime(2026, 4, 1, tzinfo=UTC)
HOSTILE = (
    "=1+1",
    "+49",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "'=1",
    "''+",
    'say "hello", twice',
    "two\nlines",
    "two\r\nlines",
    "😀 אבג مرحبا",
    "nul\x00letter",
    "",
    "a,b;c",
)


def _material(code: str = "AB-12", entries: tuple[Entry, ...] | None = None) -> Material:
    return Material(code, FIVE, book(FIVE) if entries is None else entries, LEVELS, WRITTEN)


def _read(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(table.removeprefix("\ufeff"), newline=""), strict=True))


def test_there_is_one_row_for_each_attempt() -> None:
    """Fifty-two attempts in five sittings are fifty-two rows, in their order."""
    rows = _read(attempts(_material()))

    assert len(rows) == 52
    assert [row["session_number"] for row in rows] == (
        ["1"] * 12 + ["2"] * 12 + ["3"] * 2 + ["4"] * 10 + ["5"] * 16
    )


def test_the_first_row_is_the_first_attempt() -> None:
    """Its cells are those of the hand-written sitting; what is missing is empty, not 0."""
    row = _read(attempts(_material()))[0]

    expected = {
        "patient_code": "AB-12",
        "simulated": "no",
        "session_id": "session-1",
        "protocol": "classic-mit",
        "level": "elementary",
        "attempt_id": "session-1-0",
        "recorded_utc": "2026-03-02T09:00:20+00:00",
        "phrase": "good-morning",
        "item_set": "trained",
        "step": "unison",
        "help": "voice; hand",
        "verdict": "understood",
        "points": "1",
        "points_max": "1",
        "scorer": "therapist",
        "answer_s": "6.0",
        "taps_uncertain_s": "",
        "melody_score": "-0.25",
        "speech_index": "0.1",
        "not_measurable_why": "",
        "voided": "no",
        "app_version": "0.1.0",
    }
    assert {name: row[name] for name in expected} == expected


def test_an_answer_without_an_index_says_why() -> None:
    """The tenth answer of the first sitting could not be measured."""
    row = _read(attempts(_material()))[9]

    assert (row["speech_index"], row["not_measurable_why"]) == ("", "it was too quiet")


def test_the_form_is_that_of_the_standard() -> None:
    """A byte order mark, CRLF at every end of a row, one comma fewer than columns."""
    table = attempts(_material())
    lines = table.split("\r\n")

    assert table.startswith("\ufeff")
    assert lines[-1] == ""
    assert len(lines) == 54
    assert "\n" not in "".join(lines)
    assert lines[0].count(",") == len(COLUMNS) - 1


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_texts_come_back_exactly(code: str) -> None:
    """Formulas, quotes, line ends, picture letters and right-to-left text survive the trip."""
    row = _read(attempts(_material(code)))[0]

    assert unguarded(row["patient_code"]) == code


@settings(deadline=None)  # shared computers stall
@given(st.text())
def test_any_text_is_guarded_and_comes_back(text: str) -> None:
    """No text begins like a formula once guarded, and unguarding is exact."""
    safe = guarded(text)

    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}
    assert unguarded(safe) == text


def test_numbers_are_not_guarded() -> None:
    """A melody score of -0.25 stays a number."""
    assert _read(attempts(_material()))[0]["melody_score"] == "-0.25"


def test_an_attempt_taken_back_stays_and_says_why() -> None:
    """Nothing is deleted: the row is there, marked, with the reason."""
    entries = list(book(FIVE[:1]))
    place = next(i for i, entry in enumerate(entries) if isinstance(entry.fact, AttemptMade))
    entries[place] = replace(entries[place], voided=True)
    void = Voided(PATIENT, entries[place].id, "wrong phrase", "therapist")
    entries.append(Entry("void", 99, WRITTEN, void))

    rows = _read(attempts(_material(entries=tuple(entries))))

    assert (rows[0]["voided"], rows[0]["void_reason"]) == ("yes", "wrong phrase")
    assert (rows[1]["voided"], rows[1]["void_reason"]) == ("no", "")


def test_an_attempt_without_anything_else_has_empty_cells() -> None:
    """No recording, no opinion, no judgement and no sitting around it: empty, not 0."""
    entry = next(one for one in book(FIVE) if isinstance(one.fact, AttemptMade))
    made = entry.fact
    assert isinstance(made, AttemptMade)
    bare = replace(entry, fact=replace(made, take=None, taps_uncertain_s=nan))

    row = _read(attempts(_material(entries=(bare,))))[0]

    for name in ("answer_s", "points", "verdict", "speech_index", "melody_score", "item_set"):
        assert row[name] == ""


def test_the_dictionary_explains_every_column() -> None:
    """Each column of the table has a row with its name and its meaning, in the same order."""
    rows = _read(dictionary())

    assert [row["name"] for row in rows[:-1]] == list(_read(attempts(_material()))[0])
    assert all(row["meaning"] for row in rows)
    assert all(row["values"] for row in rows)
    assert rows[-1]["name"] == "(every text cell)"


def test_a_table_of_ten_thousand_attempts_is_made_within_two_seconds() -> None:
    """A year of daily practice can be exported while one waits."""
    summaries = scored(*[50.0] * 250, n_answers=40, n_measured=30, speech_index=0.3)
    material = Material("AB-12", summaries, book(summaries), LEVELS, WRITTEN)

    start_s = process_time()
    table = attempts(material)
    taken_s = process_time() - start_s

    assert table.count("\r\n") == 10_001
    assert taken_s < 2.0
