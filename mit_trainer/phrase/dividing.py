"""Text that is in no deck, divided by the rules of its language."""

from collections.abc import Callable

from mit_trainer.errors import BadInput
from mit_trainer.phrase.french import divide_french
from mit_trainer.phrase.german import divide_german
from mit_trainer.phrase.spanish import divide_spanish
from mit_trainer.phrase.syllables import divide_english
from mit_trainer.phrase.words import Divided

_DIVIDERS: dict[str, Callable[[str], Divided]] = {
    "en": divide_english,
    "es": divide_spanish,
    "fr": divide_french,
    "de": divide_german,
}


def divides(language: str) -> bool:
    """Say whether text of this language can be divided without help."""
    return language in _DIVIDERS


def divide_text(text: str, language: str) -> Divided:
    """Divide a phrase; `BadInput` says why when it cannot be."""
    if not divides(language):
        raise BadInput(
            "Text is divided by itself in English, French, German and Spanish; for the language "
            f'"{language}" write the syllables with capitals (or a mark in front, like \'la) '
            'for stress: "bue-nos DI-as".'
        )
    return _DIVIDERS[language](text)
