"""Letters tell where a voice breaks and where it hisses."""

import pytest

from mit_trainer.analysis.spelling import (
    begins_anew,
    breaks_voice,
    glides_in,
    hisses,
    plain,
    runs_on,
)


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("I", "want", False),
        ("want", "cof", True),
        ("cof", "fee", True),
        ("go", "a", False),
        ("you", "me", False),
        ("thank", "you", True),
        ("ma", "ña", False),
        ("o", "you", False),
    ],
)
def test_voiceless_letters_between_two_vowels_break_the_voice(
    before: str, after: str, broken: bool
) -> None:
    """Only the letters between the two vowels count."""
    assert breaks_voice(before, after) is broken


@pytest.mark.parametrize(("text", "sharp"), [("see", True), ("chat", True), ("ça", True)])
def test_sharp_beginnings_hiss(text: str, sharp: bool) -> None:
    """The sounds s, sh, ch and their kin."""
    assert hisses(text) is sharp
    assert not hisses("me")


def test_accents_and_marks_do_not_matter() -> None:
    """A syllable is read by its letters."""
    assert plain("Día's!") == "dias"


@pytest.mark.parametrize("text", ["let", "plea", "qui", "yes", "want"])
def test_sounding_consonants_lead_into_the_vowel(text: str) -> None:
    """Alone or after another consonant."""
    assert glides_in(text)
    assert not glides_in("cof")
    assert not glides_in("at")


def test_a_voice_begins_anew_after_silence_or_a_voiceless_sound() -> None:
    """The first syllable, unless a sounding consonant leads in, and any after a break."""
    assert begins_anew("", "I")
    assert begins_anew("", "cof")
    assert not begins_anew("", "me")
    assert begins_anew("want", "a")
    assert not begins_anew("go", "a")


@pytest.mark.parametrize(("before", "after"), [("I", "am"), ("how", "are"), ("ti", "a")])
def test_a_vowel_may_run_on_into_the_next(before: str, after: str) -> None:
    """Letters that are hardly heard at an end, as in "how", keep nothing apart."""
    assert runs_on(before, after)
    assert not runs_on("want", "a")
    assert not runs_on(before, "me")
