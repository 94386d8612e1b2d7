"""What a written syllable leads the ear to expect between two vowels.

Only what Latin spelling tells in most languages: whether a voiceless sound breaks the
voice, whether something hisses, and whether a sounding consonant leads into the vowel.
It is a weak hint about *which* syllable is missing; whether one is missing is heard,
not read.
"""

import unicodedata

_VOICELESS = frozenset("ptkfscqxhßzç")
_HISSING = ("s", "z", "ch", "ts", "x", "ç", "ß", "ce", "ci", "j")
_SOUNDING = tuple("lrwymnj")
_SOUNDING_STARTS = ("one", "qu")  # begin with a glide that is not written
_VOWELS = frozenset("aeiouyæøœ")


def plain(text: str) -> str:
    """Letters only, lower case, without accents."""
    folded = unicodedata.normalize("NFD", text.lower().replace("ç", "s"))
    return "".join(letter for letter in folded if letter.isalpha())


def breaks_voice(before: str, after: str) -> bool:
    """Whether a voiceless consonant stands between the vowels of two syllables."""
    return any(letter in _VOICELESS for letter in _coda(plain(before)) + _onset(plain(after)))


def runs_on(before: str, after: str) -> bool:
    """Whether one vowel runs into the next, as in *I am*: hardly anything marks its start."""
    return not _coda(plain(before)).rstrip("hwyr") and not _onset(plain(after))


def begins_anew(before: str, after: str) -> bool:
    """Whether the voice begins with the second syllable; ``before`` is empty for the first."""
    if before:
        return breaks_voice(before, after)
    onset = _onset(plain(after))
    return not onset or onset[0] in _VOICELESS


def hisses(text: str) -> bool:
    """Whether the syllable begins with a sharp noise, like *s*, *sh* or *ch*."""
    return plain(text).startswith(_HISSING)


def glides_in(text: str) -> bool:
    """Whether the syllable comes to its vowel through a sounding consonant, as in *l*, *pl*."""
    letters = plain(text)
    return _onset(letters).endswith(_SOUNDING) or letters.startswith(_SOUNDING_STARTS)


def _coda(letters: str) -> str:
    while letters and letters[0] not in _VOWELS and not letters.startswith("y"):
        letters = letters[1:]
    return letters.lstrip("".join(_VOWELS) + "y")


def _onset(letters: str) -> str:
    for k, letter in enumerate(letters):
        if letter in _VOWELS and not (letter == "y" and k == 0):
            return letters[:k]
    return letters
