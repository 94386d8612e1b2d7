"""The one-line notation: ``good MOR-ning``.

A space parts words, a hyphen parts the syllables of a word, capitals mark stress.

Conventions
-----------
A syllable is stressed when all its letters are capitals.  A word of a single letter
("I", "a") is written as it is always written, so its capital says nothing; a leading
mark stresses it: ``'I``.  The same mark stresses a syllable of a script without
capitals.  The text keeps its own spelling: each syllable gets the text's own letters,
without the punctuation around them.
"""

import unicodedata
from functools import lru_cache

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Syllable

MOST_SYLLABLES = 30  # far beyond what anyone sings in one breath

_MARK = "'"
_APOSTROPHES = str.maketrans("’ʼ＇", "'''")


@lru_cache(maxsize=4_096)  # a deck is looked at and read, and read again at the next question
def read_notation(notation: str, text: str | None = None) -> tuple[Syllable, ...]:
    """Read ``notation``; with ``text`` given, the syllables must spell it and take its letters.

    Raises `BadInput` when a syllable is empty, when none is stressed, when there are too
    many, or when they do not spell the text.
    """
    words = _divided(notation)
    spelt = _plain(text if text is not None else plain_text(notation))
    written = [word for word in spelt.split() if _letters(word)]
    cut = [_cut(word, parts) for word, parts in zip(written, words, strict=False)]
    if len(written) != len(words) or any(pieces is None for pieces in cut):
        raise BadInput(
            f'The syllables "{notation}" do not spell "{text}"; write the same letters, '
            "with spaces and hyphens only between syllables."
        )
    syllables = tuple(
        Syllable(piece, is_stressed(part, alone=len(parts) == 1), index == 0)
        for parts, pieces in zip(words, cut, strict=True)
        for index, (part, piece) in enumerate(zip(parts, pieces or (), strict=True))
    )
    if not any(syllable.stress for syllable in syllables):
        raise BadInput(
            f'No syllable of "{notation}" is stressed; '
            'write the stressed one in capitals, like "good MOR-ning".'
        )
    return syllables


def _divided(notation: str) -> list[list[str]]:
    """Give the written syllables of each word, after a look at their number."""
    words = [word.split("-") for word in _plain(notation).split()]
    if not words:
        raise BadInput('The notation is empty; write it like "good MOR-ning".')
    if any(not _letters(part) for parts in words for part in parts):
        raise BadInput(
            f'In "{notation}" there is a syllable without letters; '
            "put single hyphens between the syllables of a word."
        )
    count = sum(len(parts) for parts in words)
    if count > MOST_SYLLABLES:
        raise BadInput(
            f"{count} syllables are too many for one phrase; "
            f"divide it, {MOST_SYLLABLES} are the most."
        )
    return words


def write_notation(syllables: tuple[Syllable, ...]) -> str:
    """Write syllables in the notation; `read_notation` reads the same stress back."""
    words: list[list[Syllable]] = []
    for syllable in syllables:
        if syllable.starts_word or not words:
            words.append([])
        words[-1].append(syllable)
    return " ".join(
        "-".join(_written(syllable, alone=len(word) == 1) for syllable in word) for word in words
    )


def plain_text(notation: str) -> str:
    """Give the words of a notation without hyphens, marks and stress capitals."""
    words = []
    for word in _plain(notation).split():
        parts = word.split("-")
        words.append("".join(_unmarked(part, alone=len(parts) == 1) for part in parts))
    return " ".join(words)


def spelling(text: str) -> str:
    """Only the letters of each word, without case and punctuation: the same words, the same key."""
    words = (_letters(word) for word in unicodedata.normalize("NFKC", text).split())
    return " ".join(word for word in words if word)


def is_stressed(part: str, *, alone: bool) -> bool:
    """Say whether a written syllable is stressed; ``alone`` when it is a whole word."""
    if part.startswith(_MARK):
        return True
    letters = [char for char in part if char.isalpha()]
    if alone and len(letters) < 2:
        return False
    return any(char.isupper() for char in letters) and not any(char.islower() for char in letters)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_APOSTROPHES)


def _letters(text: str) -> str:
    """Only what is pronounced, without case: letters, their accents, figures."""
    return "".join(map(_letter, text))


@lru_cache(maxsize=4_096)
def _letter(char: str) -> str:
    return char.casefold() if unicodedata.category(char)[0] in "LMN" else ""


def _cut(word: str, parts: list[str]) -> list[str] | None:
    """Cut the word where the parts divide it; None when they do not spell it."""
    pieces = []
    at = 0
    for part in parts:
        wanted = _letters(part)
        end, found = at, ""
        while end < len(word) and len(found) < len(wanted):
            found += _letter(word[end])
            end += 1
        while end < len(word) and unicodedata.category(word[end])[0] == "M":
            end += 1  # an accent that is a character of its own stays with its letter
        if _letters(word[at:end]) != wanted:
            return None
        pieces.append(_trim(word[at:end]))
        at = end
    return None if _letters(word[at:]) else pieces


def _trim(piece: str) -> str:
    """Leave out the punctuation around a piece, keep the one inside it."""
    spoken = [index for index, char in enumerate(piece) if _letters(char)]
    return piece[spoken[0] : spoken[-1] + 1]


def _unmarked(part: str, *, alone: bool) -> str:
    if part.startswith(_MARK):
        return part.removeprefix(_MARK)
    return part.lower() if is_stressed(part, alone=alone) else part


def _written(syllable: Syllable, *, alone: bool) -> str:
    if not syllable.stress:
        shouted = is_stressed(syllable.text, alone=alone)
        return syllable.text.lower() if shouted else syllable.text
    capitals = syllable.text.upper()
    return capitals if is_stressed(capitals, alone=alone) else _MARK + syllable.text
