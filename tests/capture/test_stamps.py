"""Facts about seeing an untold loss by its stamps."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.capture.stamps import StampWatch

LOST_S = 256 / 48000  # half a block, one turn of a sound server's wheel


def leaps(began_s: list[float]) -> list[int]:
    """Give the blocks at which a loss was proved."""
    watch = StampWatch()
    return [k for k, value in enumerate(began_s) if watch.has_leapt(value)]


@given(st.integers(10, 60))
def test_a_loss_is_proved_within_eight_blocks(at: int) -> None:
    """Wherever the stamps leap by 5 ms, one loss is found, soon after it and not before."""
    found = leaps([0.0] * at + [LOST_S] * 40)

    assert len(found) == 1
    assert at <= found[0] < at + 8


def test_two_losses_close_together_are_at_least_one() -> None:
    """Three blocks between two leaps are too few to agree, yet the loss is not missed."""
    assert len(leaps([0.0] * 20 + [LOST_S] * 3 + [2 * LOST_S] * 20)) == 1


def test_single_stamps_early_or_late_are_no_loss() -> None:
    """One in nine is 5 ms off, either way."""
    odd = [LOST_S * (k % 9 == 0) * (-1) ** k for k in range(200)]

    assert leaps(odd) == []


def test_a_loss_is_proved_in_spite_of_single_bad_stamps() -> None:
    """One stamp in five is off; the leap of all the others is seen all the same."""
    odd = [0.003 * (k % 5 == 0) * (-1) ** k + LOST_S * (k >= 50) for k in range(100)]

    assert len(leaps(odd)) == 1


def test_time_that_leaps_back_is_no_loss() -> None:
    """Nothing can have been lost when a stream suddenly seems to have begun earlier."""
    assert leaps([LOST_S] * 30 + [0.0] * 30) == []


def test_a_slow_drift_is_no_loss() -> None:
    """Clocks that differ by 300 millionths part by 18 ms in a minute, little by little."""
    assert leaps(list(np.arange(6000) * 512 / 48000 * 3e-4)) == []


def test_stamps_that_never_agree_accuse_nobody() -> None:
    """A card that rounds its time to 10 ms cannot prove anything."""
    k = np.arange(500)
    assert leaps(list(np.round(k * 512 / 48000, 2) - k * 512 / 48000)) == []


def test_a_told_loss_is_not_found_a_second_time() -> None:
    """After a restart the new level is where the watch begins."""
    watch = StampWatch()
    before = [watch.has_leapt(0.0) for _ in range(20)]
    watch.restart()
    after = [watch.has_leapt(LOST_S) for _ in range(20)]

    assert not any(before + after)
