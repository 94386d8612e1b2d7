"""Whether a hand keeps time."""

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.calibration.beat_screen import (
    TapHelp,
    TempoResult,
    propose,
    tempi_bpm,
    tempo_result,
)
from mit_trainer.calibration.criteria import read_criteria

ROWS = read_criteria(places.CALIBRATION).beat


def test_the_tempi_are_sixty_eighty_a_hundred() -> None:
    """Three tempi around the therapy's own."""
    assert tempi_bpm(ROWS) == (60.0, 80.0, 100.0)


@given(late_s=st.floats(-0.4, 0.4), tempo=st.sampled_from([60.0, 80.0, 100.0]))
def test_an_even_hand_is_even_however_late_it_is(late_s: float, tempo: float) -> None:
    """A constant delay, early or late, leaves the resultant at 1."""
    taps_s = 5.0 + late_s + np.arange(20.0) * (60.0 / tempo)

    assert tempo_result(taps_s, tempo, 5.0, ROWS).resultant == pytest.approx(1.0)


def test_a_known_spread_gives_the_known_resultant() -> None:
    """Bell-shaped phases of sd s give exp(-s^2 / 2) on the average (Mardia and Jupp)."""
    chance = np.random.default_rng(2)
    beats_s = np.arange(20.0)
    found = [
        tempo_result(beats_s + 0.08 * chance.standard_normal(20), 60.0, 0.0, ROWS).resultant
        for _ in range(400)
    ]

    assert np.sqrt(np.mean(np.square(found))) == pytest.approx(
        np.sqrt(np.exp(-((2 * np.pi * 0.08) ** 2)) * 19 / 20 + 1 / 20), abs=0.01
    )


def test_too_few_taps_say_nothing() -> None:
    """Eleven taps are counted and not judged."""
    found = tempo_result(np.arange(11.0), 60.0, 0.0, ROWS)

    assert found.n_taps == 11
    assert isnan(found.resultant)


@pytest.mark.parametrize(
    ("resultants", "proposed"),
    [
        ((0.9, 0.85, 0.3), TapHelp.ON),
        ((0.9, 0.7, 0.3), TapHelp.TRY_BOTH),
        ((0.5, 0.55, 0.9), TapHelp.GUIDED),
        ((0.7, 0.7, 0.7), TapHelp.TRY_BOTH),
        ((0.9, nan, nan), TapHelp.UNKNOWN),
        ((0.9, 0.9, nan), TapHelp.ON),
        ((), TapHelp.UNKNOWN),
    ],
)
def test_what_is_proposed(resultants: tuple[float, ...], proposed: TapHelp) -> None:
    """Steady at two tempi: tap; unsteady at two: be guided; else try both."""
    results = [TempoResult(60.0, 20, r) for r in resultants]

    assert propose(results, ROWS) is proposed
