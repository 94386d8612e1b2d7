"""The person who practises: found when the trainer opens, or chosen by the helper.

Whoever was chosen last practises, so that the patient never has to say who she is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mit_trainer.record import PatientAdded, PatientId, SessionId
from mit_trainer.session.past import NOTHING, Past
from mit_trainer.session.trainer import Trainer

CHOSEN = "chosen_utc"
"""Name of the setting that says when a person was last chosen."""


@dataclass(frozen=True)
class Person:
    """One who practises: her settings, the sitting that she left, if any, and her past."""

    added: PatientAdded
    settings: Mapping[str, str | float | bool]
    unfinished: SessionId | None
    past: Past = NOTHING

    @property
    def patient(self) -> PatientId:
        """Her id."""
        return self.added.patient


def latest(trainer: Trainer, simulated: bool) -> Person:
    """Find who was chosen last, or else added last; waits for the book."""
    newest = trainer.someone().result()  # on the first run somebody is added
    people = {one.patient: one for one in trainer.patients().result()}
    when = {patient: str(trainer.settings(patient).result().get(CHOSEN, "")) for patient in people}
    chosen = max(people, key=lambda patient: (when[patient], patient == newest))
    return read(trainer, people[chosen], simulated)


def choose(trainer: Trainer, added: PatientAdded, simulated: bool) -> Person:
    """Let somebody practise from now on; waits for the book."""
    trainer.change_setting(added.patient, CHOSEN, datetime.now(UTC).isoformat()).result()
    return read(trainer, added, simulated)


def add(trainer: Trainer, code: str, simulated: bool) -> Person:
    """Add somebody and let her practise; waits for the book."""
    added = PatientAdded(trainer.add_patient(code).result(), code)
    return choose(trainer, added, simulated)


def read(trainer: Trainer, added: PatientAdded, simulated: bool) -> Person:
    """Read what is known of somebody; waits for the book.

    A sitting that the simulated patient left is not offered to a person, nor hers to it.
    """
    unfinished = trainer.unfinished(added.patient).result()
    sittings = trainer.summaries(added.patient).result() if unfinished is not None else ()
    mine = any(one.session == unfinished and one.simulated is simulated for one in sittings)
    settings = trainer.settings(added.patient).result()
    before = trainer.past(added.patient).result()
    return Person(added, settings, unfinished if mine else None, before)
