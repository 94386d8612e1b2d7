"""Spanish text, divided into syllables, with stress: the spelling says both.

Words keep their own syllables: a vowel that meets another between two words melts with it
in quick speech, but each has its note when the phrase is intoned.
"""

import re
from itertools import pairwise

from mit_trainer.phrase.lists import read_lists
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.tune import chooser, with_a_tune
from mit_trainer.phrase.words import Divided, Word, words_of

_LETTERS = "a-záéíóúüñ"
_OPEN, _ACCENTED_CLOSED = "aeoáéó", "íú"
_VOWELS = _OPEN + _ACCENTED_CLOSED + "iuü"
_CLUSTER = re.compile(r"([bcdfgkpt]r|[bcfgkp]l|ch|ll|rr)$")


def divide_spanish(text: str) -> Divided:
    """Divide a phrase; `BadInput` says why when it cannot be."""
    syllables: list[Syllable] = []
    tune = chooser(read_lists("spanish")["never_raised"])
    for word in words_of(text, _LETTERS, "a Spanish"):
        pieces = [piece for part in word.text.split("-") for piece in pieces_of(part)]
        summit = -1 if _is_low(word) else _summit(word.text.lower(), pieces)
        syllables += [Syllable(piece, at == summit, at == 0) for at, piece in enumerate(pieces)]
    return Divided(with_a_tune(syllables, tune), ())


def pieces_of(word: str) -> list[str]:
    """Cut one word into its syllables."""
    sounds = _sounds(word.lower())
    nuclei = _nuclei(sounds)
    cuts = [0]
    for (_, end), (start, _) in pairwise(nuclei):
        between = sounds[end:start]
        onset = 2 if _CLUSTER.search(between) else min(len(between), 1)
        cuts.append(start - onset)
    return [word[a:b] for a, b in pairwise([*cuts, len(word)])]


def _sounds(word: str) -> str:
    """Write sounds instead of letters, as many: qu and gu as two consonants, a final y as i."""
    word = re.sub(r"gu(?=[eiéí])", "gr", word.replace("qu", "kr"))
    return re.sub(r"y(?![aeouáéóúi])", "i", word)


def _nuclei(sounds: str) -> list[tuple[int, int]]:
    """Where each vowel sound begins and ends; two open vowels are two sounds."""
    found: list[tuple[int, int]] = []
    for index, sound in enumerate(sounds):
        if sound not in _VOWELS:
            continue
        if found and found[-1][1] == index and not _apart(sounds[index - 1], sound):
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _apart(first: str, second: str) -> bool:
    hard = _OPEN + _ACCENTED_CLOSED
    return first in hard and second in hard


def _summit(word: str, pieces: list[str]) -> int:
    """Which syllable is stressed: the one with the accent, else the rule of the last letter."""
    written = [at for at, piece in enumerate(pieces) if re.search("[áéíóú]", piece.lower())]
    if written:
        return written[0]
    ends_openly = re.search(r"[aeiouns]$", word) is not None
    return max(len(pieces) - 2, 0) if ends_openly else len(pieces) - 1


def _is_low(word: Word) -> bool:
    lists = read_lists("spanish")
    plain = word.text.lower()
    return plain in lists["weak"] or (plain in lists["weak_unless_last"] and not word.ends_part)
