"""The computer's voice: speech where there is a program for it, and nothing else otherwise."""

import shutil

import pytest

from mit_trainer.prompt.computer_voice import computer_voice

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no espeak-ng here")


@needs_espeak
def test_speaks_many_languages() -> None:
    """A phrase of four languages lasts as long as a phrase does."""
    said = {
        "en": "I want coffee",
        "es": "Quiero un café",
        "fr": "Je veux du café",
        "de": "Ich möchte Kaffee",
    }
    for language, text in said.items():
        sound = computer_voice(text, language)
        assert sound is not None
        assert 0.5 < sound.duration_s < 3.0


@needs_espeak
def test_what_cannot_be_said_is_none() -> None:
    """No text, a text as long as a page and a language that nobody speaks give no sound."""
    assert computer_voice("", "en") is None
    assert computer_voice("tea " * 200, "en") is None
    assert computer_voice("tea", "qqq") is None


def test_without_the_program_there_is_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where espeak-ng is missing the answer is None."""
    monkeypatch.setenv("PATH", "")
    assert computer_voice("I want tea", "en") is None
