"""The protocol meant at the shell, and the tune it gives a phrase."""

import argparse

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import Found
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.reader import default_variant, own_variants, read_variants
from mit_trainer.protocol.variant import Variant

# What a throat and a clock can do; the therapy's own numbers are in the protocol's file.
_TONIC_HZ = (50.0, 600.0)
_TEMPO = (20.0, 240.0)


def add_tune_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments that decide about the tune."""
    parser.add_argument("phrase", help='a text, a notation like "good MOR-ning", or a phrase id')
    parser.add_argument("--language", default="en", help="of the phrase (default: en)")
    parser.add_argument("--protocol", metavar="ID", help="whose style it has")
    parser.add_argument("--tonic", metavar="HZ", type=float, help="the low tone")


def protocol(name: str | None) -> Variant:
    """Find a protocol by its id or the beginning of it; the default one for None."""
    if name is None:
        return default_variant(places.VARIANTS)
    shipped = read_variants(places.VARIANTS)
    known = (*shipped, *own_variants(places.data_folder().protocols, shipped)[0])
    meant = [one for one in known if one.id == name] or [
        one for one in known if name and one.id.startswith(name)
    ]
    if len(meant) != 1:
        names = ", ".join(one.id for one in known)
        raise BadInput(f'There is no one protocol called "{name}"; choose from: {names}.')
    return meant[0]


def tune(
    found: Found, variant: Variant, tonic_hz: float | None, tempo: float | None = None
) -> ProsodyPlan:
    """Give a phrase its tune; numbers that were not asked for come from the protocol."""
    row = variant.style
    style = Style(
        high_st=row.high_st,
        syllables_per_min=_within("--tempo", tempo, _TEMPO) or row.syllables_per_min,
        stressed_length=row.stressed_length,
        stressed_gain_db=row.stressed_gain_db,
    )
    return plan(
        found.phrase, style, _within("--tonic", tonic_hz, _TONIC_HZ) or variant.tonic.unknown_hz
    )


def guess_note(found: Found) -> str | None:
    """Say which words were only guessed, and what to do about it."""
    if not found.guessed:
        return None
    words = ", ".join(f'"{word}"' for word in found.guessed)
    return (
        f"note: the syllables of {words} are a guess; "
        'if they do not fit, write the phrase divided, like "good MOR-ning".'
    )


def _within(name: str, value: float | None, limits: tuple[float, float]) -> float | None:
    low, high = limits
    if value is None or low <= value <= high:
        return value
    raise BadInput(f"{name} goes from {low:g} to {high:g}; {value:g} is outside.")
