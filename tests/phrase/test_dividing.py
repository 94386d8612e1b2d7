"""Dividing text in four languages, against lists made by hand before the rules were run."""

from pathlib import Path

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.dividing import divide_text, divides
from mit_trainer.phrase.notation import read_notation, write_notation

LISTS = Path(__file__).parents[1] / "data" / "phrases"
Pattern = list[bool]


def rows(name: str) -> list[tuple[str, list[Pattern]]]:
    """Read a list: each text with the patterns that are right."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            text, ways = line.split(" | ")
            read = [read_notation(way, text) for way in ways.split(" / ")]
            found.append((text, [[one.stress for one in way] for way in read]))
    return found


@pytest.mark.parametrize(
    ("language", "name", "least", "share"),
    [
        ("en", "english_held_out", 100, 0.98),
        ("es", "spanish_truth", 80, 0.95),
        ("fr", "french_truth", 80, 0.95),
        ("de", "german_truth", 80, 0.95),
    ],
)
def test_count_and_stress_are_those_of_the_list(
    language: str, name: str, least: int, share: float
) -> None:
    """Count and stress are right for 98 % of the English phrases and 95 % of the others."""
    truth = rows(name)
    found = {text: divide_text(text, language).syllables for text, _ in truth}
    wrong = [
        write_notation(found[text])
        for text, ways in truth
        if [one.stress for one in found[text]] not in ways
    ]
    assert len(truth) >= least
    assert 1.0 - len(wrong) / len(truth) >= share, wrong


@pytest.mark.parametrize("language", ["en", "es", "fr", "de"])
@pytest.mark.parametrize("name", ["english_held_out", "spanish_truth", "french_truth"])
def test_text_of_another_language_is_divided_or_refused(language: str, name: str) -> None:
    """Whatever the language of a text, it comes out whole, with a tune, or with a sentence."""
    for text, _ in rows(name)[::6]:
        try:
            found = divide_text(text, language).syllables
        except BadInput:
            continue
        letters = "".join(char for char in text if char.isalpha())
        assert "".join(c for one in found for c in one.text if c.isalpha()) == letters
        assert any(one.stress for one in found)


def test_other_languages_are_not_divided() -> None:
    """A language without rules is refused with the way out: the notation."""
    assert not divides("it")
    with pytest.raises(BadInput, match=r'"it" write the syllables'):
        divide_text("buongiorno", "it")
