"""The protocol meant at the shell."""

import pytest

from mit_trainer.commands.protocols import guess_note, protocol, tune
from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import find
from mit_trainer.places import VARIANTS
from mit_trainer.protocol.reader import default_variant, read_variants


def test_the_default_is_the_one_whose_file_says_so() -> None:
    """Without a name the protocol is the one that declares itself the default."""
    assert protocol(None) == default_variant(VARIANTS)


def test_an_id_or_its_beginning_is_enough() -> None:
    """Every shipped protocol is found by its whole id; a beginning shared by none is refused."""
    for variant in read_variants(VARIANTS):
        assert protocol(variant.id) == variant
    assert protocol(default_variant(VARIANTS).id[:-1]).id.startswith(
        default_variant(VARIANTS).id[:-1]
    )
    with pytest.raises(BadInput, match="choose from"):
        protocol("nothing-of-the-kind")


def test_numbers_come_from_the_protocol_unless_asked_otherwise() -> None:
    """Style and low tone are the file's; --tonic and --tempo take their place."""
    variant = default_variant(VARIANTS)
    found = find("good morning")
    usual = tune(found, variant, None)
    assert usual.tonic_hz == variant.tonic.unknown_hz
    assert usual.syllables[1].pitch_st == variant.style.high_st
    asked = tune(found, variant, 123.0, 120.0)
    assert asked.tonic_hz == 123.0
    assert asked.syllables[1].onset_s == pytest.approx(0.5)


@pytest.mark.parametrize("tempo", [0.0, -60.0, 1e9, float("inf"), float("nan")])
def test_a_tempo_nobody_can_follow_is_refused(tempo: float) -> None:
    """Zero, negative, endless and no number are refused with the range."""
    with pytest.raises(BadInput, match="--tempo goes from 20 to 240"):
        tune(find("good morning"), default_variant(VARIANTS), None, tempo)


def test_only_guesses_have_a_note() -> None:
    """A phrase of known words has no note."""
    assert guess_note(find("good morning")) is None
    assert "Kyriakos" in (guess_note(find("call Kyriakos")) or "")
