"""A report is written whole or not at all, in each of its forms."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.report.faces import faces_in
from mit_trainer.report.forms import FORMS, write_report
from mit_trainer.report.summary import Material
from tests.courses import FIVE, LEVELS, book

FACES = faces_in(places.FONTS)
MATERIAL = Material("AB-12", FIVE, book(FIVE), LEVELS, datetime(2026, 4, 1, tzinfo=UTC))
STARTS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "csv": b"\xef\xbb\xbfpatient_code,",
    "text": b"PROGRESS",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_a_file_of_its_kind(form: str, tmp_path: Path) -> None:
    """Its first bytes are those of its kind, and no other file is left."""
    path = tmp_path / "report.out"

    written = write_report(MATERIAL, form, path, FACES)

    assert path.read_bytes().startswith(STARTS[form])
    assert set(tmp_path.iterdir()) == set(written)


def test_a_table_brings_its_dictionary(tmp_path: Path) -> None:
    """Beside course.csv lies course_dictionary.csv."""
    written = write_report(MATERIAL, "csv", tmp_path / "course.csv", FACES)

    assert [path.name for path in written] == ["course.csv", "course_dictionary.csv"]


def test_an_unknown_form_names_those_there_are(tmp_path: Path) -> None:
    """The sentence says what to choose from, and nothing is written."""
    with pytest.raises(BadInput, match="use pdf, png, csv, text"):
        write_report(MATERIAL, "docx", tmp_path / "x", FACES)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["missing/report.pdf", "file/report.pdf", "x" * 300 + ".pdf"])
def test_a_place_that_cannot_be_written_is_one_sentence(name: str, tmp_path: Path) -> None:
    """No folder, a file in place of a folder, or an impossible name: refused, nothing left."""
    (tmp_path / "file").write_text("old", encoding="utf-8")

    with pytest.raises(BadInput, match="cannot be written"):
        write_report(MATERIAL, "text", tmp_path / name, FACES)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", [".", "..", "/", ""])
def test_a_folder_is_not_a_file(name: str, tmp_path: Path) -> None:
    """A report needs a name."""
    with pytest.raises(BadInput, match="is a folder"):
        write_report(MATERIAL, "text", tmp_path / name, FACES)


def test_a_device_is_not_replaced() -> None:
    """Writing to a device file must not put a report in its place."""
    with pytest.raises(BadInput, match="a folder or a device"):
        write_report(MATERIAL, "text", Path("/dev/null"), FACES)
    assert not Path("/dev/null").is_file()


def test_a_full_disk_keeps_the_older_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the bytes do not reach the disk, the older file stays and no part is left."""
    path = tmp_path / "report.txt"
    path.write_text("older", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="No space left"):
        write_report(MATERIAL, "csv", path, FACES)

    assert path.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_of_two_files_either_both_are_written_or_none(tmp_path: Path) -> None:
    """When the dictionary cannot be written, the table is not left behind either."""
    blocked = tmp_path / "course_dictionary.csv"
    blocked.mkdir()

    with pytest.raises(BadInput, match="a folder or a device"):
        write_report(MATERIAL, "csv", tmp_path / "course.csv", FACES)
    assert list(tmp_path.iterdir()) == [blocked]
