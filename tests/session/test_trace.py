"""The live line over the tune, in a real answer of a voice whose pitch is known."""

import numpy as np
import pytest

from mit_trainer.session.view import Stage
from tests.session.rig import TONIC_HZ, Table


@pytest.mark.parametrize(("n_judged", "stage"), [(0, Stage.TOGETHER), (2, Stage.YOUR_TURN)])
def test_the_line_lies_on_the_notes_that_are_sung(
    table: Table, n_judged: int, stage: Stage
) -> None:
    """High then low, a minor third apart, each at its place after the first beat."""
    runner = table.begin({"tonic_hz": TONIC_HZ})
    for _ in range(n_judged):
        table.judge()
    table.until(stage)
    while table.tick().stage is stage:
        times_s, heights_st = runner.trace()
    high = heights_st[(times_s > 0.3) & (times_s < 1.0)]
    low = heights_st[(times_s > 1.6) & (times_s < 2.0)]

    assert times_s.shape == heights_st.shape
    assert np.all(np.diff(times_s) > 0.0)
    # half a semitone: the voice wavers a little, as voices do
    np.testing.assert_allclose(high, 3.0, atol=0.5)
    np.testing.assert_allclose(low, 0.0, atol=0.5)
    assert np.isnan(heights_st[times_s > 3.0]).all()


def test_each_answer_begins_a_new_line(table: Table) -> None:
    """What was sung before is not drawn over what is sung now."""
    runner = table.begin()
    assert runner.trace()[0].size == 0
    sizes = []
    for step in ("unison", "fading"):
        table.until(Stage.TOGETHER, step)
        for _ in range(50):
            table.tick()
            runner.trace()
            runner.trace()  # asked twice at the same moment, it looks once
        sizes.append(runner.trace()[0].size)
        table.judge()

    assert sizes[0] == pytest.approx(50, abs=3)
    assert sizes[1] == pytest.approx(50, abs=3)
