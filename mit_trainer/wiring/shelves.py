"""What is shipped: decks, protocols, voices, and the numbers of the recording room."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from mit_trainer import places
from mit_trainer.capture.limits import Limits, read_limits
from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import read_decks
from mit_trainer.phrase.own import own_decks
from mit_trainer.places import DataFolder
from mit_trainer.prompt.recordings import Voice, read_voice, voices
from mit_trainer.protocol.reader import default_variant, own_variants, read_variants
from mit_trainer.protocol.variant import Variant
from mit_trainer.session.trainer import Shelves

LANGUAGE = "en"


@lru_cache(maxsize=1)
def shipped_voices() -> tuple[Voice, ...]:
    """Read every voice of the language, a woman's first: most voices at home are hers."""
    read = (read_voice(places.AUDIO, LANGUAGE, name) for name in voices(places.AUDIO, LANGUAGE))
    found = sorted((one for one in read if one is not None), key=lambda one: one.sex != "female")
    if not found:
        raise BadInput(f"There is no voice in {places.AUDIO}; install the trainer again.")
    return tuple(found)


def variants(folder: DataFolder) -> tuple[tuple[Variant, ...], tuple[str, ...]]:
    """Read the shipped protocols and the user's own, with a sentence about each bad file."""
    shipped = read_variants(places.VARIANTS)
    own, sentences = own_variants(folder.protocols, shipped)
    return (*shipped, *own), sentences


def shelves(
    known: tuple[Variant, ...] | None = None,
    language: str = LANGUAGE,
    own: Path | None = None,
) -> Shelves:
    """Read the decks of a language and the shipped protocols, unless others are ``known``.

    ``own`` is the folder of the decks that a person has added; they come after the shipped.
    """
    added = own_decks(own, language)[0] if own is not None else ()
    return Shelves(
        decks=(*read_decks(places.PHRASES, language), *added),
        variants=known or read_variants(places.VARIANTS),
        voice=shipped_voices()[0].name,
    )


def usual_tonic_hz() -> float:
    """Give the low tone for somebody of whom nothing is known."""
    return default_variant(places.VARIANTS).tonic.unknown_hz


def limits() -> Limits:
    """Read the numbers of the recording room."""
    return read_limits(places.ANSWER)


def instructions() -> Callable[[str, str], Sound | None]:
    """Give the spoken instructions: by voice and key, each read once."""
    by_name = {voice.name: voice for voice in shipped_voices()}

    @lru_cache(maxsize=64)
    def say(voice: str, key: str) -> Sound | None:
        speaker = by_name.get(voice)
        return speaker.instruction(key) if speaker else None

    return say
