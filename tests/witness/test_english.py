"""The recogniser hears which syllables of a known phrase were said, and when."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mit_trainer.analysis.prepare import prepared
from mit_trainer.capture.take import Sound
from mit_trainer.phrase.model import Phrase
from mit_trainer.units import Floats
from mit_trainer.witness import english
from tests.voices import tune

pytest.importorskip("pocketsphinx")

FOLDER = Path(__file__).parent.parent / "data" / "takes"


def recording(name: str) -> tuple[Floats, Phrase, dict[str, Any]]:
    """Read one answer of another voice, its phrase and the truth."""
    truth = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    samples, rate_hz = soundfile.read(FOLDER / f"{name}.flac", dtype="float32")
    return prepared(Sound(samples, rate_hz)), tune(truth["notation"]).phrase, truth


@pytest.mark.parametrize(
    "name", ["i-want-coffee.slt.intoned", "i-feel-much-better.slt.spoken"]
)  # fmt: skip
def test_vowels_start_when_it_says(name: str) -> None:
    """Each syllable once and in order, three in four within 50 ms of the truth."""
    samples, phrase, truth = recording(name)
    found = english.hear(samples, phrase)

    assert found is not None
    assert found.index == tuple(range(len(truth["syllables"])))
    true_s = np.array([syllable["onset_s"] for syllable in truth["syllables"]])
    assert np.mean(np.abs(np.array(found.t_s) - true_s) < 0.05) >= 0.75


def test_a_syllable_left_out_is_missed() -> None:
    """With "much" cut out of "I feel much better" the third is not in the testimony."""
    samples, phrase, truth = recording("i-feel-much-better.slt.spoken")
    start_s, end_s = truth["syllables"][1]["end_s"] + 0.06, truth["syllables"][3]["onset_s"] - 0.05
    cut = np.concatenate((samples[: round(start_s * 16000)], samples[round(end_s * 16000) :]))
    found = english.hear(cut, phrase)

    assert found is not None
    assert 2 not in found.index


def test_the_same_sound_gives_the_same_testimony() -> None:
    """Asked twice, with another phrase between, it says the same."""
    samples, phrase, _ = recording("i-want-coffee.slt.intoned")
    other, another, _ = recording("i-feel-much-better.slt.spoken")
    first = english.hear(samples, phrase)
    english.hear(other, another)

    assert english.hear(samples, phrase) == first


@pytest.mark.parametrize(
    ("language", "notation"), [("es", "i want COF-fee"), ("en", "i want XQ-zv")]
)
def test_it_does_not_speak_of_what_it_does_not_know(language: str, notation: str) -> None:
    """Another language, or a word that no dictionary has."""
    samples, _, _ = recording("i-want-coffee.slt.intoned")

    assert english.hear(samples, replace(tune(notation).phrase, language=language)) is None


def test_without_the_extra_there_is_no_testimony(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pocketsphinx is not installed nobody is asked, and nothing breaks."""
    samples, phrase, _ = recording("i-want-coffee.slt.intoned")
    monkeypatch.setattr(english, "find_spec", lambda _: None)

    assert english.hear(samples, phrase) is None
