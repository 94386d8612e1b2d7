"""Facts about taps."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.capture.take import Sound, Take
from mit_trainer.capture.tap import Tap, on_take_time, without_repeats

BOUNCE_S = 0.12


def taps(*times_s: float) -> tuple[Tap, ...]:
    """Make touches of the pad."""
    return tuple(Tap(at_s, 0.01, "touch") for at_s in times_s)


def test_a_bounce_belongs_to_its_tap() -> None:
    """Of two touches 30 ms apart the first one counts; one a second later is another tap."""
    assert without_repeats(taps(5.0, 5.03, 6.0), BOUNCE_S) == taps(5.0, 6.0)


def test_a_held_key_is_one_tap_however_long() -> None:
    """A key that fires every 33 ms for two seconds was pressed once."""
    held = taps(*np.arange(10.0, 12.0, 0.033))

    assert without_repeats(held, BOUNCE_S) == held[:1]


def test_taps_as_far_apart_as_the_limit_are_two() -> None:
    """The limit itself already counts as a new tap; just below it does not."""
    assert len(without_repeats(taps(1.0, 1.0 + BOUNCE_S + 1e-9), BOUNCE_S)) == 2
    assert len(without_repeats(taps(1.0, 1.0 + BOUNCE_S - 1e-9), BOUNCE_S)) == 1


@given(st.lists(st.floats(0.0, 100.0), max_size=30))
def test_what_is_kept_is_in_order_apart_and_was_there(times_s: list[float]) -> None:
    """Whatever comes in, in any order: nothing is invented, and neighbours keep the distance."""
    given_taps = taps(*times_s)
    kept = without_repeats(given_taps, BOUNCE_S)

    assert set(kept) <= set(given_taps)
    gaps_s = np.diff([tap.at_s for tap in kept])
    assert np.all(gaps_s >= BOUNCE_S)
    assert bool(kept) == bool(given_taps)


def test_a_tap_before_the_take_is_early_not_lost() -> None:
    """Take time of a tap 0.2 s before the first sample is -0.2 s, and the order is ascending."""
    take = Take(Sound(np.zeros(10, np.float32), 48000), started_at_s=100.0)

    np.testing.assert_allclose(on_take_time(taps(101.5, 99.8), take), [-0.2, 1.5])
