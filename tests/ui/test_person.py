"""Who practises is remembered; the patient is never asked."""

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
    first, second = person.latest(trainer), person.latest(trainer)

    assert first.patient == second.patient
    assert first.unfinished is None


def test_whoever_was_chosen_last_practises(trainer: Trainer) -> None:
    """Neither the first nor the newest person counts, but the one who was chosen last."""
    first = person.latest(trainer)
    person.add(trainer, "Person 2")
    assert person.latest(trainer).added.code == "Person 2"

    person.choose(trainer, first.added)

    assert person.latest(trainer).patient == first.patient


def test_settings_come_with_the_person(trainer: Trainer) -> None:
    """What was decided for one person is hers alone."""
    first = person.latest(trainer)
    trainer.change_setting(first.patient, "hand", "right").result(5)
    second = person.add(trainer, "Person 2")

    assert person.read(trainer, first.added).settings["hand"] == "right"
    assert "hand" not in second.settings
