"""The shipped decks: enough phrases, in three sets that differ only in what is practised."""

import re
from collections import Counter
from itertools import product

import pytest

from mit_trainer.phrase.deck import read_deck, read_decks
from mit_trainer.phrase.deck_shape import FUNCTIONS, ITEM_SETS
from mit_trainer.phrase.model import Deck, Phrase
from mit_trainer.places import PHRASES, PICTURES

LANGUAGES = ("en", "es", "fr", "de")
LENGTHS = {"elementary": range(2, 4), "intermediate": range(4, 7), "advanced": range(7, 11)}
LEVELS = list(product(LANGUAGES, LENGTHS))
LEAST = {"en": 150, "es": 60, "fr": 60, "de": 60}


def deck(language: str) -> Deck:
    """Read the large deck of a language."""
    return read_deck(PHRASES / language / "through-the-day.toml")


def pattern(phrase: Phrase) -> str:
    """Write the tune of a phrase as high and low."""
    return "".join("H" if one.stress else "L" for one in phrase.syllables)


def sets(language: str, level: str) -> list[list[Phrase]]:
    """Give the three sets of a level, the practised one first."""
    phrases = [phrase for phrase in deck(language).phrases if phrase.level == level]
    return [[one for one in phrases if one.item_set == item_set] for item_set in ITEM_SETS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_phrases_of_the_right_length(language: str) -> None:
    """At least 150 in English and 60 in each other language; each as long as its level says."""
    assert len(deck(language).phrases) >= LEAST[language]
    for phrase in deck(language).phrases:
        assert len(phrase.syllables) in LENGTHS[phrase.level], phrase.text


@pytest.mark.parametrize(("language", "level"), LEVELS)
def test_the_three_sets_are_balanced(language: str, level: str) -> None:
    """As many phrases, of the same lengths and functions; set phrases differ by one at most."""
    found = sets(language, level)
    assert len({len(one) for one in found}) == 1
    lengths = [Counter(len(phrase.syllables) for phrase in one) for one in found]
    functions = [Counter(phrase.function for phrase in one) for one in found]
    formulaic = [sum(phrase.formulaic for phrase in one) for one in found]
    assert lengths[0] == lengths[1] == lengths[2]
    assert functions[0] == functions[1] == functions[2]
    assert set(functions[0]) == set(FUNCTIONS)
    assert min(formulaic) > 0
    assert max(formulaic) - min(formulaic) <= 1


@pytest.mark.parametrize(("language", "level"), LEVELS)
def test_one_untrained_set_has_the_practised_tunes_and_the_other_none(
    language: str, level: str
) -> None:
    """The second set has each tune of the first as often, the third set has none of them."""
    first, same, other = (Counter(map(pattern, one)) for one in sets(language, level))
    assert first == same
    assert not set(first) & set(other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_has_a_tune_a_picture_and_a_question(language: str) -> None:
    """Something high, something low, never four low in a row; a picture that is credited."""
    told = (PICTURES / "CREDITS.txt").read_text(encoding="utf-8")
    for phrase in deck(language).phrases:
        assert phrase.probe is not None
        for one in (phrase, phrase.probe):
            assert {"H", "L"} == set(pattern(one)), one.text
            assert "LLLL" not in pattern(one), one.text
        assert phrase.probe.text.endswith("?")
        assert phrase.picture is not None
        code = re.search(rf"^{re.escape(phrase.picture)} +(\S+)", told, re.MULTILINE)
        assert code is not None, phrase.picture
        assert phrase.picture_source == f"OpenMoji 17.0, {code[1]}, CC BY-SA 4.0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_twice(language: str) -> None:
    """Ids, texts and questions of a language are all different, across its decks."""
    phrases = [phrase for one in read_decks(PHRASES, language) for phrase in one.phrases]
    ids = Counter(phrase.id for phrase in phrases)
    texts = Counter(phrase.text.lower() for phrase in phrases)
    assert max(ids.values()) == 1
    assert max(texts.values()) == 1


def test_the_first_deck_stays_the_easy_one() -> None:
    """Who has chosen nothing begins with ten first words."""
    assert [one.id for one in read_decks()] == ["first-words", "through-the-day"]


def test_french_says_where_an_e_may_be_left_out() -> None:
    """Some phrases name other counts, and those are smaller than the one that is meant."""
    phrases = [phrase for phrase in deck("fr").phrases if phrase.accept]
    assert phrases
    for phrase in phrases:
        assert max(phrase.accept) < len(phrase.syllables)


def test_pictures_are_small_enough_to_ship() -> None:
    """All pictures together are below six megabytes, and each is used."""
    used = {
        phrase.picture
        for folder in PHRASES.iterdir()
        if folder.is_dir()
        for one in read_decks(PHRASES, folder.name)
        for phrase in one.phrases
    }
    files = list(PICTURES.glob("*.png"))
    assert sum(path.stat().st_size for path in files) < 6_000_000
    assert {path.name for path in files} <= used
