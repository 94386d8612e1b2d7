"""Who practises is remembered; the patient is never asked."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mit_trainer.session.trainer import Trainer
from mit_trainer.simulated.clock import HandClock
from mit_trainer.ui import person
from tests.session.rig import HELLO, Table, opened


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[Trainer]:
    """Open a trainer with an empty book."""
    clock = HandClock()
    with opened(tmp_path / "records", clock) as book:
        yield Table(book, clock, phrases=(HELLO,)).trainer


def test_on_the_first_run_somebody_is_there(trainer: Trainer) -> None:
    """An empty book has one person after the first look, and still one after the second."""
    first, second = person.latest(trainer, True), person.latest(trainer, True)

    assert first.patient == second.patient
    assert first.unfinished is None


def test_whoever_was_chosen_last_practises(trainer: Trainer) -> None:
    """Neither the first nor the newest person counts, but the one who was chosen last."""
    first = person.latest(trainer, True)
    person.add(trainer, "2", True)
    assert person.latest(trainer, True).added.code == "2"

    person.choose(trainer, first.added, True)

    assert person.latest(trainer, True).patient == first.patient


def test_a_simulated_sitting_is_not_hers(trainer: Trainer) -> None:
    """What the simulated patient broke off is not offered to the person herself."""
    patient = trainer.someone().result(5)
    runner = trainer.begin(patient, {})
    until_s = time.perf_counter() + 10.0
    while trainer.unfinished(patient).result(5) is None and time.perf_counter() < until_s:
        runner.tick()

    assert person.latest(trainer, True).unfinished == runner.started.session
    assert person.latest(trainer, False).unfinished is None


def test_settings_come_with_the_person(trainer: Trainer) -> None:
    """What was decided for one person is hers alone."""
    first = person.latest(trainer, True)
    trainer.change_setting(first.patient, "hand", "right").result(5)
    second = person.add(trainer, "2", True)

    assert person.read(trainer, first.added, True).settings["hand"] == "right"
    assert "hand" not in second.settings
