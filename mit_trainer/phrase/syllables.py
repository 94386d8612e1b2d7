"""English text that is in no deck: divided into syllables, with stress.

The dictionary gives the number of syllables and the stress of each word; the rows of
``english.toml`` say which words stay low in a phrase.  The therapist's word is final: what
comes out can be written in the notation, and changed there.
"""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from mit_trainer.phrase.dictionary import look_up
from mit_trainer.phrase.division import divide
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.notation import read_notation
from mit_trainer.phrase.tune import chooser, with_a_tune
from mit_trainer.phrase.words import Divided, Word, words_of

_LETTERS = "a-zà-öø-ÿ"
_TUNE = chooser(frozenset({"a", "an", "the"}))


def divide_english(text: str) -> Divided:
    """Divide a phrase; `BadInput` says why when it cannot be."""
    words = words_of(text, _LETTERS, "an English")
    syllables: list[Syllable] = []
    guessed: list[str] = []
    index = 0
    while index < len(words):
        taken, parts = _together(words, index)
        if not parts:
            parts, certain = _one_word(words, index)
            guessed += [] if certain else [words[index].text]
        syllables += parts
        index += taken
    return Divided(with_a_tune(syllables, _TUNE), tuple(guessed))


@cache
def _rows() -> dict[str, Any]:
    text = Path(__file__).with_name("english.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return {
        name: {key: set(value.split()) if key in ("words", "before", "particles") else value
               for key, value in row.items()}
        for name, row in rows.items()
    }  # fmt: skip


def _together(words: list[Word], index: int) -> tuple[int, tuple[Syllable, ...]]:
    """Give the fixed phrase that begins here, if one does: its number of words, its syllables."""
    for phrase, notation in _rows()["together"].items():
        count = phrase.count(" ") + 1
        here = words[index : index + count]
        if [word.text.lower() for word in here] == phrase.split() and here[-1].ends_part:
            return count, read_notation(notation, " ".join(word.text for word in here))
    return 1, ()


def _one_word(words: list[Word], index: int) -> tuple[tuple[Syllable, ...], bool]:
    word = words[index].text
    notation = _rows()["said"].get(word.lower())
    if notation is not None:
        parts = read_notation(notation, word)
        certain = True
    else:
        said = look_up(word.lower())
        pieces = _pieces(word, len(said.stress))
        parts = tuple(
            Syllable(piece.strip("'"), stress, at == 0)
            for at, (piece, stress) in enumerate(zip(pieces, said.stress, strict=False))
        )
        certain = not said.guessed
    if _is_low(words, index):
        parts = tuple(replace(part, stress=False) for part in parts)
    return parts, certain


def _pieces(word: str, count: int) -> tuple[str, ...]:
    """Cut a word; one with hyphens is cut there first."""
    parts = word.split("-")
    counts = [len(look_up(part.lower()).stress) for part in parts]
    if len(parts) == 1 or sum(counts) != count:
        return divide(word, count)
    return tuple(piece for part, n in zip(parts, counts, strict=True) for piece in divide(part, n))


def _is_low(words: list[Word], index: int) -> bool:
    """Say whether this word stays on the low tone whatever its own stress is."""
    rows = _rows()
    word = words[index].text.lower()
    last = words[index].ends_part
    first = index == 0 or words[index - 1].ends_part
    following = "" if last else words[index + 1].text.lower()
    before = "" if first else words[index - 1].text.lower()
    if before in rows["phrasal"]["words"] and word in rows["phrasal"]["particles"]:
        return False
    asked = before in rows["high_only_at_an_edge"]["words"]  # "WHERE do the flowers grow"
    if (
        not asked
        and word in rows["main_verb"]["words"]
        and following in rows["main_verb"]["before"]
    ):
        return False
    if word in rows["high_only_at_an_edge"]["words"]:
        return not (first or last)
    return word in rows["weak"]["words"] or (word in rows["weak_unless_last"]["words"] and not last)
