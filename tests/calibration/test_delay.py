"""Trials become one delay with its spread."""

from math import isnan

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.calibration.criteria import judge, read_criteria
from mit_trainer.calibration.delay import Delay, from_trials
from mit_trainer.errors import BadInput

CRITERIA = read_criteria(places.CALIBRATION)


def test_the_median_and_its_spread_by_hand() -> None:
    """Of 10, 11, 12, 13, 90 ms and one lost trial the median is 12, the deviation 1."""
    found = from_trials(np.array([0.010, 0.011, 0.012, 0.013, 0.090, np.nan]))

    assert found.delay_s == pytest.approx(0.012)
    assert found.spread_s == pytest.approx(1.4826 * 0.001)
    assert (found.n_good, found.n) == (5, 6)


def test_no_trial_is_no_number() -> None:
    """Without a single good trial everything is missing, not zero."""
    found = from_trials(np.array([np.nan, np.nan]))

    assert isnan(found.delay_s)
    assert isnan(found.spread_s)
    assert isnan(found.uncertain_s)


@pytest.mark.parametrize(
    ("delay", "accepted"),
    [
        (Delay(0.05, 0.002, 9, 9), True),
        (Delay(0.05, 0.002, 7, 9), True),
        (Delay(0.05, 0.002, 6, 9), False),
        (Delay(0.05, 0.011, 9, 9), False),
        (Delay(float("nan"), float("nan"), 0, 9), False),
    ],
)
def test_seven_of_nine_within_ten_milliseconds(delay: Delay, accepted: bool) -> None:
    """A sound delay is accepted from seven good bursts of nine whose spread is below 10 ms."""
    verdict = judge(delay, CRITERIA.sound)

    assert verdict.accepted is accepted
    assert verdict.why


def test_a_criteria_file_that_does_not_fit_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A missing row, and a missing file, are told in a sentence."""
    path = tmp_path / "criteria.toml"
    path.write_text("[sound.trials]\nvalue = 9.0\nsource = 'x'\ntrust = 'I'\n")

    with pytest.raises(BadInput, match=r"criteria\.toml"):
        read_criteria(path)
    with pytest.raises(BadInput, match="install"):
        read_criteria(tmp_path / "none.toml")
