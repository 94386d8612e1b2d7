"""Counts and stress of single words, against any English dictionary."""

import pytest

from mit_trainer.phrase.dictionary import is_known, look_up


@pytest.mark.parametrize(
    ("word", "stress"),
    [
        ("coffee", "10"),
        ("tomorrow", "010"),
        ("television", "1000"),
        ("okay", "01"),
        ("tv", "01"),  # the dictionary stresses both; a word has one summit
        ("café", "01"),
        ("brother-in-law", "1000"),
        ("don't", "1"),
    ],
)
def test_known_words_are_certain(word: str, stress: str) -> None:
    """A word of the dictionary has its count and one stressed syllable, without a guess."""
    said = look_up(word)
    assert "".join(str(int(high)) for high in said.stress) == stress
    assert not said.guessed


@pytest.mark.parametrize(
    ("word", "stress"),
    [
        ("xylorimba", "0010"),
        ("hearthrug", "10"),  # hearth + rug
        ("zumbloop", "10"),
        ("grimpe", "1"),
        ("florbation", "010"),
    ],
)
def test_unknown_words_say_that_they_are_guessed(word: str, stress: str) -> None:
    """A word outside the dictionary gets a count and a stress, and says it was guessed."""
    said = look_up(word)
    assert "".join(str(int(high)) for high in said.stress) == stress
    assert said.guessed


def test_only_the_dictionary_itself_is_known() -> None:
    """A guessed word does not count as known."""
    assert is_known("x-ray")
    assert not is_known("xylorimba")
