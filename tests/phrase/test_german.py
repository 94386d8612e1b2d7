"""German words, against the stress and the divisions that a dictionary prints."""

import pytest

from mit_trainer.phrase.german import divide_german, pieces_of, summit_of
from mit_trainer.phrase.notation import write_notation

STRESSED = (
    "kar-TOF-fel-sup-pe KRAN-ken-haus FE-ri-en fa-MI-lie mu-SE-um sta-TION bä-cke-REI po-li-ZIST "
    "te-le-fo-NIE-ren SCHUB-la-de ge-BURTS-tag ver-STE-hen ERD-bee-re be-EI-len FEI-er ge-GES-sen "
    "ge-MÜ-se SCHMET-ter-ling WASCH-ma-schi-ne WOHN-zim-mer FENS-ter AP-fel KÜ-che MÄD-chen "
    "the-ra-PIE li-mo-NA-de i-TA-li-en te-le-FON-num-mer STECK-do-se un-ter-SU-chung spi-NAT "
    "FREUN-din AR-bei-ten ent-SCHUL-di-gung ge-NUG i-DEE QUARK EI-er BAU-er A-bend BES-ser GE-hen"
)


@pytest.mark.parametrize("stressed", STRESSED.split())
def test_words_are_divided_and_stressed_as_a_dictionary_does(stressed: str) -> None:
    """The first syllable, unless a prefix, an ending or the list says otherwise."""
    parts = stressed.split("-")
    nouns = {
        "familie",
        "museum",
        "station",
        "bäckerei",
        "polizist",
        "schublade",
        "waschmaschine",
        "therapie",
        "limonade",
        "steckdose",
        "freundin",
    }
    word = "".join(parts).lower()
    word = word.capitalize() if word in nouns else word
    assert [piece.lower() for piece in pieces_of(word)] == [part.lower() for part in parts]
    assert summit_of(word) == next(at for at, part in enumerate(parts) if part.isupper())


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("Ruf mich an", "RUF mich AN"),
        ("Der Hund ist da", "Der HUND ist DA"),
        ("Ich habe keinen Apfelkuchen", "Ich HA-be KEI-nen AP-fel-ku-chen"),
        ("Apfelkuchen mit Sahne", "AP-fel-KU-chen mit SAH-ne"),  # never four low in a row
    ],
)
def test_small_words_stay_low(text: str, notation: str) -> None:
    """A preposition that ends its phrase goes up, before another word it stays low."""
    assert write_notation(divide_german(text).syllables) == notation
