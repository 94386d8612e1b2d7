"""Slow vowels become short for the recogniser, and the room is taken off."""

import numpy as np
import pytest

from mit_trainer.witness.frames import RATE_HZ, Frames, frames


def vowels(held_s: float, noise: float = 0.0) -> Frames:
    """Make two tones of 300 and 900 Hz, one after the other, held as long."""
    n = round(held_s * RATE_HZ)
    t_s = np.arange(n) / RATE_HZ
    sound = np.concatenate([np.sin(2 * np.pi * f * t_s) for f in (300.0, 900.0)])
    rest = np.zeros(RATE_HZ // 4)
    whole = np.concatenate((rest, sound, rest))
    found = frames(whole + noise * np.random.default_rng(1).standard_normal(whole.size))
    assert found is not None
    return found


def test_ten_times_the_length_is_hardly_more_to_hear() -> None:
    """Tones of 2 s keep fewer than twice the frames of tones of 0.2 s."""
    short, long = vowels(0.2), vowels(2.0)

    assert long.t_s.size < 2 * short.t_s.size


def test_times_are_those_of_the_sound() -> None:
    """Where one tone gives way to the other, at 2.25 s, frames lie close together."""
    found = vowels(2.0)

    assert np.all(np.diff(found.t_s) > 0.0)
    assert np.sum(np.abs(found.t_s - 2.25) < 0.05) >= 4


def test_thirteen_cepstra_for_each_frame() -> None:
    """The model wants 32-bit numbers, thirteen for each frame."""
    found = vowels(0.5)

    assert found.cepstra.shape == (found.t_s.size, 13)
    assert found.cepstra.dtype == np.float32


def test_gain_changes_nothing() -> None:
    """A hundredth of the loudness gives the same cepstra."""
    sound = np.random.default_rng(2).standard_normal(RATE_HZ) * np.hanning(RATE_HZ)
    loud, soft = frames(sound), frames(0.01 * sound)
    assert loud is not None
    assert soft is not None

    np.testing.assert_allclose(soft.cepstra, loud.cepstra, atol=1e-3)


@pytest.mark.parametrize("samples", [np.zeros(0), np.ones(100), np.zeros(RATE_HZ)])
def test_nothing_to_hear_is_said(samples: np.ndarray) -> None:
    """Empty, too short and silent sounds have no frames."""
    assert frames(samples) is None
