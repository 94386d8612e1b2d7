"""Words are divided into the sounds of their syllables."""

import pytest

from mit_trainer.witness.sounds import divided, syllable_sounds
from tests.voices import tune

BOOK: dict[str, list[tuple[str, ...]]] = {
    "i": [("AY",)],
    "want": [("W", "AA", "N", "T"), ("W", "AO", "N", "T")],
    "coffee": [("K", "AA", "F", "IY")],
    "family": [("F", "AE", "M", "AH", "L", "IY"), ("F", "AE", "M", "L", "IY")],
}


def look_up(word: str) -> list[tuple[str, ...]]:
    """Read a small dictionary."""
    return BOOK.get(word, [])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("K AA F IY", ["K|AA", "F|IY"]),
        ("D AO T ER", ["D|AO", "T|ER"]),
        ("HH AH NG G R IY", ["HH|AH NG", "G R|IY"]),
        ("S IH NG IH NG", ["S|IH NG", "|IH NG"]),
        ("EH K S T R AH", ["|EH K", "S T R|AH"]),
        ("AY", ["|AY"]),
    ],
)
def test_syllables_meet_where_english_ones_do(word: str, parts: list[str]) -> None:
    """As many consonants go with a vowel as can begin a word; "ng" never does."""
    found = [f"{' '.join(first)}|{' '.join(rest)}" for first, rest in divided(tuple(word.split()))]

    assert found == parts


def test_each_syllable_has_its_ways_to_be_said() -> None:
    """The word "want" is said in two ways, "coffee" has two syllables."""
    found = syllable_sounds(tune("i want COF-fee").phrase, look_up)

    assert found is not None
    assert [len(ways) for ways in found] == [1, 2, 1, 1]
    assert found[2] == ((("K",), ("AA",)),)


@pytest.mark.parametrize(("notation", "known"), [("FAM-ily", True), ("FAM-i-ly", True)])
def test_the_deck_says_how_many_syllables_a_word_has(notation: str, known: bool) -> None:
    """Of two ways to say "family" the one with as many syllables is taken."""
    found = syllable_sounds(tune(notation).phrase, look_up)

    assert (found is not None) is known
    assert found is None or len(found) == notation.count("-") + 1


@pytest.mark.parametrize("notation", ["i WANT tea", "i WA-ant"])
def test_a_word_that_is_not_known_so_is_said(notation: str) -> None:
    """No dictionary has the word, or none with that many syllables: no testimony."""
    assert syllable_sounds(tune(notation).phrase, look_up) is None
