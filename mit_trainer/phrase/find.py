"""Finds the phrase that somebody means: by id, by text, by notation, or by dividing it.

The shipped decks are asked first, so that a phrase typed at a shell is the very phrase
that is practised, with its probe question and its recording.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import read_decks
from mit_trainer.phrase.dictionary import is_known, look_up
from mit_trainer.phrase.dividing import divide_text
from mit_trainer.phrase.model import Phrase, PhraseId
from mit_trainer.phrase.notation import is_stressed, plain_text, read_notation, spelling
from mit_trainer.phrase.own import own_decks
from mit_trainer.phrase.words import spaced
from mit_trainer.places import PHRASES, data_folder


class Origin(StrEnum):
    """Where the syllables of a found phrase come from."""

    DECK = "deck"
    NOTATION = "notation"
    DICTIONARY = "dictionary"


@dataclass(frozen=True)
class Found:
    """A phrase, where it comes from, and the words whose syllables are only a guess."""

    phrase: Phrase
    origin: Origin
    guessed: tuple[str, ...] = ()


def find(query: str, language: str = "en", folder: Path = PHRASES) -> Found:
    """Find the phrase meant by ``query``, which may be an id, a text or a notation.

    Raises `BadInput` with one sentence when there is nothing to divide, when the
    language needs the notation, or when the notation is not well-formed.
    """
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise BadInput(f'"{language}" is not the code of a language; write two letters, like "en".')
    divided = _looks_divided(query, language)
    text = plain_text(query) if divided else spaced(query)
    typed = Phrase(_id(text), text, language, read_notation(query)) if divided else None
    for deck in (*read_decks(folder, language), *own_decks(data_folder().decks, language)[0]):
        for phrase in deck.phrases:
            same_words = spelling(phrase.text) == spelling(text)
            if (same_words and _same_stress(phrase, typed)) or query.strip() == phrase.id:
                return Found(phrase, Origin.DECK)
    if typed is not None:
        return Found(typed, Origin.NOTATION)
    if not spelling(text):
        raise BadInput('There are no words in this text; type a phrase such as "good morning".')
    found = divide_text(text, language)
    return Found(
        Phrase(_id(text), text, language, found.syllables), Origin.DICTIONARY, found.guessed
    )


def _same_stress(phrase: Phrase, typed: Phrase | None) -> bool:
    """Typed syllables are the therapist's word: a deck's phrase must not overrule them."""
    if typed is None:
        return True
    return [s.stress for s in phrase.syllables] == [s.stress for s in typed.syllables]


def _looks_divided(query: str, language: str) -> bool:
    """Tell a notation from a text that happens to have hyphens or capitals."""
    words = query.split()
    if any(re.match(r"'\w", word) for word in words):
        return True
    hyphened = [word for word in words if "-" in word.strip("-") and not is_known(word.lower())]
    if hyphened:
        parts = [(part, "-" not in word) for word in words for part in word.split("-")]
        return any(is_stressed(part, alone=alone) for part, alone in parts)
    shouted = [is_stressed(word, alone=True) for word in words]
    mixed = any(shouted) and any(char.islower() for char in query)
    return mixed and (language != "en" or all(_one_syllable(word) for word in words))


def _one_syllable(word: str) -> bool:
    letters = spelling(word)
    return not letters or len(look_up(letters).stress) == 1


def _id(text: str) -> PhraseId:
    return PhraseId("-".join(spelling(text).split()))
