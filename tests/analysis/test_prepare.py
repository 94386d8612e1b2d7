"""Sounds arrive at 16 kHz unchanged where a voice is."""

import numpy as np
import pytest

from mit_trainer.analysis.prepare import RATE_HZ, prepared
from mit_trainer.capture.take import Sound
from mit_trainer.units import level_db


def tone(f_hz: float, rate_hz: int, duration_s: float = 1.0) -> Sound:
    """Make a sine of amplitude 0.5."""
    t = np.arange(int(duration_s * rate_hz)) / rate_hz
    return Sound((0.5 * np.sin(2.0 * np.pi * f_hz * t)).astype(np.float32), rate_hz)


@pytest.mark.parametrize("rate_hz", [8000, 11025, 16000, 22050, 44100, 47999, 96000, 192000])
def test_a_tone_keeps_its_wave_at_every_rate(rate_hz: int) -> None:
    """A tone of 1000 Hz is the same sine at 16 kHz, whatever rate it came at."""
    heard = prepared(tone(1000.0, rate_hz))

    t = np.arange(heard.size) / RATE_HZ
    middle = slice(RATE_HZ // 4, 3 * RATE_HZ // 4)
    wanted = 0.5 * np.sin(2.0 * np.pi * 1000.0 * t)
    assert heard.size == pytest.approx(RATE_HZ, abs=1)
    np.testing.assert_allclose(heard[middle], wanted[middle], atol=0.002)


def test_rumble_and_offset_are_taken_off() -> None:
    """20 Hz loses 56 dB (a fifth of 100 Hz, fourth power), an offset goes altogether."""
    rumble = prepared(tone(20.0, 48000))[4000:-4000]
    offset = prepared(Sound(np.full(48000, 0.5, dtype=np.float32), 48000))

    lost_db = level_db(rumble) - level_db(tone(20.0, 48000).samples)
    assert lost_db == pytest.approx(20.0 * np.log10(1.0 / (1.0 + 5.0**4)), abs=1.0)
    assert np.max(np.abs(offset)) < 1e-9


def test_nothing_gives_nothing() -> None:
    """An empty sound stays empty."""
    assert prepared(Sound(np.zeros(0, dtype=np.float32), 48000)).size == 0
