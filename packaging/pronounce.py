"""How a text is spoken, as sounds that pocketsphinx's English model knows.

English words stand in the model's own dictionary.  Other languages, and words that it does
not know, are divided into sounds by espeak-ng and moved to the nearest English ones
(``sounds.toml``).  Where a language leaves open how many syllables a word has (the French
mute e, a Spanish i or u before a vowel), the number of syllables in the deck decides.
"""

import itertools
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_LINGERING = re.compile(r"[ˈˌːˑ\-̯͡ʲ]")
_ESPEAK = {"en": "en-us"}
_NASAL = "̃"
_MOST_OPEN = 10  # choices of one text: 1024 ways to say it are enough

Word = tuple[str, ...]


def is_vowel(sound: str) -> bool:
    """Tell whether a CMU sound carries a syllable."""
    return sound[:1] in set("AEIOU")


def syllables(words: tuple[Word, ...]) -> int:
    """Count the vowels."""
    return sum(is_vowel(sound) for word in words for sound in word)


def divided(known: list[tuple[Word, ...]], n_syllables: int) -> list[tuple[Word, ...]] | None:
    """Choose, for each word, its ways with so many vowels that the text has the right number.

    The usual ways are preferred; None when no choice fits.
    """
    counts = [list(dict.fromkeys(syllables((way,)) for way in ways)) for ways in known]
    fitting = [
        choice
        for choice in itertools.product(*(range(len(one)) for one in counts))
        if sum(one[k] for one, k in zip(counts, choice, strict=True)) == n_syllables
    ]
    if not fitting:
        return None
    best = min(fitting, key=sum)
    return [
        tuple(way for way in ways if syllables((way,)) == one[k])
        for ways, one, k in zip(known, counts, best, strict=True)
    ]


def spoken(text: str, language: str, n_syllables: int) -> tuple[Word, ...] | None:
    """Say a text in so many syllables with the fewest changes; None when it cannot be."""
    plain = _words(text, language)
    spots = [
        (w, s) for w, word in enumerate(plain) for s in range(len(word)) if _open(word, s, language)
    ]
    spots.sort(key=lambda spot: plain[spot[0]][spot[1]] == "AH")  # glides before mute vowels
    for n_changed in range(min(len(spots), _MOST_OPEN) + 1):
        for chosen in itertools.combinations(spots, n_changed):
            changed = tuple(_changed(word, w, chosen) for w, word in enumerate(plain))
            if syllables(changed) == n_syllables:
                return tuple(word for word in changed if word)
    return None


def _open(word: Word, at: int, language: str) -> bool:
    """Whether this vowel may be left out, or become a glide."""
    before_vowel = at + 1 < len(word) and is_vowel(word[at + 1])
    if word[at] in {"IY", "UW"} and before_vowel:
        return True
    return language in {"fr", "de"} and word[at] == "AH"


def _changed(word: Word, index: int, chosen: tuple[tuple[int, int], ...]) -> Word:
    kept: list[str] = []
    for at, sound in enumerate(word):
        if (index, at) not in chosen:
            kept.append(sound)
        elif sound != "AH":
            kept.append({"IY": "Y", "UW": "W"}[sound])
    return tuple(kept)


@lru_cache(maxsize=256)
def _words(text: str, language: str) -> tuple[Word, ...]:
    command = ["espeak-ng", "-q", "-v", _ESPEAK.get(language, language), "--ipa", "--sep=_"]
    said = subprocess.run(
        [*command, "--stdin"], input=text.encode(), check=True, stdout=subprocess.PIPE
    )
    table = _table(language)
    return tuple(
        tuple(sound for ipa in word.split("_") for sound in _sounds(ipa, table))
        for word in said.stdout.decode().split()
    )


def _sounds(ipa: str, table: dict[str, str]) -> Iterator[str]:
    """Move one sound of espeak-ng's to the model's."""
    plain = _LINGERING.sub("", ipa)
    if not plain or plain.startswith("("):
        return
    if plain in table:
        yield from table[plain].split()
        return
    for letter in re.findall(f".{_NASAL}?", plain):
        if letter not in table:
            raise SystemExit(f'sounds.toml has no "{letter}" (in "{ipa}")')
        yield from table[letter].split()


@lru_cache(maxsize=8)
def _table(language: str) -> dict[str, str]:
    path = Path(__file__).with_name("sounds.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {**raw["all"], **raw.get(language, {})}
