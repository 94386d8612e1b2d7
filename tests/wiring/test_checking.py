"""What the first checks measure is known at once, and again when the trainer opens."""

from pathlib import Path

from mit_trainer.calibration.delay import Delay
from mit_trainer.places import DataFolder
from mit_trainer.session.checks import Outcome
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import SimulatedMicrophone
from mit_trainer.simulated.speaker import SimulatedSpeaker
from mit_trainer.wiring.checking import Checks
from mit_trainer.worker import Worker

LATE = Delay(0.07, 0.003, 9, 9)


def opened(folder: DataFolder) -> Checks:
    """Open the checks on devices that nobody hears."""
    clock = HandClock()
    return Checks(folder, SimulatedMicrophone(clock), SimulatedSpeaker(clock), clock, Worker())


def test_a_measured_pad_counts_at_once_and_next_time(tmp_path: Path) -> None:
    """Before the check nothing is known; after it the same delay, also in a new trainer."""
    folder = DataFolder(tmp_path)
    checks = opened(folder)
    assert checks.touch() is None

    checks.keep(Outcome("measured", good=True, delay=LATE), "touch")

    assert checks.touch() == LATE
    assert checks.timing().sound is None
    assert opened(folder).touch() == LATE


def test_a_damaged_file_counts_as_nothing_measured(tmp_path: Path) -> None:
    """The trainer opens all the same."""
    folder = DataFolder(tmp_path)
    folder.calibrations.write_text("[{")

    assert opened(folder).touch() is None
