"""A deck in the making: phrases that come from a table or from files, written as a deck.

What a therapist leaves out is filled in: syllables and stress by the rules of the language,
the level by the number of syllables, and "What did you say?" for a missing probe question.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck_shape import FUNCTIONS, ITEM_SETS, DeckHead, mend, unfit
from mit_trainer.phrase.dividing import divide_text
from mit_trainer.phrase.notation import read_notation, write_notation
from mit_trainer.phrase.words import spaced
from mit_trainer.places import VARIANTS
from mit_trainer.protocol.reader import default_variant
from mit_trainer.protocol.variant import Variant

_PROBES = {
    "en": "What did you say?",
    "es": "¿Qué dijo usted?",
    "fr": "Qu'avez-vous dit\u00a0?",
    "de": "Was haben Sie gesagt?",
}


@dataclass(frozen=True)
class DraftHead:
    """What stands above the first phrase."""

    name: str
    author: str
    licence: str
    language: str
    version: str = "1.0.0"


@dataclass(frozen=True)
class Draft:
    """One phrase as it was given; what is empty is filled in."""

    text: str
    notation: str = ""
    probe: str = ""
    probe_notation: str = ""
    picture: str = ""
    picture_source: str = ""
    level: str = ""
    item_set: str = ""
    function: str = ""
    formulaic: str = ""


def slug(text: str) -> str:
    """Make an id of a text: small plain letters, figures and single hyphens."""
    apart = unicodedata.normalize("NFKD", text.replace("ß", "ss").lower())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    plain = plain.replace("œ", "oe").replace("æ", "ae").replace("ø", "o")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def written_head(head: DraftHead) -> str:
    """Write the beginning of a deck file; `BadInput` says what is not right in it."""
    _, complaints = mend(vars(head), DeckHead)
    if complaints:
        raise BadInput(f"The deck cannot be named so: {complaints[0][1]}")
    rows = {"name": head.name, "author": head.author, "licence": head.licence}
    rows |= {"version": head.version, "language": head.language}
    return "".join(f"{key} = {_quoted(value)}\n" for key, value in rows.items())


def written(draft: Draft, identity: str, language: str) -> str:
    """Write one phrase as a table of a deck file; `BadInput` says what is not right in it."""
    text = spaced(draft.text)
    probe = spaced(draft.probe or _PROBES.get(language, ""))
    if not probe:
        raise BadInput(f'"{text}" has no probe question; give one.')
    for one in (text, probe):
        trouble = unfit(one)
        if trouble:
            raise BadInput(f'"{one[:60]}" {trouble}')
    notation = _notation(text, draft.notation, language)
    rows = {
        "id": identity,
        "text": text,
        "notation": notation,
        "probe": probe,
        "probe_notation": _notation(probe, draft.probe_notation, language),
        "picture": draft.picture,
        "picture_source": draft.picture_source or ("private" if draft.picture else ""),
        "level": _level(draft.level, len(read_notation(notation, text))),
        "item_set": _one_of(draft.item_set, ITEM_SETS, ITEM_SETS[0], "set"),
        "function": _one_of(draft.function, FUNCTIONS, FUNCTIONS[0], "function"),
    }
    lines = [f"{key} = {_quoted(value)}\n" for key, value in rows.items() if value]
    return "\n[[phrase]]\n" + "".join(lines) + f"formulaic = {_yes_or_no(draft.formulaic)}\n"


def _notation(text: str, given: str, language: str) -> str:
    """Take the therapist's notation, which is final, or divide the text."""
    if not given.strip():
        return write_notation(divide_text(text, language).syllables)
    read_notation(given, text)
    return " ".join(given.split())


def _level(given: str, n_syllables: int) -> str:
    if given.strip():
        return slug(given)
    return _usual_protocol().level_for(n_syllables).id


@lru_cache(maxsize=1)
def _usual_protocol() -> Variant:
    return default_variant(VARIANTS)


def _one_of(given: str, known: tuple[str, ...], usual: str, what: str) -> str:
    plain = slug(given)
    if plain and plain not in known:
        raise BadInput(f'"{given}" is no {what}; write {", ".join(known)} or leave it empty.')
    return plain or usual


def _yes_or_no(given: str) -> str:
    plain = given.strip().lower()
    if plain in ("", "no", "n", "false", "0", "nein", "non"):
        return "false"
    if plain in ("yes", "y", "true", "1", "x", "ja", "oui", "sí", "si"):
        return "true"
    raise BadInput(f'"{given}" does not say whether the phrase is a set one; write yes or no.')


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
