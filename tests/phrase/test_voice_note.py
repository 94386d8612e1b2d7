"""A recording of a deck, written anew."""

import io

import numpy as np
import pytest
import soundfile

from mit_trainer.errors import BadInput
from mit_trainer.phrase.voice_note import flac

RATE_HZ = 16_000


def wav(samples: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bytes:
    """Write samples as a WAV."""
    made = io.BytesIO()
    soundfile.write(made, samples, RATE_HZ, format="WAV")
    return made.getvalue()


def test_two_channels_become_one() -> None:
    """The sound stays, as the mean of its channels, at its own rate."""
    tone = 0.5 * np.sin(2 * np.pi * 200 * np.arange(RATE_HZ) / RATE_HZ)
    samples, rate_hz = soundfile.read(io.BytesIO(flac(wav(np.stack([tone, tone], 1)), "a.wav")))
    assert rate_hz == RATE_HZ
    assert np.abs(samples - tone).max() < 1e-3


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a recording"),
        (b"RIFF but nothing else", "not a recording"),
        (wav(np.zeros(RATE_HZ)), "no sound"),
        (wav(np.zeros(0)), "no sound"),
        (wav(np.ones(31 * RATE_HZ) * 0.1), "longer than 30 s"),
    ],
)
def test_what_is_no_recording_is_refused(data: bytes, sentence: str) -> None:
    """No sound file, silence and far too long a recording: one sentence with the name."""
    with pytest.raises(BadInput, match=rf"a\.wav.*{sentence}"):
        flac(data, "a.wav")
