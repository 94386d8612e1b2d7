"""Where a word is divided in writing, when its number of syllables is known.

The hyphenation patterns know most of the places; where they know too few or too many,
the cheapest cuts are taken, counted in the costs below.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pyphen


@dataclass(frozen=True)
class Spelling:
    """How a language writes its sounds.

    ``patterns`` names the hyphenation patterns, ``first`` is the first place where they can be
    believed; ``together`` are two letters for one sound; ``beginning`` are two consonants that
    begin a syllable; ``mute_e`` says whether a final e is mute.
    """

    patterns: str
    first: int
    together: re.Pattern[str]
    beginning: re.Pattern[str]
    mute_e: bool


ENGLISH = Spelling(
    "en_US",
    1,
    re.compile(r"[cgpstw]h|ck|ng|qu|a[iuwy]|e[aeiuwy]|ie|o[aiouwy]|u[ei]"),
    re.compile(r"[bcfgps]l|[bcdfgpt]r|s[ckmnpt]|[st]w"),
    mute_e=True,
)
GERMAN = Spelling(
    "de_DE",
    2,
    re.compile(r"[cps]h|ck|qu|a[aiuy]|e[eiuy]|äu|ie|oo"),
    re.compile(r"[bfgkp]l|[bdfgkpt]r|sc|s[pt]|kn|pf"),
    mute_e=False,
)
_VOWELS = frozenset("aeiouyàáâäèéêëìíîïòóôöùúûü")
_NEVER = 1_000.0


@cache
def divide(word: str, count: int, spelling: Spelling = ENGLISH) -> tuple[str, ...]:
    """Cut ``word`` into ``count`` pieces; fewer when it has not so many letters."""
    count = min(count, len(word))
    known = _hyphenated(word.lower(), spelling)
    # best[n][end]: the cheapest way to cut the first `end` letters into n pieces.
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for _ in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best[-1].items():
            for end in range(start + 1, len(word) + 1):
                total = cost + _piece_cost(word.lower(), start, end, spelling)
                total += _cut_cost(word, end, known, spelling)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, (*cuts, end))
        best.append(reached)
    ends = (0, *best[count][len(word)][1])
    return tuple(word[start:end] for start, end in pairwise(ends))


@cache
def _patterns(name: str, first: int) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=name, left=first, right=2)


def _hyphenated(word: str, spelling: Spelling) -> frozenset[int]:
    patterns = _patterns(spelling.patterns, spelling.first)
    return frozenset(int(place) for place in patterns.positions(word))


def _piece_cost(word: str, start: int, end: int, spelling: Spelling) -> float:
    """Every piece wants exactly one group of vowels; a final silent e is none."""
    piece = word[start:end]
    mute = spelling.mute_e and end == len(word) and len(piece) > 2 and piece.endswith("e")
    if mute and piece[-2] not in _VOWELS:
        piece = piece if piece[-2] == "l" and piece[-3] not in _VOWELS else piece[:-1]
    groups = 0
    inside = False
    for char in piece:
        groups += char in _VOWELS and not inside
        inside = char in _VOWELS
    return 6.0 if groups == 0 else 3.0 * (groups - 1)


def _cut_cost(word: str, at: int, known: frozenset[int], spelling: Spelling) -> float:
    """Price a cut before letter ``at``."""
    around = word[at - 1 : at + 1].lower()
    if at == len(word) or at in known:
        return 0.0
    if around[1] == "'":
        return _NEVER
    if spelling.together.fullmatch(around):
        return 5.0
    before, after = (char in _VOWELS for char in around)
    if before and after:
        return 1.5
    if before:  # wa-ter; not wat-er, and not a-pple
        two = word[at : at + 2].lower()
        opens = (
            two[1:] in _VOWELS
            or spelling.beginning.fullmatch(two)
            or spelling.together.fullmatch(two)
        )
        return 1.0 if opens else 2.5
    return 2.5 if after or spelling.beginning.fullmatch(around) else 0.8
