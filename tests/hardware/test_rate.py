"""Facts about changing the sampling rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.capture.take import Sound
from mit_trainer.hardware.rate import at_rate


def tone(rate_hz: int, seconds: float = 0.5, f_hz: float = 997.0) -> Sound:
    """Make a tone that swells and fades, so that its ends are silent."""
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    swell = np.sin(np.pi * t / seconds) ** 2
    return Sound((0.5 * swell * np.sin(2 * np.pi * f_hz * t)).astype(np.float32), rate_hz)


@pytest.mark.parametrize("rate_hz", [44100, 96000, 16000, 22050])
def test_a_tone_is_the_same_tone_at_another_rate(rate_hz: int) -> None:
    """Converted samples are those of the same tone computed at the new rate, to -80 dB."""
    converted = at_rate(tone(48000), rate_hz)

    assert converted.rate_hz == rate_hz
    np.testing.assert_allclose(converted.samples, tone(rate_hz).samples, atol=1e-4)


def test_what_the_new_rate_cannot_carry_is_gone() -> None:
    """A tone of 15 kHz leaves nothing behind at 16 kHz."""
    assert np.abs(at_rate(tone(48000, f_hz=15000.0), 16000).samples).max() < 1e-4


@given(st.integers(0, 5000), st.sampled_from([8000, 44100, 48000]))
def test_the_length_in_seconds_stays(n: int, rate_hz: int) -> None:
    """Any length, also none, keeps its duration to one sample."""
    converted = at_rate(Sound(np.ones(n, np.float32), 48000), rate_hz)

    assert abs(converted.samples.size - n * rate_hz / 48000) <= 1
    assert converted.samples.dtype == np.float32


def test_the_same_rate_is_the_same_sound() -> None:
    """Nothing is computed when nothing changes."""
    sound = tone(48000)

    assert at_rate(sound, 48000).samples is sound.samples
