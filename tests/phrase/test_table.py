"""Tables as spreadsheets save them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.phrase.table import read_table

WORDS = ["Café", "more tea; now", "a\nb", 'say "yes"', "one, two"]  # the third takes two lines


def table(separator: str = ",", head: str = "Phrase,Question,Level") -> str:
    """Write a table as a spreadsheet would."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=separator, lineterminator="\r\n")
    writer.writerow(head.split(","))
    for word in WORDS:
        writer.writerow([word, "What?", "elementary"])
    return made.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_way_of_saving_is_read(separator: str, encoding: str) -> None:
    """Commas, semicolons and tabs, with or without a mark, also Excel's own encodings."""
    rows, troubles = read_table(table(separator).encode(encoding), "t.csv")
    assert [row.draft.text for row in rows] == WORDS
    assert {(row.draft.probe, row.draft.level) for row in rows} == {("What?", "elementary")}
    assert [row.line for row in rows] == [2, 3, 4, 6, 7]
    assert troubles == []


def test_a_table_without_names_holds_phrases() -> None:
    """The first column is the phrase, the second its question, the third its picture."""
    rows, _ = read_table(b"more tea,What?,tea.png\nmore soup\n", "t.csv")
    assert [(row.line, row.draft.text, row.draft.picture) for row in rows] == [
        (1, "more tea", "tea.png"),
        (2, "more soup", ""),
    ]


def test_the_line_that_names_the_separator_is_no_phrase() -> None:
    """Excel's first line "sep=;" is obeyed, and lines are still counted as an editor does."""
    rows, troubles = read_table(b"sep=;\ntext;probe\nmore, tea;What?\n;x\n", "t.csv")
    assert [(row.line, row.draft.text) for row in rows] == [(3, "more, tea")]
    assert [line for line, _ in troubles] == [4]


def test_bad_rows_are_told_and_good_ones_kept() -> None:
    """A row without a phrase, one with too many cells and one far too long: three sentences."""
    data = "text,probe\nfine,x\n,x\na,b,c\n" + "y" * 500 + ",x\nalso fine,x\n"
    rows, troubles = read_table(data.encode(), "t.csv")
    assert [row.line for row in rows] == [2, 6]
    assert [line for line, _ in troubles] == [3, 4, 5]
    assert "no phrase" in troubles[0][1]
    assert "more cells" in troubles[1][1]
    assert "longer than 400" in troubles[2][1]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04 a workbook", "is a workbook"),
        (b"a\x00b", "no text that can be read"),
        (b"text\n" + b"x\n" * 1_001, "at most 1000"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (b'text\n"' + b"x" * 200_000, "line 2: no table here"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, sentence: str) -> None:
    """Each file that is no table of phrases has its own sentence."""
    with pytest.raises(BadInput, match=rf"t\.csv.*{sentence}"):
        read_table(data, "t.csv")


@given(st.binary(max_size=300))
def test_nothing_breaks_it(data: bytes) -> None:
    """Whatever the bytes, there are rows or there is a sentence."""
    try:
        rows, _ = read_table(data, "t.csv")
    except BadInput:
        return
    assert all(row.draft.text for row in rows)
