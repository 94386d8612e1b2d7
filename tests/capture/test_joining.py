"""Facts about joining blocks to one take."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.capture.joining import Joiner
from mit_trainer.capture.take import Block, Samples

RATE_HZ = 48000
SIZE = 512
BEGAN_S = 100.0
RAMP = np.arange(200 * SIZE, dtype=np.float32)


def blocks(n: int = 100) -> list[Block]:
    """Give a ramp in blocks, each stamped truly."""
    return [
        Block(RAMP[k * SIZE : (k + 1) * SIZE], BEGAN_S + k * SIZE / RATE_HZ, False)
        for k in range(n)
    ]


def joined(some: list[Block], until_s: float = float("inf")) -> Joiner:
    """Join them, up to a time."""
    joiner = Joiner(RATE_HZ)
    for block in some:
        joiner.add(block, until_s)
    return joiner


@given(st.lists(st.integers(1, 3000), max_size=20))
def test_nothing_is_lost_at_any_size_of_block(sizes: list[int]) -> None:
    """Blocks of any sizes come out as the samples that went in, in order."""
    ends = np.cumsum([0, *sizes])
    joiner = Joiner(RATE_HZ)
    for start, end in pairwise(ends):
        joiner.add(Block(RAMP[start:end], BEGAN_S + start / RATE_HZ, False))
    take = joiner.take(None)

    np.testing.assert_array_equal(take.sound.samples, RAMP[: ends[-1]])
    assert take.sound.samples.dtype == np.float32
    assert take.n_gaps == 0


def test_the_start_is_the_median_of_all_stamps() -> None:
    """A third of the stamps 5 ms off, and the start is still right to a microsecond."""
    stamped = [
        Block(b.samples, b.heard_at_s + 0.005 * (k % 3 == 0), False) for k, b in enumerate(blocks())
    ]

    assert joined(stamped).take(None).started_at_s == pytest.approx(BEGAN_S, abs=1e-6)


def test_a_start_that_nobody_told_is_missing_not_zero() -> None:
    """A card that gives no times gives a take without a start."""
    silent_clock = [Block(b.samples, float("nan"), False) for b in blocks(5)]

    assert np.isnan(joined(silent_clock).take(None).started_at_s)
    assert np.isnan(Joiner(RATE_HZ).take(None).started_at_s)
    assert Joiner(RATE_HZ).take(None).sound.samples.size == 0


def test_a_told_gap_keeps_the_time_of_what_comes_after() -> None:
    """30 blocks lost and said so: 30 blocks of silence stand for them, then all is in place."""
    some = blocks()
    told = [*some[:40], Block(some[70].samples, some[70].heard_at_s, True), *some[71:]]
    take = joined(told).take(None)

    assert take.n_gaps == 1
    assert take.started_at_s == pytest.approx(BEGAN_S, abs=1e-6)
    np.testing.assert_array_equal(take.sound.samples[: 40 * SIZE], RAMP[: 40 * SIZE])
    assert not take.sound.samples[40 * SIZE : 70 * SIZE].any()
    np.testing.assert_array_equal(take.sound.samples[70 * SIZE :], RAMP[70 * SIZE : 100 * SIZE])


def test_a_large_gap_that_nobody_told_is_seen_by_its_stamps() -> None:
    """A leap of 32 ms in the stamps counts as a gap and is filled."""
    some = blocks()
    take = joined([*some[:40], *some[43:]]).take(None)

    assert take.n_gaps == 1
    np.testing.assert_array_equal(take.sound.samples[43 * SIZE :], RAMP[43 * SIZE : 100 * SIZE])


@pytest.mark.parametrize("at", [10, 50, 80])
def test_a_small_gap_that_nobody_told_is_counted(at: int) -> None:
    """Half a block missing without a word shifts all later stamps by 5 ms: one gap."""
    some = blocks()
    late = [Block(b.samples, b.heard_at_s + SIZE / 2 / RATE_HZ, False) for b in some[at:]]

    assert joined([*some[:at], *late]).n_gaps == 1


def test_single_bad_stamps_are_no_gap() -> None:
    """Every ninth stamp 5 ms early or late: nothing was lost, nothing is counted."""
    stamped = [
        Block(b.samples, b.heard_at_s + 0.00533 * (k % 9 == 0) * (-1) ** k, False)
        for k, b in enumerate(blocks(200))
    ]

    assert joined(stamped).n_gaps == 0


def test_a_card_that_tells_time_coarsely_has_no_gaps_invented() -> None:
    """Stamps rounded to 10 ms wander by as much; that is no loss."""
    coarse = [Block(b.samples, round(b.heard_at_s, 2), False) for b in blocks(200)]

    assert joined(coarse).n_gaps == 0


def test_clocks_that_drift_are_no_gap() -> None:
    """A card 200 millionths slow against the monotonic clock loses nothing in 2 s."""
    drifting = [Block(b.samples, b.heard_at_s * 1.0002, False) for b in blocks(200)]

    assert joined(drifting).n_gaps == 0


def test_what_was_heard_after_the_end_is_left_out() -> None:
    """An end in the middle of a block cuts that block there."""
    take = joined(blocks(10), BEGAN_S + 0.05).take(None)

    assert take.sound.samples.size == 2400
    np.testing.assert_array_equal(take.sound.samples, RAMP[:2400])


def test_the_latest_stretch_is_the_end() -> None:
    """The last 40 ms of 1 s are its last 1920 samples; more than there is gives all."""
    joiner = joined(blocks(93))
    end = 93 * SIZE

    np.testing.assert_array_equal(joiner.latest(0.04), RAMP[end - 1920 : end])
    assert joiner.latest(99.0).size == end
    assert joiner.latest(0.0).size == 0
    assert Joiner(RATE_HZ).latest(1.0).size == 0


def test_samples_of_the_card_are_not_changed() -> None:
    """Joining writes into nothing it was given."""
    frozen: Samples = RAMP[:SIZE].copy()
    frozen.setflags(write=False)
    joined([Block(frozen, BEGAN_S, True)]).latest(0.01)

    np.testing.assert_array_equal(frozen, RAMP[:SIZE])
