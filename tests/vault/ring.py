"""Keys of patients, held in memory."""

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.record import PatientId
from mit_trainer.vault import patient_keys
from mit_trainer.vault.patient_keys import PatientKey

ANNA = PatientId("anna")
BORIS = PatientId("boris")


class Ring:
    """A `PatientKeys` that makes a key for whoever is asked for, and can lose one."""

    def __init__(self) -> None:
        self._keys: dict[PatientId, PatientKey] = {}

    def of(self, patient: PatientId) -> PatientKey:
        """Give her key."""
        return self._keys.setdefault(patient, patient_keys.new(patient))

    def named(self, key_id: bytes) -> PatientKey | None:
        """Give the key with this id."""
        return next((key for key in self._keys.values() if key.id == key_id), None)

    def erase(self, patient: PatientId) -> None:
        """Lose her key for good."""
        del self._keys[patient]


def noise(n: int, seed: int = 0) -> Samples:
    """Make samples that no compression and no rounding would leave as they are."""
    return np.random.default_rng(seed).standard_normal(n).astype(np.float32)
