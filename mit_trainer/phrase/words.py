"""Cuts a typed text into its words and says why when it has none that can be practised."""

import re
import unicodedata
from dataclasses import dataclass

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Syllable

_MOST_LETTERS = 400
_LONGEST_WORD = 40


@dataclass(frozen=True)
class Word:
    """A word of a text; ``ends_part`` when the phrase ends here, or a comma follows."""

    text: str
    ends_part: bool


@dataclass(frozen=True)
class Divided:
    """Syllables, and the words whose syllables or stress were only guessed."""

    syllables: tuple[Syllable, ...]
    guessed: tuple[str, ...]


def spaced(text: str) -> str:
    """Put one space between words, also where only a sign parts them: "yes,please"."""
    return " ".join(re.sub(r"(?<=\w)([^\w\s'’ʼ`´-]+)(?=\w)", r"\1 ", text).split())


def words_of(text: str, letters: str, language: str) -> list[Word]:
    """Give the words of a text; ``letters`` are those of the language, small, as in a pattern.

    Raises `BadInput` with one sentence for a text without words, with figures, with letters
    of another language, or far too long.
    """
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("’ʼ`", "'''"))
    found = re.findall(r"([^\W\d_][^\W_]*(?:['-][^\W_]+)*'?)([^\w']*)", plain)
    if len(plain) > _MOST_LETTERS:
        raise BadInput(f"This text is too long for a phrase ({len(plain)} letters); shorten it.")
    if re.search(r"\d", plain):
        raise BadInput(f'In "{text}" there is a number in figures; write it as a word.')
    if not found:
        raise BadInput('There are no words in this text; type a phrase such as "good morning".')
    for word, _ in found:
        if len(word) > _LONGEST_WORD or re.search(rf"[^{letters}'-]", word.lower()):
            raise BadInput(
                f'"{word[:_LONGEST_WORD]}" is not {language} word that can be divided; write the '
                'phrase in the notation, like "good MOR-ning", or in a deck.'
            )
    return [
        Word(word.rstrip("'"), bool(re.search(r"[,;.!?]", after)) or index == len(found) - 1)
        for index, (word, after) in enumerate(found)
    ]
