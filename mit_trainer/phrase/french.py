"""French text, divided into spoken syllables, with the accent at the end of each group.

Conventions
-----------
A final mute e makes no syllable ("porte" has one), nor does an e between two single
consonants inside a word ("samedi" has two).  The e of a first syllable is said ("demain" has
two).  The accent falls on the last syllable of a word that ends a group.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from mit_trainer.phrase.lists import read_lists
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.tune import with_a_tune
from mit_trainer.phrase.words import Divided, Word, words_of

_LETTERS = "a-zàâäçéèêëîïôöùûüÿœæ"
_VOWELS = "aàâäeéèêëiîïoôöuùûüyœæ"
_PLAIN = "aàâeêiîoôuùûyœæ"  # these melt with their neighbours: "eau", "ieu", "oui"
_SOUND = re.compile(
    "(?<=[bcdfgkptv][lr])[iu](?=[aâeéèêo])"  # "cri-er", "cli-ent"
    f"|(?:ou|[iu])?[éè]|[äëïöü][{_PLAIN}]*|[{_PLAIN}]+"
)
_CLUSTER = re.compile(r"([bcdfgkptv]r|[bcfgkp]l|[cpt]h|gn|[qg]-)$")
# An e is not said between single consonants; "n" and "m" before one only colour the vowel.
_BEFORE_UNSAID = re.compile(rf"[{_VOWELS}][nm]?([bcdfghjklmnpqrstvz]|[cpt]h|gn|[qg]-|(.)\2)$")
_AFTER_UNSAID = re.compile(rf"([bcdfghjklmnpqrstvz]|[cpt]h|gn)[{_VOWELS}]")


def divide_french(text: str) -> Divided:
    """Divide a phrase; `BadInput` says why when it cannot be."""
    words = words_of(text, _LETTERS, "a French")
    divided = [[piece for part in _parts(w.text) for piece in pieces_of(part)] for w in words]
    ends = [_ends_group(words, index, len(pieces)) for index, pieces in enumerate(divided)]
    for index in range(len(words) - 1):
        # Two accents do not stand side by side: "j'ai be-soin D'AIDE", "a-MI vit à Pa-RIS".
        if ends[index] and ends[index + 1] and len(divided[index + 1]) == 1:
            ends[index if words[index + 1].ends_part else index + 1] = False
    syllables = [
        Syllable(piece, end and at == len(pieces) - 1, at == 0)
        for pieces, end in zip(divided, ends, strict=True)
        for at, piece in enumerate(pieces)
    ]
    return Divided(with_a_tune(syllables, _initial_accent), ())


def _parts(word: str) -> list[str]:
    """Cut at the hyphens; a part without a vowel, as in "a-t-il", goes with the next one."""
    parts = re.findall(rf"(?:[^{_VOWELS}-]+-)*[^-]+", word, flags=re.IGNORECASE)
    return [part.replace("-", "") for part in parts]


def pieces_of(word: str) -> list[str]:
    """Cut one word into its spoken syllables."""
    plain = word.lower()
    known = next((one for one in _lists()["apart"] if one.replace("-", "") == plain), None)
    if known is not None:
        ends = list(accumulate(len(piece) for piece in known.split("-")))
        return [word[a:b] for a, b in pairwise([0, *ends])]
    sounds = _sounds(plain)
    cuts = [0]
    for (_, end), (start, _) in pairwise(_nuclei(sounds)):
        between = sounds[end:start]
        onset = 2 if _CLUSTER.search(between) else min(len(between), 1)
        cuts.append(start - onset)
    return [word[a:b] for a, b in pairwise([*cuts, len(word)])]


def _sounds(plain: str) -> str:
    """Write a hyphen for each letter without a sound of its own, also for a mute ending."""
    sounds = re.sub(r"(?<=q)u|(?<=g)u(?=[eéèêiîy])|(?<=g)e(?=[aoâô])", "-", plain)
    sounds = re.sub(rf"(?<=[{_VOWELS}])y(?=[{_VOWELS}])", "-", sounds)
    body = _without_mute_ending(sounds, plain)
    return body.ljust(len(plain), "-")


def _nuclei(sounds: str) -> list[tuple[int, int]]:
    """Where each spoken vowel begins and ends, by its letters."""
    found = [sound.span() for sound in _SOUND.finditer(sounds)]
    return found[:1] + [span for span in found[1:] if not _unsaid(sounds, span)]


def _without_mute_ending(sounds: str, plain: str) -> str:
    """Take a final e, es or ent away when it is mute; never the only vowel."""
    core = plain.rpartition("'")[2]
    lists = _lists()
    nasal = core in lists["said_ent"] or (core.endswith("ment") and core not in lists["mute_ment"])
    shorter = re.sub(r"es?$" if nasal else r"(es?|ent)$", "", sounds)
    return shorter if re.search(f"[{_VOWELS}]", shorter.rpartition("'")[2]) else sounds


def _unsaid(sounds: str, span: tuple[int, int]) -> bool:
    start, end = span
    return (
        sounds[start:end] == "e"
        and _BEFORE_UNSAID.search(sounds[:start]) is not None
        and _AFTER_UNSAID.match(sounds[end:]) is not None
    )


def _ends_group(words: list[Word], index: int, n_pieces: int) -> bool:
    """Whether a group of words ends here, so that the accent falls here."""
    plain = words[index].text.lower()
    lists = _lists()
    if words[index].ends_part:
        return True
    if plain in lists["asking"] and (index == 0 or words[index - 1].ends_part):
        return True
    if _leans(plain) or plain in lists["before_noun"]:
        return False
    following = words[index + 1].text.lower()
    return _leans(following) or "'" in following or n_pieces > 1


def _leans(plain: str) -> bool:
    """Whether a word belongs to the group of the next one, alone or with an elision in front."""
    weak = _lists()["weak"]
    head, apostrophe, core = plain.rpartition("'")
    return plain in weak or (head + apostrophe in weak and core in weak)


def _initial_accent(syllables: Sequence[Syllable], start: int, length: int) -> int:
    """Raise the first syllable of a full word, as French does in long groups."""
    inner = range(start + 1, start + length - 1)
    words = [i for i in inner if syllables[i].starts_word]
    full = [i for i in words if syllables[i].text.lower() not in _lists()["weak"]]
    return (full or words or [inner[len(inner) // 2]])[0]


def _lists() -> dict[str, frozenset[str]]:
    return read_lists("french")
