"""Who speaks the phrases that no shipped voice has recorded."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from mit_trainer.phrase.find import find
from mit_trainer.places import AUDIO
from mit_trainer.prompt.recordings import read_voice
from mit_trainer.wiring.saying import say


def test_the_recording_of_a_deck_comes_before_the_computer(tmp_path: Path) -> None:
    """A recorded phrase is heard as it was recorded, with a mark for each syllable."""
    voice = read_voice(AUDIO, "en", "clb")
    phrase = find("more water").phrase
    assert voice is not None
    recorded = voice.find(phrase)
    assert recorded is not None
    path = tmp_path / "more-water.flac"
    soundfile.write(path, recorded.sound.samples, recorded.sound.rate_hz)
    own = say(replace(phrase, recording=str(path)))
    assert own is not None
    assert len(own.marks) == len(phrase.syllables)
    longer, shorter = recorded.sound.samples, own.sound.samples
    assert own.sound.rate_hz == recorded.sound.rate_hz
    places = [k for k in range(longer.size - shorter.size + 1) if longer[k] == shorter[0]]
    close = [np.abs(longer[k : k + shorter.size] - shorter).max() for k in places]
    assert min(close, default=1.0) < 1e-3


def test_a_recording_that_cannot_be_used_does_not_silence_the_phrase(tmp_path: Path) -> None:
    """A file that is gone, and one of another phrase: the computer speaks instead."""
    phrase = find("more water").phrase
    computers = say(phrase)
    gone = say(replace(phrase, recording=str(tmp_path / "gone.flac")))
    assert computers is not None
    assert gone is not None
    assert np.array_equal(gone.sound.samples, computers.sound.samples)
