"""The sheet is a real PDF of one page whose text other programs can read."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from xml.etree import ElementTree

import pytest

from mit_trainer import __version__, places
from mit_trainer.report import pdf
from mit_trainer.report.faces import faces_in
from mit_trainer.report.page import page
from mit_trainer.report.summary import Material
from tests.courses import FIVE, LEVELS, book, scored

FACES = faces_in(places.FONTS)
MARGIN_PT = 15 / 25.4 * 72


def _sheet(code: str = "AB-12") -> bytes:
    material = Material(code, FIVE, book(FIVE), LEVELS, datetime(2026, 4, 1, tzinfo=UTC))
    return pdf.sheet(page(material, FACES), FACES, title=f"Progress of {code}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a page of five sittings as a file."""
    path = tmp_path / "page.pdf"
    path.write_bytes(_sheet())
    return path


def _told(*words: str | Path) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_poppler_reads_every_n(file: Path) -> None:
    """Another program finds scores, n and what could not be measured in the text."""
    words = " ".join(_told("pdftotext", "-layout", file, "-").split())

    for said in (
        "phrases 10 10 0 8 8".replace("phrases", "trained"),
        "answers 12 12 2 10 16",
        "measured 9 0 1 10 3",
        "Could not be measured in 29 of 52 answers",
        "90 % in each of 5 sessions in a row",
        "It is not a medical device.",
        f"MIT Trainer {__version__}",
    ):
        assert said in words


def test_it_is_one_sheet_of_a4_with_its_fonts_inside(file: Path) -> None:
    """It prints the same anywhere."""
    about = _told("pdfinfo", file)
    fonts = _told("pdffonts", file).splitlines()[2:]

    assert "Pages:           1" in about
    assert "(A4)" in about
    assert "Progress of AB-12" in about
    assert fonts
    assert all("yes yes yes" in line for line in fonts)  # embedded, subset, with letters


def test_no_word_stands_in_the_margin(file: Path) -> None:
    """Measured by another program, every word keeps 15 mm from each edge."""
    tree = ElementTree.fromstring(_told("pdftotext", "-bbox", file, "-"))  # noqa: S314  (our own)
    words = [one.attrib for one in tree.iter() if one.tag.endswith("word")]

    assert len(words) > 200
    assert min(float(word["xMin"]) for word in words) >= MARGIN_PT - 0.5
    assert max(float(word["xMax"]) for word in words) <= pdf.A4_PT[0] - MARGIN_PT + 0.5
    assert min(float(word["yMin"]) for word in words) >= MARGIN_PT - 3.0
    assert max(float(word["yMax"]) for word in words) <= pdf.A4_PT[1] - MARGIN_PT + 3.0


def test_the_same_report_is_the_same_file() -> None:
    """No clock and no chance gets into the bytes."""
    assert _sheet() == _sheet()


def test_any_name_can_be_printed(tmp_path: Path) -> None:
    """Polish, Hebrew, emoji and control letters make a page, not an error."""
    path = tmp_path / "page.pdf"
    path.write_bytes(_sheet("Łucja 😀 אב \x07 (x) \\"))

    assert "Łucja ? ??" in _told("pdftotext", "-layout", path, "-")


def test_a_page_of_500_sittings_is_made_within_half_a_second() -> None:
    """From the record to the bytes of the sheet."""
    summaries = scored(*[50.0] * 500, n_answers=4, n_measured=3, speech_index=0.3)
    material = Material("AB-12", summaries, book(summaries), LEVELS, datetime.now(UTC))

    start_s = process_time()
    sheet = pdf.sheet(page(material, FACES), FACES, title="Progress")
    taken_s = process_time() - start_s

    assert sheet.startswith(b"%PDF-")
    assert taken_s < 0.5
