"""Where an English word is divided in writing, when its number of syllables is known.

The hyphenation patterns know most of the places; where they know too few or too many,
the cheapest cuts are taken, counted in the costs below.
"""

import re
from functools import cache
from itertools import pairwise

import pyphen

_VOWELS = frozenset("aeiouyàáâäèéêëìíîïòóôöùúûü")
_TOGETHER = re.compile(r"[cgpstw]h|ck|ng|qu|a[iuwy]|e[aeiuwy]|ie|o[aiouwy]|u[ei]")
_BEGINNING = re.compile(r"[bcfgps]l|[bcdfgpt]r|s[ckmnpt]|[st]w")
_NEVER = 1_000.0


@cache
def divide(word: str, count: int) -> tuple[str, ...]:
    """Cut ``word`` into ``count`` pieces; fewer when it has not so many letters."""
    count = min(count, len(word))
    known = _hyphenated(word.lower())
    # best[n][end]: the cheapest way to cut the first `end` letters into n pieces.
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for _ in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best[-1].items():
            for end in range(start + 1, len(word) + 1):
                total = cost + _piece_cost(word.lower(), start, end) + _cut_cost(word, end, known)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, (*cuts, end))
        best.append(reached)
    ends = (0, *best[count][len(word)][1])
    return tuple(word[start:end] for start, end in pairwise(ends))


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=2)


def _hyphenated(word: str) -> frozenset[int]:
    return frozenset(int(place) for place in _patterns().positions(word))


def _piece_cost(word: str, start: int, end: int) -> float:
    """Every piece wants exactly one group of vowels; a final silent e is none."""
    piece = word[start:end]
    if end == len(word) and len(piece) > 2 and piece.endswith("e") and piece[-2] not in _VOWELS:
        piece = piece if piece[-2] == "l" and piece[-3] not in _VOWELS else piece[:-1]
    groups = 0
    inside = False
    for char in piece:
        groups += char in _VOWELS and not inside
        inside = char in _VOWELS
    return 6.0 if groups == 0 else 3.0 * (groups - 1)


def _cut_cost(word: str, at: int, known: frozenset[int]) -> float:
    """Price a cut before letter ``at``."""
    around = word[at - 1 : at + 1].lower()
    if at == len(word) or at in known:
        return 0.0
    if around[1] == "'":
        return _NEVER
    if _TOGETHER.fullmatch(around):
        return 5.0
    before, after = (char in _VOWELS for char in around)
    if before and after:
        return 1.5
    if before:  # wa-ter; not wat-er, and not a-pple
        two = word[at : at + 2].lower()
        opens = two[1:] in _VOWELS or _BEGINNING.fullmatch(two) or _TOGETHER.fullmatch(two)
        return 1.0 if opens else 2.5
    return 2.5 if after or _BEGINNING.fullmatch(around) else 0.8
