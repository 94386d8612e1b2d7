"""Sees to it that the syllables of a phrase make a tune.

Something goes up, a short phrase is not all on one tone, and no more than three low
syllables follow each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.notation import MOST_SYLLABLES

Chooser = Callable[[Sequence[Syllable], int, int], int]
"""Says which syllable of a run of low ones goes up: its syllables, where it starts, how long."""


def with_a_tune(syllables: Sequence[Syllable], prominent: Chooser) -> tuple[Syllable, ...]:
    """Raise or lower a few syllables; `BadInput` when there are too many."""
    if len(syllables) > MOST_SYLLABLES:
        raise BadInput(
            f"This text has {len(syllables)} syllables; a phrase to practise has at most "
            f"{MOST_SYLLABLES}, so divide it into shorter ones."
        )
    stress = [syllable.stress for syllable in syllables]
    if not any(stress):
        stress[_last_word_start(syllables)] = True
    elif all(stress) and len(stress) > 1:
        # Neighbouring stresses give way from the end backwards: "go HOME", "PLEASE sit DOWN".
        stress = [(len(stress) - 1 - index) % 2 == 0 for index in range(len(stress))]
    runs = _long_low_runs(stress)
    while runs:
        stress[prominent(syllables, *runs[0])] = True
        runs = _long_low_runs(stress)
    return tuple(
        replace(syllable, stress=high) for syllable, high in zip(syllables, stress, strict=True)
    )


def chooser(never: frozenset[str]) -> Chooser:
    """Make the usual chooser; the words ``never`` (articles) and neighbours of a high one stay.

    The first word goes up where the phrase begins low ("IS it in the ..."), else a middle one.
    """

    def choose(syllables: Sequence[Syllable], start: int, length: int) -> int:
        if start == 0:
            return 0
        inner = range(start + 1, start + length - 1)
        words = [i for i in inner if syllables[i].starts_word]
        candidates = [i for i in words if syllables[i].text.lower() not in never] or words
        return candidates[len(candidates) // 2] if candidates else inner[(len(inner) - 1) // 2]

    return choose


def _last_word_start(syllables: Sequence[Syllable]) -> int:
    return max(index for index, syllable in enumerate(syllables) if syllable.starts_word)


def _long_low_runs(stress: list[bool]) -> list[tuple[int, int]]:
    """Start and length of every run of more than three low syllables."""
    runs, at = [], 0
    for high, group in groupby(stress):
        length = len(list(group))
        if not high and length > 3:
            runs.append((at, length))
        at += length
    return runs
