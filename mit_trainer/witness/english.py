"""Asks an English recogniser which syllables of a known phrase were said, and when.

The phrase is laid out as a path on which each syllable may be left out or said again;
the recogniser finds the likeliest way through it.

Conventions
-----------
Times are seconds from the first sample; a syllable's time is the start of its vowel.
The same sound and phrase always give the same testimony.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from mit_trainer.phrase.model import Phrase
from mit_trainer.units import Floats
from mit_trainer.witness.frames import frames
from mit_trainer.witness.sounds import Sounds, syllable_sounds

_LANGUAGE = "en"
_LEFT_OUT = 1e-8  # likelihood beside one of a syllable said; with the sounds' own weight
_AGAIN = 1e-6
_AGAIN_BARE = 1e-20  # a drawn-out vowel is not said again
_BEAM, _WORD_BEAM = 1e-60, 1e-50  # wider than for speech: a sung vowel fits badly
_MOST_VARIANTS = 5  # of a word in the dictionary


@dataclass(frozen=True)
class Statement:
    """What the witness heard, in order: the planned syllable, and when its vowel started.

    An index comes twice when the syllable was said twice.
    """

    index: tuple[int, ...]
    t_s: tuple[float, ...]


def available() -> bool:
    """Whether the witness is installed."""
    return find_spec("pocketsphinx") is not None


def hear(samples: Floats, phrase: Phrase) -> Statement | None:
    """Listen to an answer at 16 kHz.

    None when the witness cannot tell: another language, a word it does not know, nothing
    to hear, or the extra is not installed.
    """
    if phrase.language != _LANGUAGE or not available():
        return None
    decoder = _decoder()
    sounds = syllable_sounds(phrase, _look_up)
    heard = frames(samples)
    if sounds is None or heard is None:
        return None
    path, meaning = _path(sounds)
    grammar = decoder.create_fsg("phrase", 0, len(sounds), path)
    decoder.add_fsg("phrase", grammar)
    decoder.activate_search("phrase")
    decoder.start_utt()
    decoder.process_cep(heard.cepstra.tobytes(), False, True)
    decoder.end_utt()
    if decoder.hyp() is None:
        return None
    said = [
        (meaning[one.word], float(heard.t_s[min(one.start_frame, heard.t_s.size - 1)]))
        for one in decoder.seg()
        if one.word in meaning
    ]
    return Statement(tuple(k for k, _ in said), tuple(t_s for _, t_s in said))


@cache
def _decoder() -> Any:
    from pocketsphinx import Decoder

    return Decoder(
        lm=None, loglevel="FATAL", bestpath=False, lw=1.0,
        beam=_BEAM, pbeam=_BEAM, wbeam=_WORD_BEAM,
    )  # fmt: skip


@cache
def _look_up(word: str) -> tuple[tuple[str, ...], ...]:
    names = [word, *(f"{word}({n})" for n in range(2, _MOST_VARIANTS + 1))]
    found = (_decoder().lookup_word(name) for name in names)
    return tuple(tuple(sounds.split()) for sounds in found if sounds)


@cache
def _word(sounds: tuple[str, ...], index: int) -> str:
    """Teach the recogniser a piece of a syllable as a word of its own."""
    name = f"{index}.{'.'.join(sounds).lower()}"
    _decoder().add_word(name, " ".join(sounds), False)
    return name


def _path(
    syllables: tuple[tuple[Sounds, ...], ...],
) -> tuple[list[tuple[Any, ...]], dict[str, int]]:
    """Arcs of the path, and which pieces are whose vowels.

    State k is before syllable k; between the consonants and the vowel lies a state of its
    own.  Each syllable may be left out by an arc without a word, and said again by a loop
    behind it.
    """
    arcs: list[tuple[Any, ...]] = []
    meaning: dict[str, int] = {}
    between = len(syllables) + 1
    for k, variants in enumerate(syllables):
        arcs.append((k, k + 1, _LEFT_OUT))
        for first, rest in variants:
            vowel = _word(rest, k)
            meaning[vowel] = k
            again = _AGAIN if first else _AGAIN_BARE
            for start, weight in ((k, 1.0 / len(variants)), (k + 1, again)):
                if first:
                    arcs.append((start, between, weight, _word(first, k)))
                    arcs.append((between, k + 1, 1.0, vowel))
                    between += 1
                else:
                    arcs.append((start, k + 1, weight, vowel))
    return arcs, meaning
