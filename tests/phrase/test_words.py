"""Cutting a text into words."""

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.words import spaced, words_of


def test_punctuation_ends_a_part() -> None:
    """Words come without their punctuation; a comma and the end of the text end a part."""
    found = words_of("Help me, please! ☕", "a-z", "an English")
    assert [(word.text, word.ends_part) for word in found] == [
        ("Help", False),
        ("me", True),
        ("please", True),
    ]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("yes,please", "yes, please"),
        ("  more   tea ", "more tea"),
        ("tea—or coffee?", "tea— or coffee?"),
        ("it's five o'clock", "it's five o'clock"),
        ("Qu'avez-vous dit\u00a0?", "Qu'avez-vous dit ?"),
    ],
)
def test_words_are_parted_by_spaces(typed: str, text: str) -> None:
    """A sign between two words gets a space; apostrophes and hyphens stay inside theirs."""
    assert spaced(typed) == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no words"),
        ("😀", "no words"),
        ("two 2", "figures"),
        ("la " * 200, "too long"),
        ("straße", "not an English word"),
        ("a" * 41, "not an English word"),
        ("مرحبا", "not an English word"),
    ],
)
def test_what_is_no_text_gets_a_sentence(text: str, sentence: str) -> None:
    """Each kind of text that cannot be practised is refused in its own words."""
    with pytest.raises(BadInput, match=sentence):
        words_of(text, "a-z", "an English")
