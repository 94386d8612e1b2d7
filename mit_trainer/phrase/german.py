"""German text, divided into syllables, with stress.

The stress is on the first syllable unless a prefix, an ending or the lists of ``german.toml``
say otherwise; a compound is stressed where its first part is.
"""

import re
from functools import cache

from mit_trainer.phrase.division import GERMAN, divide
from mit_trainer.phrase.lists import read_lists
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.tune import chooser, with_a_tune
from mit_trainer.phrase.words import Divided, Word, words_of

_LETTERS = "a-zäöüßéàè"
_NUCLEUS = re.compile(r"aa|ee|oo|ou|oi|ei|ai|ay|ey|äu|au|eu|ie|(?<!q)u|[aeioyäöüéàè]")
_TWO_SOUNDS = re.compile(r"(?<=[aeiouäöü][lnr]i)(?=en$)|(?<=se)(?=um)|(?<=^be)(?=e[ni])")
_ONSET = r"(?:sch[lmnrw]?|s[pt]r?|[bdfgkpt][lr]|kn|pfl?|qu|zw|[bdfghjklmnprstvwz])[aeiouyäöü]"
_PREFIX = re.compile(
    rf"[bg]e(?={_ONSET}|[aouäöü]|e[ni])|(?:[vz])?er(?={_ONSET}|[aiouäöü])|ent(?={_ONSET})|emp(?=f)"
)
# Foreign endings that carry the stress; those of nouns are looked for in long nouns only.
_ENDING = re.compile(
    r"((?<!e)ier(e|en|t|te|ten|st)?|(?<=[el]r)ei(en)?|(?<=el)ei(en)?|ion(en)?|täte?n?)$"
)
_NOUN_ENDING = re.compile(
    r"(ist(en)?|[ae]nt(en)?|[ae]nz(en)?|(?<!st)ellen?|(?<![dhm])osen?|(?<!e)(?<!sch)inen?"
    r"|(?<!l)aden?|(et|on|an)t?en?|(?<![flrtkwn])agen?|thek(en)?|(?<=at)ur(en)?|ie)$"
)


def divide_german(text: str) -> Divided:
    """Divide a phrase; `BadInput` says why when it cannot be."""
    syllables: list[Syllable] = []
    tune = chooser(read_lists("german")["never_raised"])
    for word in words_of(text, _LETTERS, "a German"):
        pieces = [piece for part in word.text.split("-") for piece in pieces_of(part)]
        summit = -1 if _is_low(word) else summit_of(word.text.partition("-")[0])
        syllables += [Syllable(piece, at == summit, at == 0) for at, piece in enumerate(pieces)]
    return Divided(with_a_tune(syllables, tune), ())


def pieces_of(word: str) -> tuple[str, ...]:
    """Cut one word into its syllables."""
    return divide(word, _count(word), GERMAN)


def summit_of(word: str) -> int:
    """Which syllable of a word is stressed, from 0."""
    plain = word.lower()
    count = _count(word)
    if plain in read_lists("german")["first_after_all"] or count < 2:
        return 0
    ending = _ENDING.search(plain)
    listed = _listed(plain)
    if listed and (ending is None or listed == plain):
        return _summits()[listed][0]
    if ending is None and word[0].isupper() and count > 2:
        ending = _NOUN_ENDING.search(plain)
    if ending is not None:
        return count - _nuclei(ending[0])
    return 1 if _PREFIX.match(plain) else 0


def _listed(plain: str) -> str:
    """Give the longest listed beginning of a word, or nothing."""
    return max((stem for stem in _summits() if plain.startswith(stem)), key=len, default="")


def _count(word: str) -> int:
    """How many syllables, those of a listed beginning as they are listed."""
    plain = word.lower()
    listed = _listed(plain)
    known = _summits()[listed][1] if listed else 0
    return max(known + _nuclei(plain[len(listed) :]), 1)


def _nuclei(plain: str) -> int:
    parted = re.sub(r"(?<=[tsx])io(?=n)|io(?=n(en)?$)", "o", _TWO_SOUNDS.sub("|", plain))
    return len(_NUCLEUS.findall(parted))


@cache
def _summits() -> dict[str, tuple[int, int]]:
    """For each listed beginning: which syllable is stressed, and how many it has."""
    found = {}
    for entry in read_lists("german")["summit"]:
        parts = entry.split("-")
        summit = next(at for at, part in enumerate(parts) if part.isupper())
        found[entry.replace("-", "").lower()] = (summit, len(parts))
    return found


def _is_low(word: Word) -> bool:
    lists = read_lists("german")
    plain = word.text.lower()
    return plain in lists["weak"] or (plain in lists["weak_unless_last"] and not word.ends_part)
