"""What is practised: a phrase, made of syllables, kept in a deck.

A phrase is text with its syllables; a stressed syllable will sound high.  The
probe question is itself something to be intoned, so it is a phrase too.
"""

from dataclasses import dataclass
from typing import NewType

PhraseId = NewType("PhraseId", str)
"""Stable name of a phrase within its language, such as ``i-want-coffee``."""


@dataclass(frozen=True)
class Syllable:
    """One syllable: one note and one tap."""

    text: str
    stress: bool
    starts_word: bool


@dataclass(frozen=True)
class Phrase:
    """A short everyday utterance.

    Attributes
    ----------
    text : as it is written, "I want coffee"
    language : ISO 639-1 code of its deck's folder, "en"
    syllables : in spoken order, at least one
    probe : the question whose only natural answer is this phrase, or None
    picture : file name inside ``phrases/pictures``, the whole path of somebody's own picture,
        or None
    level : id of the protocol level it is meant for
    item_set : "trained", "untrained-same-pattern" or "untrained-other-pattern"
    function : what it is good for in a day: "need", "social", "food" ...
    formulaic : a set phrase such as "good morning", which comes easier than a new one
    picture_source : who drew the picture, and its licence
    accept : other numbers of syllables that are as good, where people say a vowel or not:
        "une tasse de thé" has four syllables or three
    recording : the path of a spoken recording that came with its deck, or None
    """

    id: PhraseId
    text: str
    language: str
    syllables: tuple[Syllable, ...]
    probe: "Phrase | None" = None
    picture: str | None = None
    level: str = ""
    item_set: str = "trained"
    function: str = ""
    formulaic: bool = False
    picture_source: str | None = None
    accept: tuple[int, ...] = ()
    recording: str | None = None


@dataclass(frozen=True)
class Deck:
    """A file of phrases.  ``content_hash`` is the SHA-256 of the file's bytes, in hex."""

    id: str
    name: str
    language: str
    version: str
    author: str
    licence: str
    phrases: tuple[Phrase, ...]
    content_hash: str
