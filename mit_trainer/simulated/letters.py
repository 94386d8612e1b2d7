"""Roughly which sounds a written syllable stands for.

Enough to make words differ from one another and to give syllables consonants, in any
language written with Latin letters; it is a voice for testing the ear, not a reader.
Vowel resonances are those of Peterson and Barney 1952 (men), rounded.
"""

import unicodedata
from dataclasses import dataclass

Formants = tuple[float, float, float]


@dataclass(frozen=True)
class Consonant:
    """One consonant.

    Attributes
    ----------
    length_s : in a slow, clear voice
    voice_db : level of the voice while it lasts, -inf when voiceless
    formants_hz : resonances while the voice sounds
    noise_db : level of its noise, -inf when there is none
    noise_hz, noise_width_hz : where the noise lies
    burst : silent first, then the noise as a short burst
    """

    length_s: float
    voice_db: float = float("-inf")
    formants_hz: Formants = (400.0, 1400.0, 2500.0)
    noise_db: float = float("-inf")
    noise_hz: float = 3000.0
    noise_width_hz: float = 1500.0
    burst: bool = False


_VOWELS: dict[str, tuple[Formants, ...]] = {}
_PLAIN: dict[str, Formants] = {
    "a": (730.0, 1090.0, 2440.0),
    "e": (530.0, 1840.0, 2480.0),
    "i": (300.0, 2290.0, 3010.0),
    "o": (570.0, 840.0, 2410.0),
    "u": (300.0, 870.0, 2240.0),
    "y": (390.0, 1990.0, 2550.0),
}
for _letter, _formants in _PLAIN.items():
    _VOWELS[_letter] = (_formants,)
for _pair, _path in {
    "ee": "i", "ea": "i", "ie": "i", "oo": "u", "ou": "au", "ow": "au", "ai": "ei",
    "ay": "ei", "ei": "ai", "ey": "ei", "oi": "oi", "oy": "oi", "oa": "o", "au": "o",
    "aw": "o", "eu": "oi", "ue": "u", "ui": "ui",
}.items():  # fmt: skip
    _VOWELS[_pair] = tuple(_PLAIN[letter] for letter in _path)

_SILENT = float("-inf")
_CONSONANTS: dict[str, Consonant] = {
    "p": Consonant(0.11, noise_db=-14.0, noise_hz=900.0, noise_width_hz=700.0, burst=True),
    "t": Consonant(0.11, noise_db=-10.0, noise_hz=4200.0, noise_width_hz=1800.0, burst=True),
    "k": Consonant(0.12, noise_db=-10.0, noise_hz=1900.0, noise_width_hz=700.0, burst=True),
    "b": Consonant(0.08, -22.0, (220.0, 900.0, 2300.0), -26.0, 800.0, 600.0, burst=True),
    "d": Consonant(0.08, -22.0, (220.0, 1700.0, 2600.0), -22.0, 3800.0, 1500.0, burst=True),
    "g": Consonant(0.09, -22.0, (220.0, 1900.0, 2200.0), -22.0, 1800.0, 600.0, burst=True),
    "f": Consonant(0.12, noise_db=-30.0, noise_hz=6000.0, noise_width_hz=4000.0),
    "s": Consonant(0.14, noise_db=-14.0, noise_hz=6000.0, noise_width_hz=1800.0),
    "S": Consonant(0.14, noise_db=-14.0, noise_hz=3200.0, noise_width_hz=1300.0),
    "h": Consonant(0.08, noise_db=-28.0, noise_hz=1600.0, noise_width_hz=1500.0),
    "v": Consonant(0.08, -16.0, (260.0, 1100.0, 2300.0), -34.0, 5500.0, 4000.0),
    "z": Consonant(0.10, -16.0, (260.0, 1500.0, 2500.0), -24.0, 6000.0, 1800.0),
    "m": Consonant(0.09, -10.0, (250.0, 1050.0, 2200.0)),
    "n": Consonant(0.08, -10.0, (270.0, 1450.0, 2350.0)),
    "l": Consonant(0.08, -7.0, (360.0, 1250.0, 2750.0)),
    "r": Consonant(0.08, -7.0, (380.0, 1150.0, 1600.0)),
    "w": Consonant(0.08, -8.0, (300.0, 650.0, 2200.0)),
    "j": Consonant(0.08, -8.0, (280.0, 2200.0, 2950.0)),
}
_SPELT = {
    "sch": "S", "tch": "tS", "sh": "S", "ch": "tS", "th": "f", "ph": "f", "ck": "k", "qu": "kw",
    "ng": "n", "wh": "w", "c": "k", "q": "k", "x": "ks", "y": "j", "j": "dS", "ß": "s", "ñ": "nj",
}  # fmt: skip

HUM: Formants = (250.0, 1050.0, 2200.0)
"""Resonances of a closed mouth."""


@dataclass(frozen=True)
class Spelling:
    """One syllable as sounds: consonants, the path of its vowel, consonants."""

    onset: tuple[Consonant, ...]
    vowel: tuple[Formants, ...]
    coda: tuple[Consonant, ...]


def spell(text: str) -> Spelling:
    """Sounds of a written syllable; one without a vowel letter gets a neutral vowel."""
    folded = unicodedata.normalize("NFD", text.lower().replace("ñ", "nj"))
    letters = "".join(c for c in folded if c.isalpha())
    if letters == "i":
        return Spelling((), (_PLAIN["a"], _PLAIN["i"]), ())
    start = next((k for k, c in enumerate(letters) if c in "aeiou"), -1)
    if start < 0:
        start = letters.find("y")
    if start < 0:
        return Spelling(_consonants(letters), ((500.0, 1500.0, 2500.0),), ())
    width = 2 if letters[start : start + 2] in _VOWELS else 1
    coda = letters[start + width :]
    if len(coda) > 1 and coda.endswith("e"):  # a silent last letter, as in "like"
        coda = coda[:-1]
    return Spelling(
        _consonants(letters[:start]), _VOWELS[letters[start : start + width]], _consonants(coda)
    )


def _consonants(letters: str) -> tuple[Consonant, ...]:
    found: list[Consonant] = []
    at = 0
    while at < len(letters):
        for width in (3, 2, 1):
            piece = letters[at : at + width]
            sounds = _SPELT.get(piece, piece if piece in _CONSONANTS else "")
            if sounds and len(piece) == width:
                break
        names = [sound for sound in sounds if sound in _CONSONANTS]
        if not (found and names and _CONSONANTS[names[0]] == found[-1]):  # "ff" is one sound
            found.extend(_CONSONANTS[name] for name in names)
        at += width
    return tuple(found)
