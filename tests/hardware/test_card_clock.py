"""Facts about lining up the card's clock."""

import numpy as np
import pytest

from mit_trainer.hardware.card_clock import CardClock

AHEAD_S = 1_700_000_000.0  # the card counts from 1970, as on Linux


def clock_after(late_s: np.ndarray, step_s: float = 0.0, step_at: int = 10**9) -> CardClock:
    """Let 512-frame callbacks come, each seen so much late by us."""
    clock = CardClock()
    for k, late in enumerate(late_s):
        true_s = 50.0 + k * 512 / 48000
        clock.add(true_s + AHEAD_S + (step_s if k >= step_at else 0.0), true_s + late)
    return clock


@pytest.mark.parametrize("typical_s", [0.0001, 0.001, 0.005])
def test_lateness_does_not_shift_the_time(typical_s: float) -> None:
    """However late Python runs on average, a card time is right to a millisecond.

    The lateness is that of a busy lock: 5 ms slices, now and then none.
    """
    chance = np.random.default_rng(1)
    late_s = np.where(chance.random(256) < 0.03, 0.00005, chance.exponential(typical_s, 256))
    late_s += np.where(chance.random(256) < 0.4, 0.005, 0.0) * (late_s > 0.0001)
    found_s = clock_after(late_s).monotonic_s(60.0 + AHEAD_S)

    assert found_s == pytest.approx(60.0, abs=0.001)


def test_a_calendar_that_is_set_back_is_noticed() -> None:
    """On Linux the card's clock is the calendar; set back by a minute, 0.2 s later it counts."""
    clock = clock_after(np.full(200, 0.0001), step_s=-60.0, step_at=180)

    assert clock.monotonic_s(60.0 + AHEAD_S - 60.0) == pytest.approx(60.0, abs=0.001)


def test_before_the_first_callback_nothing_is_known() -> None:
    """Missing is NaN, also again after another device was opened."""
    clock = CardClock()
    assert np.isnan(clock.monotonic_s(1.0))
    clock.add(2.0, 1.0)
    assert clock.monotonic_s(2.0) == 1.0
    clock.forget()
    assert np.isnan(clock.monotonic_s(1.0))
