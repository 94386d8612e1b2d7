"""An even noise is taken off, and a voice is left alone."""

import numpy as np

from mit_trainer.analysis.noise import without_noise
from mit_trainer.analysis.prepare import RATE_HZ

STEP_S = 0.016
T_S = np.arange(2 * RATE_HZ) / RATE_HZ
TONE = np.where(T_S > 1.0, 0.1 * np.sin(2.0 * np.pi * 200.0 * T_S), 0.0)
QUIET = np.arange(0.0, 2.0, STEP_S) < 1.0


def test_noise_becomes_fainter_and_the_tone_stays() -> None:
    """Of hiss 6 dB under a tone most goes; the tone itself loses less than 1 dB."""
    hiss = np.random.default_rng(1).normal(0.0, 0.035, T_S.size)
    cleaned = without_noise(TONE + hiss, QUIET, STEP_S)
    sung = slice(round(1.2 * RATE_HZ), round(1.8 * RATE_HZ))

    wave = np.sin(2.0 * np.pi * 200.0 * T_S[sung])
    kept = 2.0 * float(np.mean(cleaned[sung] * wave))
    assert 0.089 < kept < 0.101
    assert np.std(cleaned[sung] - kept * wave) < 0.5 * np.std(hiss)
    assert np.std(cleaned[: RATE_HZ // 2]) < 0.5 * np.std(hiss)


def test_a_quiet_room_changes_nothing() -> None:
    """Without noise, and without a moment that tells it, the samples come back as they are."""
    assert without_noise(TONE, QUIET, STEP_S) is TONE
    assert without_noise(TONE, np.zeros(10, dtype=bool), STEP_S) is TONE
    assert without_noise(TONE, np.zeros(0, dtype=bool), STEP_S) is TONE
