"""Settings that help, and settings that must not keep anybody from practising."""

from dataclasses import replace

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.session.choices import Settings, choices, patience, style_numbers
from tests.session.rig import CLASSIC, HELLO, THREE_LEVELS, deck, phrase

DECKS = (deck(HELLO), replace(deck(HELLO, phrase("LA")), id="second"))
VARIANTS = (THREE_LEVELS, CLASSIC)


def test_without_settings_the_protocols_own_numbers_count() -> None:
    """The default protocol, its first level, a deck that fits, a tone for everybody."""
    chose = choices({}, VARIANTS, DECKS, "bdl")

    assert (chose.variant.id, chose.level.id, chose.deck.id) == (
        "classic-mit",
        "elementary",
        "table",
    )
    assert (chose.voice, chose.tonic_hz, chose.silence_s) == ("bdl", 180.0, 4.0)
    assert style_numbers(chose.style) == {
        "high_st": 3.0,
        "syllables_per_min": 60.0,
        "stressed_length": 1.25,
        "stressed_gain_db": 3.0,
    }


def test_settings_count() -> None:
    """Each one that a sitting reads."""
    settings: Settings = {
        "variant": "three-levels",
        "level": "advanced",
        "deck": "second",
        "voice": "clb",
        "tonic_hz": 220.0,
        "syllables_per_min": 50,
        "silence_s": 6.0,
    }
    chose = choices(settings, VARIANTS, DECKS, "bdl")

    assert (chose.variant.id, chose.level.id) == ("three-levels", "advanced")
    assert (chose.deck.id, chose.voice, chose.tonic_hz) == ("second", "clb", 220.0)
    assert (chose.style.syllables_per_min, chose.silence_s) == (50.0, 6.0)


@pytest.mark.parametrize(
    "bad",
    [
        {"variant": "gone", "level": "gone", "deck": "gone"},
        {"tonic_hz": 5000.0, "silence_s": 0.0, "syllables_per_min": -1.0},
        {"tonic_hz": "high", "silence_s": True, "voice": ""},
        {"tonic_hz": float("nan"), "silence_s": float("inf")},
    ],
)
def test_a_setting_that_is_out_of_reason_falls_back(bad: Settings) -> None:
    """Nobody is kept from practising by a setting."""
    assert choices(bad, VARIANTS, DECKS, "bdl") == choices({}, VARIANTS, DECKS, "bdl")
    assert patience(bad, CLASSIC) == 4.0


def test_a_deck_that_fits_the_level_is_preferred() -> None:
    """The first deck may be for another level."""
    other = replace(deck(phrase("LA", level="advanced")), id="other")
    assert choices({}, VARIANTS, (other, *DECKS), "bdl").deck.id == "table"


def test_without_decks_there_is_nothing_to_practise() -> None:
    """Said in one sentence."""
    with pytest.raises(BadInput, match="install the trainer again"):
        choices({}, VARIANTS, (), "bdl")


def test_prompts_stay_in_the_range_that_was_found() -> None:
    """A range counts while the low tone lies in it; one moved out by hand, or a slip, does not."""
    found: dict[str, str | float | bool] = {"voice_low_hz": 150.0, "voice_high_hz": 260.0}
    assert choices({**found, "tonic_hz": 170.0}, VARIANTS, DECKS, "bdl").range_hz == (150.0, 260.0)
    for slip in ({"tonic_hz": 120.0}, {"voice_high_hz": 10.0}, {"voice_low_hz": "low"}):
        settings = {**found, "tonic_hz": 170.0, **slip}
        assert choices(settings, VARIANTS, DECKS, "bdl").range_hz is None
    assert choices({}, VARIANTS, DECKS, "bdl").range_hz is None
