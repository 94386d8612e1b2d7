"""Dividing English phrases, against a list made by hand."""

from pathlib import Path

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.notation import plain_text, read_notation, write_notation
from mit_trainer.phrase.syllables import divide_english

TRUTH = Path(__file__).parents[1] / "data" / "phrases" / "english_truth.txt"
PHRASES = [
    line
    for line in TRUTH.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LEAST_RIGHT_STRESS = 0.95


def test_counts_and_stress_of_everyday_phrases() -> None:
    """Every count is right, and stress is right in all but a few phrases of the list."""
    assert len(PHRASES) == 160
    wrong_count, wrong_stress = [], []
    for line in PHRASES:
        truth = [syllable.stress for syllable in read_notation(line)]
        found = divide_english(plain_text(line)).syllables
        if len(found) != len(truth):
            wrong_count.append((line, write_notation(found)))
        elif [syllable.stress for syllable in found] != truth:
            wrong_stress.append((line, write_notation(found)))
    assert wrong_count == []
    assert 1 - len(wrong_stress) / len(PHRASES) >= LEAST_RIGHT_STRESS, wrong_stress


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("it's me", "it's ME"),  # nothing but grammar: the last word goes up
        ("go home", "go HOME"),
        ("please come back soon", "please COME back SOON"),
        ("is it in the garden", "IS it in the GAR-den"),  # never more than three low in a row
        ("call Kyriakos", "CALL Kyr-I-a-kos"),
        ("I need an X-ray", "I NEED an X-ray"),
        ("five o'clock", "FIVE o-CLOCK"),
    ],
)
def test_a_phrase_always_has_a_tune(text: str, notation: str) -> None:
    """Something goes up, something stays low, and no run of low syllables is too long."""
    assert write_notation(divide_english(text).syllables) == notation


def test_guessed_words_are_named() -> None:
    """The words that no dictionary knows come back beside the syllables."""
    assert divide_english("call Kyriakos now").guessed == ("Kyriakos",)
    assert divide_english("call the doctor now").guessed == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no words"),
        ("☕😀", "no words"),
        ("la " * 60, "has 60 syllables"),
        ("la " * 600, "too long"),
        ("I want 2 coffees", "number in figures"),
        ("я хочу кофе", "not an English word"),
        ("קפה בבקשה", "not an English word"),
        ("a" * 100, "not an English word"),
    ],
)
def test_says_what_cannot_be_divided(text: str, sentence: str) -> None:
    """Text without words, in another script or far too long gets a sentence."""
    with pytest.raises(BadInput, match=sentence):
        divide_english(text)
