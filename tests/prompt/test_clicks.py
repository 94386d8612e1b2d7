"""Clicks: where they are put, and that they are soft."""

import numpy as np

from mit_trainer.prompt.clicks import clicks

RATE_HZ = 48_000


def test_each_beat_has_one_knock() -> None:
    """A knock begins on its beat, rises within 5 ms and is gone a tenth of a second later."""
    beats_s = (0.25, 1.0, 2.125)
    sound = clicks(beats_s, 3.0, RATE_HZ)

    assert sound.size == 3 * RATE_HZ
    for beat_s in beats_s:
        start = round(beat_s * RATE_HZ)
        assert not sound[start - 2000 : start].any()
        assert np.argmax(np.abs(sound[start : start + 2000])) < 0.005 * RATE_HZ
        assert np.abs(sound[start + 5280 : start + 6000]).max() < 1e-3


def test_knocks_are_soft() -> None:
    """They stay 20 dB below full scale: a patient must not start up."""
    assert 0.02 < np.abs(clicks((0.0,), 1.0, RATE_HZ)).max() <= 0.1


def test_a_knock_at_the_end_is_cut_not_refused() -> None:
    """A beat in the last moment, or behind it, does no harm."""
    assert clicks((0.99, 1.5), 1.0, RATE_HZ).size == RATE_HZ
    assert clicks((), 0.5, RATE_HZ).size == RATE_HZ // 2
