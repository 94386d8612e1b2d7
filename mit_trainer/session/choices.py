"""What was decided for one person, from her settings and from the protocol's own numbers.

A setting that is missing, or that names something which is not there any more, falls
back to the protocol's default: nobody should be kept from practising by a setting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Deck, Phrase
from mit_trainer.prosody.plan import Style
from mit_trainer.prosody.tune import accented, own_tune
from mit_trainer.protocol.variant import Level, Variant
from mit_trainer.session.choosing import fitting

Settings = Mapping[str, str | float | bool]

VARIANT, LEVEL, DECK, VOICE = "variant", "level", "deck", "voice"
TONIC_HZ, SYLLABLES_PER_MIN, SILENCE_S = "tonic_hz", "syllables_per_min", "silence_s"
N_PHRASES = "phrases_per_sitting"
LOW_HZ, HIGH_HZ = "voice_low_hz", "voice_high_hz"
"""Names of the settings that a sitting reads."""

LOWEST_TONIC_HZ, HIGHEST_TONIC_HZ = 70.0, 440.0
"""Between a deep man's and a child's low tone; what lies outside is a slip."""

_TEMPO = (30.0, 240.0)
_VOICE_HZ = (50.0, 1200.0)
_SILENCE = (1.0, 30.0)
_SITTING = (1.0, 200.0)


@dataclass(frozen=True)
class Choices:
    """Everything that a new sitting needs to know; ``n_phrases`` None leaves it to the protocol."""

    variant: Variant
    level: Level
    deck: Deck
    voice: str
    tonic_hz: float
    style: Style
    silence_s: float
    n_phrases: int | None = None
    range_hz: tuple[float, float] | None = None


def choices(
    settings: Settings, variants: Sequence[Variant], decks: Sequence[Deck], voice: str
) -> Choices:
    """Decide; ``voice`` is the one to use when the settings name none.

    Raises `BadInput` when there is no deck or no protocol at all.
    """
    if not variants or not decks:
        raise BadInput("There is no protocol or no deck of phrases; install the trainer again.")
    usual = next((variant for variant in variants if variant.default), variants[0])
    variant = next((v for v in variants if v.id == settings.get(VARIANT)), usual)
    level = next(
        (one for one in variant.levels if one.id == settings.get(LEVEL)), variant.levels[0]
    )
    deck = _deck(settings, variant, level, decks)
    usual_hz = variant.tonic.unknown_hz
    tonic_hz = _number(settings, TONIC_HZ, usual_hz, LOWEST_TONIC_HZ, HIGHEST_TONIC_HZ)
    return Choices(
        variant=variant,
        level=level,
        deck=deck,
        voice=str(settings.get(VOICE) or voice),
        tonic_hz=tonic_hz,
        range_hz=comfortable(settings, tonic_hz),
        style=style(variant, settings),
        silence_s=patience(settings, variant),
        n_phrases=round(_number(settings, N_PHRASES, 0.0, *_SITTING)) or None,
    )


def _deck(settings: Settings, variant: Variant, level: Level, decks: Sequence[Deck]) -> Deck:
    """Find the deck that was chosen, else the first that has phrases for the level."""
    spoken = [deck for deck in decks if speaks(variant, deck)]
    if not spoken:
        raise BadInput(
            f'There is no deck of phrases in a language of the protocol "{variant.name}" '
            f"({', '.join(variant.languages)}); choose another protocol."
        )
    good = [deck for deck in spoken if fitting(deck, level)] or spoken
    return next((deck for deck in spoken if deck.id == settings.get(DECK)), good[0])


def speaks(variant: Variant, deck: Deck) -> bool:
    """Whether a protocol is made for the language of a deck."""
    return not variant.languages or deck.language in variant.languages


def accented_all(variant: Variant, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Give phrases the accents of the protocol."""
    return tuple(accented(phrase, variant.style) for phrase in phrases)


def tunes(variant: Variant, phrases: tuple[Phrase, ...]) -> dict[str, tuple[float, ...]]:
    """Give the tunes of the phrases that have one of their own, by their ids."""
    own = {str(phrase.id): own_tune(phrase, variant.style) for phrase in phrases}
    return {name: tune_st for name, tune_st in own.items() if tune_st is not None}


def style(variant: Variant, settings: Settings) -> Style:
    """Give the protocol's style at this person's tempo."""
    row = variant.style
    return Style(
        high_st=row.high_st,
        syllables_per_min=_number(settings, SYLLABLES_PER_MIN, row.syllables_per_min, *_TEMPO),
        stressed_length=row.stressed_length,
        stressed_gain_db=row.stressed_gain_db,
    )


def patience(settings: Settings, variant: Variant) -> float:
    """How much silence ends this person's answer, in seconds."""
    return _number(settings, SILENCE_S, variant.patience.silence_s, *_SILENCE)


def comfortable(settings: Settings, tonic_hz: float) -> tuple[float, float] | None:
    """Give the range that no prompt leaves; None when it is not known.

    A low tone outside of it was chosen by hand, and that counts for more.
    """
    low_hz, high_hz = (_number(settings, name, 0.0, *_VOICE_HZ) for name in (LOW_HZ, HIGH_HZ))
    return (low_hz, high_hz) if 0.0 < low_hz <= tonic_hz < high_hz else None


def style_numbers(style: Style) -> dict[str, float]:
    """Give the style as the record keeps it."""
    return asdict(style)


def _number(settings: Settings, name: str, usual: float, least: float, most: float) -> float:
    """Give a setting that is a number within reason, else the usual one."""
    value = settings.get(name)
    if isinstance(value, bool) or not isinstance(value, float | int):
        return usual
    return float(value) if least <= value <= most else usual
