"""One window for all tests of the screens, a finger, and a clock for its tremor."""

from dataclasses import dataclass

import pytest

from tests.ui.stage import Finger, Stage


@dataclass
class Moment:
    """The time by which a second press is told from a tremor; set by hand."""

    now_s: float = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now_s

    def pass_by(self, seconds: float = 1.0) -> None:
        """Let time pass."""
        self.now_s += seconds


@pytest.fixture(scope="session")
def stage(display: str) -> Stage:
    """Open the window, once for the whole run."""
    return Stage()


@pytest.fixture
def moment(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Set the clock of the buttons by hand."""
    from mit_trainer.ui.pressing import Guard, Pressable

    clock = Moment()
    monkeypatch.setattr(Pressable, "guard", Guard(clock))
    return clock


@pytest.fixture
def finger(stage: Stage, moment: Moment) -> Finger:
    """Touch the window, each time as if a while had passed."""
    return Finger(stage, moment)
