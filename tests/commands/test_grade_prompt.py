"""A prompt that the microphone heard too is told to ``grade``, and is not graded."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mit_trainer.__main__ import main
from mit_trainer.simulated.voice import Singer
from tests.voices import BED, RATE_HZ, answer

Captured = pytest.CaptureFixture[str]
MODEL = answer(BED, seed=7).sound.samples
VOICE = answer(BED, singer=Singer(tonic_hz=150.0, formant_scale=1.1), seed=3).sound.samples


@pytest.mark.parametrize(("bleed", "measured"), [(0.0, True), (1.0, False)])
def test_what_lies_under_the_prompt_is_not_measured(
    tmp_path: Path, capsys: Captured, bleed: float, measured: bool
) -> None:
    """The same answer in unison: with headphones it is measured, with a loudspeaker not."""
    late = np.pad(MODEL, (int(0.1 * RATE_HZ), 0))[: VOICE.size]
    both = VOICE.copy()
    both[: late.size] += bleed * late
    response, prompt = tmp_path / "response.wav", tmp_path / "prompt.wav"
    soundfile.write(response, both, RATE_HZ, subtype="FLOAT")
    soundfile.write(prompt, MODEL, RATE_HZ, subtype="FLOAT")
    words = ["grade", str(response), "--phrase", "GO to BED", "--prompt", str(prompt), "--json"]

    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["measurable"]["pitch"] is measured
    assert (found["melody"]["score"] is not None) is measured


def test_a_prompt_that_is_not_there_is_named(tmp_path: Path, capsys: Captured) -> None:
    """One sentence, status 2."""
    response = tmp_path / "response.wav"
    soundfile.write(response, VOICE, RATE_HZ, subtype="FLOAT")

    assert main(["grade", str(response), "--phrase", "GO to BED", "--prompt", "gone.wav"]) == 2
    assert "gone.wav" in capsys.readouterr().err
