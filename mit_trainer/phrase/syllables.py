"""English text that is in no deck: divided into syllables, with stress.

The dictionary gives the number of syllables and the stress of each word; the rows of
``english.toml`` say which words stay low in a phrase.  The therapist's word is final: what
comes out can be written in the notation, and changed there.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from mit_trainer.errors import BadInput
from mit_trainer.phrase.dictionary import look_up
from mit_trainer.phrase.division import divide
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.notation import MOST_SYLLABLES, read_notation

_MOST_LETTERS = 400
_LONGEST_WORD = 40


@dataclass(frozen=True)
class Divided:
    """Syllables, and the words whose syllables or stress were only guessed."""

    syllables: tuple[Syllable, ...]
    guessed: tuple[str, ...]


@dataclass(frozen=True)
class _Word:
    text: str
    ends_part: bool  # the phrase ends here, or a comma follows


def divide_english(text: str) -> Divided:
    """Divide a phrase; `BadInput` says why when it cannot be."""
    words = _words(text)
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
    if len(syllables) > MOST_SYLLABLES:
        raise BadInput(
            f"This text has {len(syllables)} syllables; a phrase to practise has at most "
            f"{MOST_SYLLABLES}, so divide it into shorter ones."
        )
    return Divided(_with_a_tune(syllables), tuple(guessed))


@cache
def _rows() -> dict[str, Any]:
    text = Path(__file__).with_name("english.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return {
        name: {key: set(value.split()) if key in ("words", "before", "particles") else value
               for key, value in row.items()}
        for name, row in rows.items()
    }  # fmt: skip


def _words(text: str) -> list[_Word]:
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("’ʼ`", "'''"))
    found = re.findall(r"([^\W\d_][^\W_]*(?:['-][^\W_]+)*'?)([^\w']*)", plain)
    if len(plain) > _MOST_LETTERS:
        raise BadInput(f"This text is too long for a phrase ({len(plain)} letters); shorten it.")
    if re.search(r"\d", plain):
        raise BadInput(f'In "{text}" there is a number in figures; write it as a word.')
    if not found:
        raise BadInput('There are no words in this text; type a phrase such as "good morning".')
    for word, _ in found:
        if len(word) > _LONGEST_WORD or re.search(r"[^a-z'à-öø-ÿ-]", word.lower()):
            raise BadInput(
                f'"{word[:_LONGEST_WORD]}" is not an English word that can be divided; write the '
                'phrase in the notation, like "good MOR-ning", or in a deck.'
            )
    return [
        _Word(word.rstrip("'"), bool(re.search(r"[,;.!?]", after)) or index == len(found) - 1)
        for index, (word, after) in enumerate(found)
    ]


def _together(words: list[_Word], index: int) -> tuple[int, tuple[Syllable, ...]]:
    """Give the fixed phrase that begins here, if one does: its number of words, its syllables."""
    for phrase, notation in _rows()["together"].items():
        count = phrase.count(" ") + 1
        here = words[index : index + count]
        if [word.text.lower() for word in here] == phrase.split() and here[-1].ends_part:
            return count, read_notation(notation, " ".join(word.text for word in here))
    return 1, ()


def _one_word(words: list[_Word], index: int) -> tuple[tuple[Syllable, ...], bool]:
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


def _is_low(words: list[_Word], index: int) -> bool:
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


def _with_a_tune(syllables: list[Syllable]) -> tuple[Syllable, ...]:
    """See to it that something goes up, and that a short phrase is not all on one tone."""
    stress = [syllable.stress for syllable in syllables]
    if not any(stress):
        stress[_last_word_start(syllables)] = True
    elif all(stress) and len(stress) > 1:
        # Neighbouring stresses give way from the end backwards: "go HOME", "PLEASE sit DOWN".
        stress = [(len(stress) - 1 - index) % 2 == 0 for index in range(len(stress))]
    for start, length in _long_low_runs(stress):
        stress[_most_prominent(syllables, start, length)] = True
    return tuple(
        replace(syllable, stress=high) for syllable, high in zip(syllables, stress, strict=True)
    )


def _last_word_start(syllables: list[Syllable]) -> int:
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


def _most_prominent(syllables: list[Syllable], start: int, length: int) -> int:
    """Choose the first word of a phrase that begins low ("IS it in the ..."), else a middle one.

    Next to a high syllable there is nothing to be raised: "on the PLAT-form" keeps its "the".
    """
    if start == 0:
        return 0
    inner = range(start + 1, start + length - 1)
    starts = [i for i in inner if syllables[i].starts_word] or [*inner]
    return starts[len(starts) // 2]
