"""The patients' keys, as the book keeps them; keeps the contract of `PatientKeys`.

The keys that were opened are held in a dictionary that any thread may look into; it only
grows, and one look or one entry is a single step of Python's.
"""

from sqlalchemy import Connection, insert, select

from mit_trainer.ports import Clock
from mit_trainer.record import PatientId
from mit_trainer.store.stamp import written
from mit_trainer.store.tables import patient_key
from mit_trainer.store.thread import StoreThread
from mit_trainer.vault import patient_keys
from mit_trainer.vault.patient_keys import PatientKey


class KeptKeys:
    """Opens the patients' keys with the store's key, and makes one for a new patient."""

    def __init__(self, thread: StoreThread, store_key: bytes, clock: Clock) -> None:
        self._thread = thread
        self._store_key = store_key
        self._clock = clock
        self._by_patient: dict[PatientId, PatientKey] = {}
        self._by_id: dict[bytes, PatientKey] = {}

    def load(self, connection: Connection) -> None:
        """Open all that are kept; only on the store's thread."""
        table = patient_key.c
        for row in connection.execute(select(table.patient, table.id, table.wrapped)):
            self.learn(
                patient_keys.unwrap(PatientId(row.patient), row.id, row.wrapped, self._store_key)
            )

    def of(self, patient: PatientId) -> PatientKey:
        """Give her key; waits for the store's thread only when it has to be made."""
        known = self._by_patient.get(patient)
        return known or self._thread.submit(self._made, patient).result()

    def named(self, key_id: bytes) -> PatientKey | None:
        """Give the key with this id, or None."""
        return self._by_id.get(key_id)

    def make_if_new(self, connection: Connection, patient: PatientId) -> PatientKey | None:
        """Add a key for a patient who has none; to be learned once that is kept for good."""
        if patient in self._by_patient:
            return None
        key = patient_keys.new(patient)
        connection.execute(
            insert(patient_key).values(
                id=key.id,
                patient=patient,
                wrapped=patient_keys.wrap(key, self._store_key),
                added_utc=written(self._clock.now_utc()),
            )
        )
        return key

    def learn(self, key: PatientKey) -> None:
        """Hold a key that is in the book."""
        self._by_patient[key.patient] = key
        self._by_id[key.id] = key

    def _made(self, patient: PatientId) -> PatientKey:
        with self._thread.transaction() as connection:
            fresh = self.make_if_new(connection, patient)
        if fresh:
            self.learn(fresh)
        return self._by_patient[patient]
