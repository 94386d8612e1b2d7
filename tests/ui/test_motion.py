"""Small movements begin, end, and cost nothing in between."""

import pytest

from tests.ui.stage import Stage


def test_a_movement_ends_where_it_should(stage: Stage) -> None:
    """From 0 to exactly 1, then it stands still, however uneven the pictures come."""
    from mit_trainer.ui.motion import Motion

    seen: list[float] = []
    motion = Motion(seen.append, lasts_s=0.5)
    motion.start()
    for step_s in (0.1, 0.3, 0.4):
        motion._step(step_s)

    assert seen == pytest.approx([0.0, 0.2, 0.8, 1.0])
    assert not motion.running


def test_a_repeating_movement_goes_round(stage: Stage) -> None:
    """After a whole period it begins again, until it is stopped."""
    from mit_trainer.ui.motion import Motion

    seen: list[float] = []
    motion = Motion(seen.append, lasts_s=2.0, repeats=True)
    motion.start()
    motion._step(3.0)
    assert seen[-1] == pytest.approx(0.5)
    assert motion.running
    motion.stop()
    assert not motion.running


def test_starting_again_begins_again(stage: Stage) -> None:
    """A beat that comes while the hand still pulses starts a new pulse, not a second one."""
    from mit_trainer.ui.motion import Motion

    seen: list[float] = []
    motion = Motion(seen.append, lasts_s=1.0)
    motion.start()
    motion._step(0.5)
    first = motion._event
    motion.start()

    assert seen[-1] == 0.0
    assert motion._event is first
    motion.stop()
