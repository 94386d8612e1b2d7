"""What was decided for one person, from her settings and from the protocol's own numbers.

A setting that is missing, or that names something which is not there any more, falls
back to the protocol's default: nobody should be kept from practising by a setting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Deck
from mit_trainer.prosody.plan import Style
from mit_trainer.protocol.variant import Level, Variant

Settings = Mapping[str, str | float | bool]

VARIANT, LEVEL, DECK, VOICE = "variant", "level", "deck", "voice"
TONIC_HZ, SYLLABLES_PER_MIN, SILENCE_S = "tonic_hz", "syllables_per_min", "silence_s"
"""Names of the settings that a sitting reads."""

LOWEST_TONIC_HZ, HIGHEST_TONIC_HZ = 70.0, 440.0
"""Between a deep man's and a child's low tone; what lies outside is a slip."""

_TEMPO = (30.0, 240.0)
_SILENCE = (1.0, 30.0)


@dataclass(frozen=True)
class Choices:
    """Everything that a new sitting needs to know."""

    variant: Variant
    level: Level
    deck: Deck
    voice: str
    tonic_hz: float
    style: Style
    silence_s: float


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
    fitting = [deck for deck in decks if any(p.level == level.id for p in deck.phrases)] or decks
    deck = next((deck for deck in decks if deck.id == settings.get(DECK)), fitting[0])
    usual_hz = variant.tonic.unknown_hz
    return Choices(
        variant=variant,
        level=level,
        deck=deck,
        voice=str(settings.get(VOICE) or voice),
        tonic_hz=_number(settings, TONIC_HZ, usual_hz, LOWEST_TONIC_HZ, HIGHEST_TONIC_HZ),
        style=style(variant, settings),
        silence_s=patience(settings, variant),
    )


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


def style_numbers(style: Style) -> dict[str, float]:
    """Give the style as the record keeps it."""
    return asdict(style)


def _number(settings: Settings, name: str, usual: float, least: float, most: float) -> float:
    """Give a setting that is a number within reason, else the usual one."""
    value = settings.get(name)
    if isinstance(value, bool) or not isinstance(value, float | int):
        return usual
    return float(value) if least <= value <= most else usual
