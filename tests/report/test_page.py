"""The page holds everything, on one sheet, with no text off the paper or over another."""

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.chart import Across, Chart, Text
from mit_trainer.record import SessionSummary
from mit_trainer.report.faces import faces_in
from mit_trainer.report.page import HEIGHT_MM, MARGIN_MM, WIDTH_MM, page, wrapped
from mit_trainer.report.summary import Material, summarise
from tests.courses import FIVE, LEVELS, any_course, book, scored

FACES = faces_in(places.FONTS)
STARTS = {Across.LEFT: 0.0, Across.CENTRE: 0.5, Across.RIGHT: 1.0}
WRITTEN = datetime(2026, 4, 1, tzinfo=UTC)


def _material(
    summaries: tuple[SessionSummary, ...], code: str = "AB-12", why: str = "it was too quiet"
) -> Material:
    return Material(code, summaries, book(summaries, why=why), LEVELS, WRITTEN)


def _boxes_mm(sheet: Chart) -> list[tuple[str, float, float, float, float]]:
    """Each text with its left, right, lower and upper edge; capitals are 0.7 of the size."""
    boxes = []
    for shape in sheet.shapes:
        if isinstance(shape, Text) and shape.text:
            size = shape.size * HEIGHT_MM
            width = FACES.width(shape.text, bold=shape.bold) * size
            left = shape.x * WIDTH_MM - STARTS[shape.across] * width
            y = shape.y * HEIGHT_MM
            boxes.append((shape.text, left, left + width, y - 0.35 * size, y + 0.35 * size))
    return boxes


def _check(sheet: Chart) -> None:
    boxes = _boxes_mm(sheet)
    for text, left, right, low, high in boxes:
        assert left >= MARGIN_MM - 0.1, text
        assert right <= WIDTH_MM - MARGIN_MM + 0.1, text
        assert low >= MARGIN_MM - 0.1, text
        assert high <= HEIGHT_MM - MARGIN_MM + 0.1, text
    for one, other in combinations(boxes, 2):
        apart = (
            one[2] <= other[1] + 0.1
            or other[2] <= one[1] + 0.1
            or one[4] <= other[3] + 0.1
            or other[4] <= one[3] + 0.1
        )
        assert apart, (one[0], other[0])


@pytest.mark.parametrize(
    "summaries",
    [FIVE, (), scored(95), scored(*[92.0] * 12, simulated=True), scored(*[50.0] * 200)],
    ids=["five", "none", "one", "simulated", "many"],
)
def test_nothing_runs_off_the_paper_or_into_another(summaries: tuple[SessionSummary, ...]) -> None:
    """By the real widths of the letters, every text keeps the margin and its distance."""
    _check(page(_material(summaries), FACES))


@settings(max_examples=15, deadline=None)
@given(any_course(most=25), st.text(max_size=200))
def test_any_course_and_any_name_fit_on_the_sheet(
    summaries: tuple[SessionSummary, ...], code: str
) -> None:
    """Neither a long name nor a strange one, nor any record, breaks the page."""
    few = tuple(summaries[:25])

    _check(page(Material(code, few, (), LEVELS, WRITTEN), FACES))


def test_long_reasons_are_wrapped() -> None:
    """A reason of forty words takes more lines and the charts a little less room."""
    _check(page(_material(FIVE, why=" ".join(["noise"] * 40)), FACES))


def test_everything_that_was_said_is_on_the_page() -> None:
    """Sentences and small print are all there, in order, word for word."""
    material = _material(FIVE)
    words = " ".join(text for text, *_ in _boxes_mm(page(material, FACES)))
    summary = summarise(material)

    for said in (*summary.sentences, *summary.small_print):
        assert " ".join(said.split()) in words
    for figure in summary.figures:
        assert figure.value in words
        assert figure.n in words


def test_room_is_left_for_what_only_a_person_can_write() -> None:
    """Assessment, plan, signature and date are there and empty."""
    boxes = {text: (low, high) for text, _, _, low, high in _boxes_mm(page(_material(FIVE), FACES))}

    assert boxes["Assessment"][0] - boxes["Plan"][1] > 8.0
    assert boxes["Plan"][0] - boxes["Name, profession, signature"][1] > 8.0
    assert "Date" in boxes


def test_a_simulated_patient_is_stated_in_large_type() -> None:
    """The notice is as large as the title of the page."""
    sheet = page(_material(scored(50, simulated=True)), FACES)
    sizes = [one.size for one in sheet.shapes if isinstance(one, Text) and "SIMULATED" in one.text]
    title = max(one.size for one in sheet.shapes if isinstance(one, Text))

    assert max(sizes) == title


def test_letters_that_cannot_be_printed_are_owned_up_to() -> None:
    """A code with a picture letter gets a line that says so; a plain one does not."""
    sentence = "Some letters of this name cannot be printed here; each is written as ?."

    assert sentence in [text for text, *_ in _boxes_mm(page(_material(FIVE, "A😀"), FACES))]
    assert sentence not in [text for text, *_ in _boxes_mm(page(_material(FIVE), FACES))]


@settings(deadline=None)
@given(st.text("abcde ", min_size=10, max_size=200), st.floats(1, 6))
def test_lines_keep_their_width_and_lose_no_letter(text: str, width: float) -> None:
    """However narrow the column, no line is wider, and the letters are all there."""
    lines = wrapped(text, width, FACES)

    assert all(FACES.width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_word_that_is_too_long_is_cut() -> None:
    """Letters "n" of 0.55 sizes each go five on a line of three sizes."""
    assert wrapped("n" * 12, 3.0, FACES) == ["nnnnn", "nnnnn", "nn"]
