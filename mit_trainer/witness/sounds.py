"""The English sounds of each syllable, from a dictionary's pronunciations.

A word's sounds are divided where English syllables meet: as many consonants go with the
next vowel as can begin a word.  Only the vowels' places matter, so a consonant on the
wrong side of a border does no harm.
"""

import re
from collections.abc import Callable, Sequence

from mit_trainer.phrase.model import Phrase

_VOWELS = frozenset(
    ("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW")
)
_BEGINS = re.compile(  # what can stand before the vowel of an English syllable
    r"(S )?[PTK]( [LRWY])?|[BDG] [LRWY]|(F|TH|SH|V|HH|M|N) [LRWY]|S [LMNWF]|(?!NG)[A-Z]+"
)
_MOST_VARIANTS = 2  # of one syllable

Sounds = tuple[tuple[str, ...], tuple[str, ...]]  # before the vowel; the vowel and the rest
LookUp = Callable[[str], Sequence[tuple[str, ...]]]


def syllable_sounds(phrase: Phrase, look_up: LookUp) -> tuple[tuple[Sounds, ...], ...] | None:
    """Give each syllable's possible sounds; None when a word is not known with that division."""
    words: list[list[str]] = []
    for syllable in phrase.syllables:
        if syllable.starts_word or not words:
            words.append([])
        words[-1].append(syllable.text)
    out: list[tuple[Sounds, ...]] = []
    for parts in words:
        said = [divided(sounds) for sounds in look_up(_spelt("".join(parts)))]
        fitting = [one for one in said if len(one) == len(parts)]
        if not fitting:
            return None
        for k in range(len(parts)):
            out.append(tuple(dict.fromkeys(one[k] for one in fitting))[:_MOST_VARIANTS])
    return tuple(out)


def divided(sounds: tuple[str, ...]) -> tuple[Sounds, ...]:
    """Divide a word's sounds into syllables, one for each vowel."""
    vowels = [k for k, sound in enumerate(sounds) if sound in _VOWELS]
    starts = [_start(sounds, before, vowel) for before, vowel in zip([-1, *vowels], vowels)]  # noqa: B905
    ends = [*starts[1:], len(sounds)]
    return tuple(
        (sounds[start:vowel], sounds[vowel:end])
        for start, vowel, end in zip(starts, vowels, ends, strict=True)
    )


def _start(sounds: tuple[str, ...], before: int, vowel: int) -> int:
    if before < 0:
        return 0
    start = vowel
    while start - 1 > before:
        if not _BEGINS.fullmatch(" ".join(sounds[start - 1 : vowel])):
            break
        start -= 1
    return start


def _spelt(word: str) -> str:
    return re.sub(r"[^a-z']", "", word.lower().replace("’", "'"))
