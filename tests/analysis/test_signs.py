"""The signs of a living voice are those of the sound that was made."""

import numpy as np
import pytest

from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.signs import NOTHING, Signs
from mit_trainer.capture.take import Sound, Take
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance
from mit_trainer.units import Floats
from tests.voices import COFFEE, RATE_HZ, answer, take_of, tune

T_S = np.arange(4 * RATE_HZ) / RATE_HZ
NOTE = (T_S / 0.7).astype(int)
GATE = np.clip(np.minimum(T_S % 0.7, 0.6 - T_S % 0.7) / 0.03, 0.0, 1.0)
F0_HZ = 220.0 * 2.0 ** (np.array([0, 4, 7, 5, 7, 0])[NOTE] / 12.0)
PHASE = 2.0 * np.pi * np.cumsum(F0_HZ) / RATE_HZ


def measured(samples: Floats) -> Signs:
    """Listen to anything."""
    take = Take(Sound(samples.astype(np.float32), RATE_HZ), 0.0)
    return analyse(take, tune(COFFEE), Manner.INTONED, prompt_heard=False).signs


def test_silence_has_no_signs() -> None:
    """Nothing was measured, and that is not zero stretches of something."""
    assert measured(np.zeros(RATE_HZ)) == NOTHING


def test_a_sung_answer_has_the_signs_of_a_voice() -> None:
    """Four held stretches at most, over three semitones, never still."""
    sung = answer(COFFEE, Performance())
    found = analyse(take_of(sung), tune(COFFEE), Manner.INTONED, prompt_heard=False).signs

    assert found.longest_s > 0.5
    assert 1 <= found.n_stretches <= 6
    assert found.range_st == pytest.approx(3.0, abs=0.5)
    assert found.one_line_share < 0.8
    assert found.slope_st_per_s > 1.0
    assert found.timbre_db > 2.0


def test_a_whistle_is_one_line() -> None:
    """A sine has all its sound in one line."""
    assert measured(0.1 * np.sin(PHASE) * GATE).one_line_share > 0.99


def test_two_sines_are_two_lines() -> None:
    """697 and 1209 Hz, the digit 1."""
    digit = np.sin(2.0 * np.pi * 697.0 * T_S) + np.sin(2.0 * np.pi * 1209.0 * T_S)
    found = measured(0.1 * digit * GATE)

    assert found.two_lines_share > 0.985
    assert found.one_line_share < 0.6


def test_an_organ_is_still_and_keeps_its_timbre_over_a_fifth() -> None:
    """Eight partials of fixed strength, notes from 220 to 330 Hz."""
    tone = sum(np.sin(k * PHASE) / k for k in range(1, 9))
    found = measured(0.05 * np.asarray(tone) * GATE)

    assert found.slope_st_per_s < 0.5
    assert found.timbre_db < 0.6
    assert found.range_st == pytest.approx(7.0, abs=0.2)
    assert 220.0 < found.height_hz < 331.0
