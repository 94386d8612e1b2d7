"""Finding the phrase that somebody means."""

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import Origin, find
from mit_trainer.phrase.notation import write_notation


@pytest.mark.parametrize(
    "query",
    [
        "i-want-coffee",
        "I want coffee",
        "i want   COFFEE!",
        "I WANT COF-fee",
        "☕ I want coffee",
        "\uff29 want coffee",
    ],
)
def test_a_deck_comes_first(query: str) -> None:
    """Id, text in any case and punctuation, and its own notation lead to the deck's phrase."""
    found = find(query)
    assert found.origin is Origin.DECK
    assert found.phrase.id == "i-want-coffee"
    assert found.phrase.probe is not None


@pytest.mark.parametrize(
    ("query", "notation", "origin"),
    [
        ("GOOD MOR-ning", "GOOD MOR-ning", Origin.NOTATION),  # her stress, not the deck's
        ("good DAY", "good DAY", Origin.NOTATION),
        ("GOOD DAY", "good DAY", Origin.DICTIONARY),
        ("I want TV", "I WANT t-V", Origin.DICTIONARY),
        ("I need an X-ray", "I NEED an X-ray", Origin.DICTIONARY),
        ("ice-cream please", "ICE-cream PLEASE", Origin.DICTIONARY),
        ("O-pen", "O-pen", Origin.NOTATION),
    ],
)
def test_tells_notation_from_text(query: str, notation: str, origin: Origin) -> None:
    """Capitals and hyphens make a notation only where they divide syllables."""
    found = find(query)
    assert write_notation(found.phrase.syllables) == notation
    assert found.origin is origin


def test_other_languages_take_the_notation() -> None:
    """What cannot be divided by itself can be written divided."""
    found = find("bue-nos DI-as", "es")
    assert found.phrase.text == "buenos dias"
    assert [syllable.stress for syllable in found.phrase.syllables] == [False, False, True, False]


@pytest.mark.parametrize(
    ("query", "language", "sentence"),
    [
        ("", "en", "no words"),
        ("😀", "fr", "no words"),
        ("buongiorno", "it", "divided by itself in English"),
        ("hello", "../en", "code of a language"),
        ("שלום", "he", "divided by itself in English"),
    ],
)
def test_says_why_nothing_is_found(query: str, language: str, sentence: str) -> None:
    """Nothing to divide, or no way to divide it, is one clear sentence."""
    with pytest.raises(BadInput, match=sentence):
        find(query, language)
