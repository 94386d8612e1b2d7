"""The live line follows the voice within a blink."""

import time

import numpy as np
import pytest

from mit_trainer.analysis.live import LiveEar, pitch_hz
from mit_trainer.capture.take import Samples
from tests.voices import RATE_HZ, answer

WINDOW_S = 0.04


def buzz(f0_hz: float, rate_hz: int = 48000) -> Samples:
    """Make 40 ms of a voice-like sum of eight harmonics."""
    t = np.arange(int(WINDOW_S * rate_hz)) / rate_hz
    harmonics = [np.sin(2.0 * np.pi * f0_hz * h * t) / h for h in range(1, 9)]
    return np.asarray(0.1 * np.sum(harmonics, axis=0), dtype=np.float32)


@pytest.mark.parametrize("rate_hz", [16000, 44100, 48000])
@pytest.mark.parametrize("f0_hz", [80.0, 130.0, 220.0, 400.0])
def test_forty_milliseconds_are_enough(f0_hz: float, rate_hz: int) -> None:
    """Within 20 cents of the truth from 80 to 400 Hz."""
    assert abs(1200.0 * np.log2(pitch_hz(buzz(f0_hz, rate_hz), rate_hz) / f0_hz)) < 20.0


def test_a_sung_answer_is_followed() -> None:
    """Of all windows inside the true vowels 95 % are within 50 cents of the sung tone."""
    sung = answer()
    ear = LiveEar()
    right = []
    for vowel in sung.syllables:
        for start_s in np.arange(vowel.onset_s + 0.05, vowel.end_s - 0.09, 0.016):
            first = int(start_s * RATE_HZ)
            window = sung.sound.samples[first : first + int(WINDOW_S * RATE_HZ)]
            right.append(abs(12.0 * np.log2(ear(window, RATE_HZ) / vowel.f0_hz)) < 0.5)

    assert np.mean(right) > 0.95


def test_a_step_of_five_semitones_is_shown_at_once() -> None:
    """Nothing smooths away the steps that the therapy is about."""
    ear = LiveEar()
    ear(buzz(150.0), 48000)

    assert ear(buzz(200.2), 48000) == pytest.approx(200.2, rel=0.01)


def test_an_octave_jump_needs_a_second_look() -> None:
    """One stray octave is not drawn, a lasting one is."""
    ear = LiveEar()
    ear(buzz(150.0), 48000)

    assert np.isnan(ear(buzz(300.0), 48000))
    assert ear(buzz(300.0), 48000) == pytest.approx(300.0, rel=0.01)


@pytest.mark.parametrize(
    "nothing",
    [
        np.zeros(1920, dtype=np.float32),
        np.zeros(10, dtype=np.float32),
        np.zeros(0, dtype=np.float32),
        np.full(1920, np.nan, dtype=np.float32),
        np.full(1920, 0.5, dtype=np.float32),
        np.random.default_rng(1).normal(0.0, 0.1, 1920).astype(np.float32),
    ],
    ids=["silence", "too short", "empty", "not a number", "offset", "hiss"],
)
def test_no_voice_has_no_pitch(nothing: Samples) -> None:
    """Whatever comes from the card, the answer is NaN and no error."""
    assert np.isnan(pitch_hz(nothing, 48000))


def test_a_look_takes_less_than_two_milliseconds() -> None:
    """The median of 100 looks; the window's thread must not feel it."""
    window = buzz(150.0)
    pitch_hz(window, 48000)
    spent_s = []
    for _ in range(100):
        start_s = time.thread_time()
        pitch_hz(window, 48000)
        spent_s.append(time.thread_time() - start_s)

    assert np.median(spent_s) < 0.002
