"""``mit-trainer report`` from a real book: the right patient, whole files, one clear sentence."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mit_trainer.__main__ import main
from mit_trainer.commands.report import add_arguments, find, write_from
from mit_trainer.errors import BadInput
from mit_trainer.places import DataFolder
from mit_trainer.ports import Ledger
from mit_trainer.record import PatientAdded, PatientId
from mit_trainer.report.forms import gather
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import open_book
from tests.courses import FIVE, LEVELS, PATIENT, facts


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give a book with the five hand-written sittings of one patient and two empty ones."""
    clock = HandClock(begins_utc=FIVE[0].started_utc)
    folder = DataFolder(tmp_path_factory.mktemp("book"))
    book = open_book(folder, bytes(range(32)), clock).result()
    for patient, code in ((PATIENT, "AB-12"), (PatientId("p2"), "Twin"), (PatientId("p3"), "Twin")):
        book.ledger.append(PatientAdded(patient, code)).result()
    for summary in FIVE:
        for fact in facts(summary):
            book.ledger.append(fact).result()
            clock.advance(20.0)
    yield book.ledger
    book.close()


def _arguments(*words: str | Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args([str(word) for word in words])


def test_a_page_is_written_and_its_place_is_printed(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a format it is the PDF page, and the last line printed is the file."""
    path = tmp_path / "page.pdf"

    write_from(ledger, _arguments("AB-12", "-o", path))

    assert path.read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out == f"{path}\n"


def test_what_the_book_keeps_is_what_the_report_says(ledger: Ledger, tmp_path: Path) -> None:
    """Through the sealed store and back, the hand-written numbers are still the same."""
    path = tmp_path / "note.txt"

    write_from(ledger, _arguments("AB-12", "--format", "text", "-o", path))

    words = " ".join(path.read_text(encoding="utf-8").split())
    assert "45 % of the points (8 phrases, session 5)" in words
    assert "Could not be measured in 29 of 52 answers" in words
    assert "52 recorded answers" in words


def test_gathering_reads_every_entry_of_every_sitting(ledger: Ledger) -> None:
    """Five sittings with 52 answers have 5 starts and ends, 38 phrases and 3 facts an answer."""
    material = gather(
        PatientAdded(PATIENT, "AB-12"), ledger, LEVELS, written=datetime(2026, 4, 1, tzinfo=UTC)
    )

    assert [one.session for one in material.summaries] == [one.session for one in FIVE]
    assert len(material.entries) == 2 * 5 + 38 + 3 * 52


def test_capitals_do_not_matter(ledger: Ledger) -> None:
    """ab-12 is AB-12, and so is the patient's id."""
    assert find("ab-12", ledger).patient == PATIENT
    assert find(PATIENT, ledger).patient == PATIENT


def test_an_unknown_patient_gets_the_list_of_codes(ledger: Ledger) -> None:
    """The sentence names what there is; control letters do not reach the terminal."""
    with pytest.raises(BadInput, match=r'no patient "C\?D"; the codes are: AB-12, Twin, Twin'):
        find("C\x1bD", ledger)


def test_two_patients_of_one_code_are_told_apart_by_id(ledger: Ledger) -> None:
    """Rather than take the wrong person's record, the command asks."""
    with pytest.raises(BadInput, match="use one of p2, p3"):
        find("Twin", ledger)


def test_a_patient_without_sessions_is_one_sentence(ledger: Ledger, tmp_path: Path) -> None:
    """There is nothing to report, and no file is left."""
    with pytest.raises(BadInput, match="Twin has no sessions yet"):
        write_from(ledger, _arguments("p2", "-o", tmp_path / "page.pdf"))
    assert not list(tmp_path.iterdir())


def test_an_unwritable_place_is_one_sentence(ledger: Ledger, tmp_path: Path) -> None:
    """A folder that is not there is named, and no part of a report is left anywhere."""
    with pytest.raises(BadInput, match="cannot be written"):
        write_from(ledger, _arguments("AB-12", "-o", tmp_path / "no" / "page.pdf"))
    assert not list(tmp_path.iterdir())


def test_fhir_is_said_to_come_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The format is known, not built, and ends with status 2 and a sentence."""
    status = main(["report", "AB-12", "--format", "fhir", "-o", str(tmp_path / "x.json")])

    assert status == 2
    assert "FHIR export is not built yet" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
