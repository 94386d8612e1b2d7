"""Letters that a face lacks are borrowed or written as a question mark, never lost in silence."""

from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.report.faces import Faces, faces_in

FACES = faces_in(places.FONTS)


def test_the_shipped_face_is_found() -> None:
    """Reports use the type of the screens."""
    assert FACES.regular.name == "AtkinsonHyperlegible-Regular.ttf"
    assert FACES.bold.name == "AtkinsonHyperlegible-Bold.ttf"


def test_without_a_face_of_our_own_there_is_still_one(tmp_path: Path) -> None:
    """An empty folder gives the face of the PDF library."""
    assert faces_in(tmp_path) == Faces()
    assert all(face.is_file() for face in Faces().files)


@pytest.mark.parametrize("bold", [False, True])
def test_a_plain_text_is_one_run(bold: bool) -> None:
    """Ordinary words change no face."""
    (run,) = FACES.runs("Session scores", bold=bold)

    assert run.text == "Session scores"
    assert run.face == (FACES.bold if bold else FACES.regular)


def test_a_missing_letter_is_borrowed() -> None:
    """The sign for "at least" is not in the face of the screens but in the reserve."""
    runs = list(FACES.runs("a≥b", bold=False))

    assert [run.text for run in runs] == ["a", "≥", "b"]
    assert runs[1].face != FACES.regular
    assert not FACES.unknown("a≥b")


def test_a_letter_nobody_has_is_a_question_mark_and_is_reported() -> None:
    """A picture letter or a Hebrew one does not become an empty box."""
    assert "".join(run.text for run in FACES.runs("A😀א", bold=False)) == "A??"
    assert FACES.unknown("A😀")
    assert not FACES.unknown("Łódź ő ñ ß")


def test_widths_add_up() -> None:
    """The width of a text is that of its letters; bold is wider."""
    both = FACES.width("ab")

    assert both == pytest.approx(FACES.width("a") + FACES.width("b"))
    assert FACES.width("session", bold=True) > FACES.width("session")


@pytest.mark.parametrize("words", ["Session scores", "≥ 90 %", "…", "1  spoken", "×"])
def test_our_own_words_have_all_their_letters(words: str) -> None:
    """Nothing that charts and pages say is ever a question mark."""
    assert not FACES.unknown(words)
