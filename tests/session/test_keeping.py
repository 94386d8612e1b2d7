"""An answer put into words for the book."""

from math import isnan, nan

import numpy as np
import pytest

from mit_trainer.calibration.delay import Delay
from mit_trainer.capture.take import Sound, Take
from mit_trainer.capture.tap import Tap
from mit_trainer.record import AttemptId, KeptTake, TakeName
from mit_trainer.session import position
from mit_trainer.session.keeping import (
    Sealed,
    blank,
    interrupted,
    on_time,
    with_answer,
    with_moments,
)
from tests.session.test_position import spec

HERE = position.start(spec())
KEPT = KeptTake(TakeName("t"), "0", 1.0, 48000)
TAPS = (Tap(101.5, 0.002, "touch"), Tap(102.5, 0.004, "touch"))


def take(started_at_s: float) -> Take:
    """Record a second."""
    return Take(Sound(np.zeros(48000, dtype=np.float32), 48000), started_at_s, n_gaps=2)


def test_taps_are_kept_in_the_time_of_the_recording() -> None:
    """With the uncertainty of the least certain of them."""
    made = with_answer(
        blank(spec(), HERE, AttemptId("a"), ()), Sealed(take(101.0), KEPT), TAPS, 100.0
    )
    assert made.taps_s == pytest.approx((0.5, 1.5))
    assert (made.taps_uncertain_s, made.n_gaps, made.take) == (0.004, 2, KEPT)


def test_without_the_cards_time_taps_are_kept_but_called_uncertain() -> None:
    """Roughly in place is better than lost, and the record says that it is rough."""
    made = with_answer(
        blank(spec(), HERE, AttemptId("a"), ()), Sealed(take(nan), KEPT), TAPS, 101.2
    )
    assert made.taps_s == pytest.approx((0.3, 1.3))
    assert isnan(made.taps_uncertain_s)


def test_nobody_tapping_is_not_an_exact_tap() -> None:
    """The uncertainty of no taps is unknown."""
    made = with_answer(blank(spec(), HERE, AttemptId("a"), ()), Sealed(take(1.0), None), (), 1.0)
    assert made.taps_s == ()
    assert isnan(made.taps_uncertain_s)


def test_cue_and_beats_are_kept_in_the_time_of_the_recording() -> None:
    """Opened 0.3 s into it, with beats at 1 and 2 s; without the card's time neither is known."""
    begun = blank(spec(), HERE, AttemptId("a"), ())
    made = with_moments(begun, take(101.0), 101.3, (102.0, 103.0))

    assert made.cue_s == pytest.approx(0.3)
    assert made.beats_s == pytest.approx((1.0, 2.0))
    assert with_moments(begun, take(nan), 101.3, (102.0,)) == begun


def test_a_measured_pad_takes_its_delay_off() -> None:
    """A pad that is 70 ms late, give or take 3, moves each tap back and adds its own doubt."""
    begun = blank(spec(), HERE, AttemptId("a"), ())
    attempt, taps = on_time(begun, TAPS, lambda: Delay(0.07, 0.003, 9, 9))

    assert [tap.at_s for tap in taps] == pytest.approx([101.43, 102.43])
    assert [tap.uncertain_s for tap in taps] == pytest.approx([13**0.5 / 1000, 0.005])
    assert attempt.touch_delay_s == 0.07


def test_an_unmeasured_pad_leaves_the_time_of_taps_unknown() -> None:
    """Taps stay where they were told, and nobody claims to know how late that was."""
    begun = blank(spec(), HERE, AttemptId("a"), ())
    attempt, taps = on_time(begun, TAPS, lambda: None)
    made = with_answer(attempt, Sealed(take(101.0), KEPT), taps, 100.0)

    assert made.taps_s == pytest.approx((0.5, 1.5))
    assert isnan(made.taps_uncertain_s)
    assert isnan(made.touch_delay_s)


def test_a_simulated_hand_is_exact() -> None:
    """Without a pad nothing is late."""
    attempt, taps = on_time(blank(spec(), HERE, AttemptId("a"), ()), TAPS, None)

    assert taps == TAPS
    assert attempt.touch_delay_s == 0.0


def test_an_interrupted_answer_says_so_and_claims_nothing_else() -> None:
    """Its recording is there; what helped and when the hand tapped nobody knows any more."""
    made = interrupted(spec(), HERE, AttemptId("a"), KEPT, "It broke.")
    assert (made.take, made.ended_early, made.cues, made.taps_s) == (KEPT, "It broke.", (), ())
