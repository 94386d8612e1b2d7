"""The text to paste says what the page says, in narrow lines."""

from datetime import UTC, datetime

from mit_trainer.chart.frame import SIMULATED
from mit_trainer.report.summary import Material, summarise
from mit_trainer.report.text import plain
from tests.courses import FIVE, LEVELS, book, scored


def _text(code: str = "AB-12") -> str:
    material = Material(code, FIVE, book(FIVE), LEVELS, datetime(2026, 4, 1, tzinfo=UTC))
    return plain(summarise(material))


def test_no_line_is_longer_than_80_letters() -> None:
    """It fits into the narrowest record system, also with an endless name."""
    assert max(len(line) for line in _text("x" * 300).splitlines()) <= 80


def test_every_sentence_and_figure_is_there() -> None:
    """Breaking lines loses no word."""
    material = Material("AB-12", FIVE, book(FIVE), LEVELS, datetime(2026, 4, 1, tzinfo=UTC))
    words = " ".join(_text().split())
    summary = summarise(material)

    for said in (*summary.sentences, *summary.small_print):
        assert said in words
    assert "Speech index, session 5: 0.30 (3 of 16 answers;" in words


def test_the_human_part_is_left_open() -> None:
    """Assessment and plan are the therapist's."""
    assert "\nAssessment:\n\nPlan:\n\n" in _text()


def test_a_name_cannot_forge_lines() -> None:
    """Line ends in a code do not make lines of their own."""
    assert "\nPlan: discharge" not in _text("AB\nPlan: discharge")


def test_a_simulated_patient_is_stated() -> None:
    """The notice stands on a line of its own."""
    summaries = scored(50, simulated=True)
    material = Material("demo", summaries, (), LEVELS, datetime(2026, 4, 1, tzinfo=UTC))

    assert f"*** {SIMULATED} ***" in plain(summarise(material)).splitlines()
