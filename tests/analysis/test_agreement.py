"""The recogniser speaks for and against the ear's candidates, and agreement is certainty."""

import numpy as np
import pytest

from mit_trainer.analysis.agreement import agreed, between, opinion
from mit_trainer.analysis.align import Placed
from mit_trainer.witness.english import Statement

T_S = np.array([0.5, 1.5, 2.5])
HEARD = Statement((0, 2), (0.5, 2.52))


@pytest.mark.parametrize("slow", [False, True])
def test_it_speaks_for_what_it_heard(slow: bool) -> None:
    """A candidate is likelier the syllable that was heard there than any other."""
    said = opinion(T_S, HEARD, 3, slow=slow)

    assert said.planned[0].argmax() == 0
    assert said.planned[2].argmax() == 2
    assert said.planned[0, 0] > 0.0


@pytest.mark.parametrize("slow", [False, True])
def test_it_speaks_against_what_it_did_not_hear(slow: bool) -> None:
    """No candidate gains from being syllable 1, and the one where nothing was heard least."""
    said = opinion(T_S, HEARD, 3, slow=slow)

    assert np.all(said.planned[:, 1] < 0.0)
    assert said.planned[1, 1] == said.planned.min()


def test_what_was_said_twice_may_be_extra() -> None:
    """Only where one syllable was heard two times is an extra one likelier."""
    once, twice = HEARD, Statement((0, 0, 2), (0.5, 1.5, 2.5))

    assert not opinion(T_S, once, 3, slow=True).extra.any()
    assert opinion(T_S, twice, 3, slow=True).extra.tolist() == pytest.approx([1.5, 1.5, 0.0])


def test_the_truth_lies_between_two_who_are_near() -> None:
    """At 0.50 and 0.56 s it is 0.53 s; a second apart they speak of two things."""
    placed = (Placed(0, 0.5, 1.0), Placed(1, 1.5, 1.0), Placed(None, 2.0, 1.0))
    met = between(placed, Statement((0, 1), (0.56, 2.5)))

    assert [one.t_s for one in met] == pytest.approx([0.53, 1.5, 2.0])


def test_certain_is_what_both_heard_at_one_time() -> None:
    """Within 80 ms and of the same syllable."""
    placed = (Placed(0, 0.5, 1.0), Placed(1, 1.5, 1.0), Placed(2, 2.5, 1.0))

    assert agreed(placed, Statement((0, 0, 1), (0.1, 0.56, 1.7))) == {0}
