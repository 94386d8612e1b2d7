"""The hand drum: strokes where and as strong as asked."""

import numpy as np
import pytest

from mit_trainer.prompt.drum import drum
from mit_trainer.units import level_db

RATE_HZ = 48_000


def test_a_stroke_on_each_beat() -> None:
    """Silence before the first, the second 6 dB stronger, and the sound has the asked length."""
    sound = drum((0.2, 1.2), (0.0, 6.0), 2.0, RATE_HZ)
    assert sound.size == 2 * RATE_HZ
    assert np.abs(sound[: int(0.199 * RATE_HZ)]).max() == 0.0
    first, second = (
        level_db(sound[int(at_s * RATE_HZ) : int((at_s + 0.4) * RATE_HZ)]) for at_s in (0.2, 1.2)
    )
    assert second - first == pytest.approx(6.0, abs=0.05)


def test_a_stroke_dies_away() -> None:
    """0.4 s after the stroke less than a thirtieth of it is left: the next beat is heard alone."""
    sound = drum((0.0,), (0.0,), 1.0, RATE_HZ)
    assert np.abs(sound[int(0.4 * RATE_HZ) :]).max() < np.abs(sound).max() / 30.0
