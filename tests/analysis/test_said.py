"""Phrases spoken by the computer, ready to be sung."""

import shutil

import pytest

from mit_trainer.analysis.said import said
from mit_trainer.phrase.find import find
from mit_trainer.phrase.model import Phrase, PhraseId
from mit_trainer.phrase.notation import read_notation

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no espeak-ng here")


@pytest.mark.parametrize(
    "text", ["I want tea", "Where is my jacket", "My brother is bringing the children"]
)
def test_each_syllable_is_found(text: str) -> None:
    """There is one mark for each syllable, in order, inside the sound."""
    phrase = find(text).phrase
    spoken = said(phrase)
    assert spoken is not None
    starts_s = [mark.vowel_s for mark in spoken.marks]
    assert len(starts_s) == len(phrase.syllables)
    assert starts_s == sorted(starts_s)
    assert spoken.marks[-1].end_s <= spoken.sound.duration_s


def test_what_is_not_said_is_none() -> None:
    """Nine syllables cannot be found in "tea"."""
    phrase = Phrase(PhraseId("test"), "tea", "en", read_notation("a-a-a-a-a-a-a-a-TEA"))
    assert said(phrase) is None
