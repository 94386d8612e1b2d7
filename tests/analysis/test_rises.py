"""Every vowel rises from a valley of the sonority."""

import numpy as np
import pytest

from mit_trainer.analysis.prepare import prepared
from mit_trainer.analysis.rises import rises
from mit_trainer.simulated.voice import Performance
from tests.analysis.test_envelope import heard
from tests.voices import COFFEE, answer


@pytest.mark.parametrize("noise_db", [-50.0, -20.0])
def test_each_vowel_after_a_stop_is_found(noise_db: float) -> None:
    """The vowels of "cof" and "fee" start within 50 ms of a rise."""
    sung = answer(COFFEE, Performance(noise_db=noise_db))
    starts_s = np.array(rises(heard(prepared(sung.sound))))

    for vowel in sung.syllables[2:]:
        assert np.min(np.abs(starts_s - vowel.onset_s)) < 0.05


def test_silence_has_no_rise() -> None:
    """Nothing rises where nothing sounds."""
    assert rises(heard(np.zeros(16000))) == ()
