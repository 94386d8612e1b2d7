"""Small movements begin, end, and cost nothing in between."""

import pytest

from tests.ui.stage import Stage


@pytest.fixture(autouse=True)
def cheap_pictures(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a picture cost nothing, whatever this computer is busy with."""
    from mit_trainer.ui.turns import TURNS

    monkeypatch.setattr(TURNS, "picture_costs_s", 0.0)


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


def test_expensive_pictures_are_few(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a picture costs 60 ms, only every 300 ms one is drawn, and always the last."""
    from mit_trainer.ui.motion import Motion
    from mit_trainer.ui.turns import TURNS

    monkeypatch.setattr(TURNS, "picture_costs_s", 0.060)
    seen: list[float] = []
    motion = Motion(seen.append, lasts_s=1.0)
    motion.start()
    for _ in range(30):
        if motion.running:
            motion._step(0.05)

    assert seen == pytest.approx([0.0, 0.3, 0.6, 0.9, 1.0])
