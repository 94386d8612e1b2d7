"""The whole measurement, through the real loudspeaker and microphone of the virtual card."""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.sound_card import RATE_HZ, SoundCard

_PATIENCE_S = 150.0


@pytest.fixture
def hiss(tmp_path: Path) -> Path:
    """Have a file with two minutes of a quiet room."""
    path = tmp_path / "room.wav"
    noise = np.random.default_rng(4).normal(0.0, 0.001, 120 * RATE_HZ)
    soundfile.write(path, noise, RATE_HZ, subtype="FLOAT")
    return path


def calibrate(card: SoundCard, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "mit_trainer", "calibrate"],
        env={**card.environment, "MIT_TRAINER_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )


@pytest.mark.parametrize("way_s", [0.005, 0.12])
def test_a_known_way_through_the_air_is_found(
    sound_card: SoundCard, data_folder: Path, hiss: Path, way_s: float
) -> None:
    """A loop of 5 or 120 ms from loudspeaker to microphone is measured within 3 ms.

    On a busy machine the loop itself slips by a whole quantum of 21 ms, so a new one may
    be laid twice.
    """
    kept: dict[str, Any] = {"sound": {"delay_s": float("nan")}, "touch": None}
    for _ in range(3):
        with ExitStack() as stack:
            stack.enter_context(sound_card.playing_into_air(hiss))
            stack.enter_context(sound_card.speaker_to_air(way_s))
            told = calibrate(sound_card, data_folder)
        assert told.returncode in (0, 1), told.stderr
        if told.returncode == 0:
            kept = json.loads((data_folder / "calibrations.json").read_text())[-1]
            if kept["sound"]["delay_s"] == pytest.approx(way_s, abs=0.003):
                break

    assert kept["sound"]["delay_s"] == pytest.approx(way_s, abs=0.003)
    assert kept["sound"]["n_good"] >= 7
    assert kept["touch"] is None


def test_unheard_bursts_are_not_kept(sound_card: SoundCard, data_folder: Path, hiss: Path) -> None:
    """With headphones on, as it were, the command says what to do and keeps nothing."""
    with sound_card.playing_into_air(hiss):
        told = calibrate(sound_card, data_folder)

    assert told.returncode == 1
    assert "0 of 9" in told.stdout
    assert "headphones" in told.stdout
    assert not (data_folder / "calibrations.json").exists()
