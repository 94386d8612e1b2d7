"""The small unsteadiness: that it is there, small, centred and repeatable."""

import numpy as np

from mit_trainer.prompt.life import drift_cents, swell_db

AT_S = np.arange(0.0, 20.0, 0.008)
NOTES_S = ((0.0, 20.0),)


def test_the_drift_stays_in_tune() -> None:
    """Over twenty seconds it is felt (some cents), unheard as pitch (under 30) and unbiased."""
    cents = drift_cents(AT_S, NOTES_S, seed=3)
    assert 3.0 < cents.std() < 10.0
    assert np.abs(cents).max() < 35.0
    assert abs(cents.mean()) < 1.5


def test_vibrato_comes_late() -> None:
    """A note begins straight; the vibrato near 5 Hz grows after a third of a second."""
    seeds = range(40)
    straight = np.mean([drift_cents(AT_S, (), seed=s) for s in seeds], axis=0)
    vibrant = np.mean([drift_cents(AT_S, ((2.0, 4.0),), seed=s) for s in seeds], axis=0)
    vibrato = vibrant - straight

    assert np.abs(vibrato[(AT_S < 2.35) | (AT_S > 4.0)]).max() < 1e-6
    late = vibrato[(AT_S > 3.0) & (AT_S < 4.0)]
    assert 5.0 < np.abs(late).max() < 10.0
    assert np.count_nonzero(np.diff(np.sign(late))) in (10, 11)  # 5.3 cycles


def test_level_swells_by_less_than_is_heard_as_louder() -> None:
    """Level moves by under 3 dB, around nothing."""
    swell = swell_db(48_000 * 5, 48_000, seed=3)
    assert 0.2 < swell.std() < 1.0
    assert np.abs(swell).max() < 3.0
    assert abs(swell.mean()) < 0.3


def test_the_same_seed_gives_the_same_voice() -> None:
    """A prompt that is made again is the same prompt."""
    np.testing.assert_array_equal(drift_cents(AT_S, NOTES_S, 5), drift_cents(AT_S, NOTES_S, 5))
    assert np.any(drift_cents(AT_S, NOTES_S, 5) != drift_cents(AT_S, NOTES_S, 6))
    np.testing.assert_array_equal(swell_db(100, 1000, 5), swell_db(100, 1000, 5))
