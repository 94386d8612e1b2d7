"""Facts about the way of a simulated voice to a real microphone."""

from pathlib import Path

import numpy as np
import soundfile

from mit_trainer.capture.take import Sound
from mit_trainer.simulated.air import FileAir


def test_each_answer_is_a_file_that_is_told_with_its_time(tmp_path: Path) -> None:
    """Two answers, two files, samples unchanged, in the order in which they were sung."""
    told: list[tuple[Path, float]] = []
    air = FileAir(tmp_path, lambda path, at_s: told.append((path, at_s)))
    sounds = [
        Sound(np.random.default_rng(k).uniform(-1, 1, 4800).astype(np.float32), 48000)
        for k in range(2)
    ]
    air.sing(sounds[0], 12.5)
    air.sing(sounds[1], 20.0)

    assert [(path.name, at_s) for path, at_s in told] == [
        ("answer-001.wav", 12.5),
        ("answer-002.wav", 20.0),
    ]
    for (path, _), sound in zip(told, sounds, strict=True):
        samples, rate_hz = soundfile.read(path, dtype="float32")
        assert rate_hz == 48000
        np.testing.assert_array_equal(samples, sound.samples)
