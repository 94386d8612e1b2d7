"""Spanish words, against the divisions of the academy's spelling."""

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.notation import write_notation
from mit_trainer.phrase.spanish import divide_spanish, pieces_of

DIVIDED = (
    "que quie-ro gue-rra a-güi-ta gui-ta-rra a-ho-ra le-er dí-a pa-ís ciu-dad ins-tan-te hom-bre "
    "es-pal-da cons-truir mur-cié-la-go muy hoy pla-ya ai-re o-íd cuí-da-te pro-hi-bir hue-vo "
    "trans-por-te no-ches a-rroz llue-ve a-ve-ri-güe pe-que-ño a-bri-go pa-ra-guas"
)


@pytest.mark.parametrize("divided", DIVIDED.split())
def test_words_are_divided_as_the_spelling_says(divided: str) -> None:
    """Diphthongs stay together, open vowels part, clusters begin a syllable."""
    assert "-".join(pieces_of(divided.replace("-", ""))) == divided


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("no, gracias", "NO GRA-cias"),
        ("no quiero", "no QUIE-ro"),
        ("el reloj", "el re-LOJ"),  # neither a vowel nor n nor s at the end
        ("hoy es jueves", "HOY es JUE-ves"),
        ("una ensalada", "U-na en-sa-LA-da"),  # never four low in a row
    ],
)
def test_content_words_are_high_where_the_rule_says(text: str, notation: str) -> None:
    """The accent or the last letter says which syllable; small words stay low."""
    assert write_notation(divide_spanish(text).syllables) == notation


def test_letters_of_another_language_are_refused() -> None:
    """A letter that Spanish does not have is named with the way out."""
    with pytest.raises(BadInput, match="not a Spanish word"):
        divide_spanish("Straße")
