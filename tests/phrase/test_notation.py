"""The one-line notation, against syllables divided by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.notation import plain_text, read_notation, spelling, write_notation

Row = tuple[str, str | None, list[tuple[str, bool, bool]]]

READ_BY_HAND: list[Row] = [
    (
        "good MOR-ning",
        "Good morning!",
        [("Good", False, True), ("mor", True, True), ("ning", False, False)],
    ),
    (
        "I WANT a REST",
        None,
        [("I", False, True), ("want", True, True), ("a", False, True), ("rest", True, True)],
    ),
    ("it is 'I", "It is I.", [("It", False, True), ("is", False, True), ("I", True, True)]),
    (
        "I'm HUN-gry",
        "I’m hungry",
        [("I'm", False, True), ("hun", True, True), ("gry", False, False)],
    ),
    ("o-CLOCK", "o'clock", [("o", False, True), ("clock", True, False)]),
    ("O-pen", "Open", [("O", True, True), ("pen", False, False)]),
    ("ma-RI-a", "Maria", [("Ma", False, True), ("ri", True, False), ("a", False, False)]),
    (
        "ICE-cream PLEASE",
        "Ice-cream, please",
        [("Ice", True, True), ("cream", False, False), ("please", True, True)],
    ),
    (
        "die STRA-ße",
        "Die Straße",
        [("Die", False, True), ("Stra", True, True), ("ße", False, False)],
    ),
    ("'שָ-לוֹם", "שָלוֹם", [("שָ", True, True), ("לוֹם", False, False)]),
]


@pytest.mark.parametrize(("notation", "text", "expected"), READ_BY_HAND)
def test_reads_what_was_divided_by_hand(
    notation: str, text: str | None, expected: list[tuple[str, bool, bool]]
) -> None:
    """Syllables take the text's own letters, stress from the capitals, words from the spaces."""
    assert read_notation(notation, text) == tuple(Syllable(*row) for row in expected)


@pytest.mark.parametrize(
    ("notation", "text", "sentence"),
    [
        ("good MOR-nin", "Good morning", "do not spell"),
        ("good MOR-ningg", "Good morning", "do not spell"),
        ("good MOR-ning my", "Good morning", "do not spell"),
        ("MOR-ning", "Good morning", "do not spell"),
        ("good MROning", "Good morning", "do not spell"),
        ("good mor-ning", "Good morning", "is stressed"),
        ("I", "I", "is stressed"),
        ("good MOR--ning", "Good morning", "without letters"),
        ("good - MOR-ning", "Good morning", "without letters"),
        ("", "Good morning", "empty"),
    ],
)
def test_says_what_is_not_right(notation: str, text: str, sentence: str) -> None:
    """Each mistake in a notation has its own sentence."""
    with pytest.raises(BadInput, match=sentence):
        read_notation(notation, text)


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("good MOR-ning", "good morning"),
        ("'I WANT it", "I want it"),
        ("Ma-RI-a", "Maria"),
        ("DON'T GO", "don't go"),
    ],
)
def test_a_notation_alone_gives_its_text(notation: str, text: str) -> None:
    """Typed without a text, a notation is read as lower case with names and "I" kept."""
    assert plain_text(notation) == text


WORDS = st.lists(
    st.lists(st.text("abcdeézñI", min_size=1, max_size=4), min_size=1, max_size=4),
    min_size=1,
    max_size=5,
)


@given(words=WORDS, stress=st.lists(st.booleans(), min_size=20, max_size=20))
def test_what_is_written_is_read_back(words: list[list[str]], stress: list[bool]) -> None:
    """Writing syllables and reading them gives the same syllables, whatever the letters."""
    marks = iter([True, *stress])  # the first one is stressed so that one is
    syllables = tuple(
        Syllable(part, next(marks), index == 0) for word in words for index, part in enumerate(word)
    )
    text = " ".join("".join(word) for word in words)

    assert read_notation(write_notation(syllables), text) == syllables


def test_the_same_words_have_the_same_spelling() -> None:
    """Case, punctuation and width do not matter; words do."""
    assert spelling("  Help me, PLEASE! ") == spelling("help me please") == "help me please"
    assert spelling("I'm") != spelling("I am")
