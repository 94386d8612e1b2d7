"""Voices that are not ours: other synthesisers' answers, with their own truth."""

import json
from functools import cache
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mit_trainer import places
from mit_trainer.capture.take import Sound, Take
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from tests.voices import tune

FOLDER = Path(__file__).parent.parent / "data" / "takes"
TAKES = sorted(FOLDER.glob("*.flac"))
CENTS, NEAR_S = 20.0, 0.05


def truth_of(path: Path) -> dict[str, Any]:
    """Read what was really said."""
    return dict(json.loads(path.with_suffix(".json").read_text("utf-8")))


@cache
def graded(path: Path) -> Grade:
    """Judge one recording by the shipped rubric."""
    samples, rate_hz = soundfile.read(path, dtype="float32")
    truth = truth_of(path)
    return grade_take(
        Take(Sound(samples, rate_hz), 0.0),
        tune(truth["notation"]),
        Manner(truth["manner"]),
        None,
        nan,
        prompt_heard=False,
        rubric=default_rubric(places.RUBRICS),
    )


def test_the_folder_holds_both_manners() -> None:
    """Four intoned and three spoken answers, each with its truth beside it."""
    manners = [truth_of(path)["manner"] for path in TAKES]

    assert (manners.count("intoned"), manners.count("spoken")) == (4, 3)


@pytest.mark.parametrize("path", TAKES, ids=lambda path: path.stem)
def test_every_syllable_is_counted(path: Path) -> None:
    """As many as the phrase has, and none too many."""
    found = graded(path)

    assert found.syllables_found == len(truth_of(path)["syllables"])
    assert found.extra_syllables == 0


@pytest.mark.parametrize("path", TAKES, ids=lambda path: path.stem)
def test_tones_are_the_ones_that_were_set(path: Path) -> None:
    """Every intoned syllable within 20 cents."""
    for heard, true in zip(graded(path).syllables, truth_of(path)["syllables"], strict=True):
        if true["f0_hz"] is not None:
            assert abs(1200.0 * np.log2(heard.f0_hz / true["f0_hz"])) < CENTS


def test_nearly_all_vowels_start_where_they_did() -> None:
    """At least 90 % of all vowel starts within 50 ms."""
    near = [
        abs(heard.onset_s - true["onset_s"]) < NEAR_S
        for path in TAKES
        for heard, true in zip(graded(path).syllables, truth_of(path)["syllables"], strict=True)
    ]

    assert np.mean(near) >= 0.9


@pytest.mark.parametrize("path", TAKES, ids=lambda path: path.stem)
def test_song_and_speech_are_told_apart(path: Path) -> None:
    """Intoned below 0.2 with its melody kept, spoken above 0.4.

    The lowest is a voice that speaks within little more than two semitones.
    """
    found = graded(path)

    if truth_of(path)["manner"] == "intoned":
        assert found.speech_index < 0.2
        assert found.melody.score > 0.95
    else:
        assert found.speech_index > 0.4
