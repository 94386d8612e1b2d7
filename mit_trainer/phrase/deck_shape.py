"""What a deck file must hold, and plain sentences for what does not fit.

Conventions
-----------
A complaint is a pair: the key it is about, and a sentence that says what to do.
"""

import unicodedata
from contextlib import suppress
from typing import Annotated, Any, Literal, TypeVar, get_args

import msgspec
from msgspec import Meta

ItemSet = Literal["trained", "untrained-same-pattern", "untrained-other-pattern"]
Function = Literal["need", "people", "social", "feeling", "food", "health", "home"]
ITEM_SETS: tuple[str, ...] = get_args(ItemSet)
FUNCTIONS: tuple[str, ...] = get_args(Function)

# One line, not blank, and without the unseen characters that turn or hide text.
_Line = Annotated[
    str, Meta(max_length=200, pattern="^(?=.*\\S)[^\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+\\Z")
]
_Name = Annotated[str, Meta(max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z")]
_Picture = Annotated[str, Meta(max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*\.(png|jpg)\Z")]
_Counts = Annotated[tuple[Annotated[int, Meta(ge=1, le=30)], ...], Meta(max_length=4)]
_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]

_JOINERS = "\u200c\u200d"  # part of the spelling in some scripts
_MEANT = {
    "id": 'must be small letters, figures and single hyphens, like "good-morning".',
    "level": 'must be the id of a level, in small letters, like "elementary".',
    "picture": 'must be the plain name of a PNG or JPG in the folder of pictures, like "door.png".',
    "language": 'must be the short code of a language, like "en".',
    "item_set": 'must be "trained", "untrained-same-pattern" or "untrained-other-pattern".',
    "function": 'must be "need", "people", "social", "feeling", "food", "health" or "home".',
    "formulaic": "must be true or false, without quotation marks.",
    "accept": "must be a list of at most four other counts of syllables, like [3, 4].",
}


class DeckHead(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys above the first phrase."""

    name: _Line
    author: _Line
    licence: _Line
    version: _Line
    language: _Language


class PhraseTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One ``[[phrase]]``."""

    id: _Name
    text: _Line
    notation: _Line
    probe: _Line
    probe_notation: _Line
    level: _Name
    item_set: ItemSet
    function: Function
    formulaic: bool
    picture: _Picture | None = None
    picture_source: _Line | None = None
    accept: _Counts = ()


Shape = TypeVar("Shape", DeckHead, PhraseTable)


def mend(raw: Any, shape: type[Shape]) -> tuple[Shape | None, list[tuple[str, str]]]:
    """Convert a table; where it does not fit give None and every complaint."""
    if not isinstance(raw, dict):
        return None, [("phrase", "must be a table that begins with [[phrase]].")]
    with suppress(msgspec.ValidationError):
        return msgspec.convert(raw, shape), []
    known = {field.name: field for field in msgspec.structs.fields(shape)}
    complaints = [
        (key, f'the key "{key}" is not known here; take it out or mend its spelling.')
        for key in raw
        if key not in known
    ]
    complaints += [
        (key, f'the key "{key}" is missing; add it.')
        for key, field in known.items()
        if field.required and key not in raw
    ]
    for key, field in known.items():
        if key in raw and not _fits(raw[key], field.type):
            meant = _MEANT.get(key, "must be one line of text in quotation marks.")
            complaints.append((key, f'"{key}" {meant}'))
    return None, complaints


def unfit(text: str) -> str | None:
    """Say what in a text cannot be practised or shown: the end of a sentence, or None."""
    for char in text:
        kind = unicodedata.category(char)
        if unicodedata.bidirectional(char) in ("R", "AL", "AN"):
            return "is written from right to left, which the screen cannot show yet; leave it out."
        if (kind == "So" and char > "\u2000") or "\U0001f3fb" <= char <= "\U0001f3ff":
            return "has a picture sign (emoji) in it; write only words."
        if kind in ("Cc", "Cf", "Co", "Cs", "Cn") and char not in _JOINERS:
            return f"has the unseen sign U+{ord(char):04X} in it; type the text again."
    return None


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
