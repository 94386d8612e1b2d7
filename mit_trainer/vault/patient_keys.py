"""One random key for each patient, itself sealed with the store's key.

All of a person's takes are sealed with her key, so that when her key is gone none of
them can be heard again, wherever copies lie.  The sealed keys are kept by the store,
which hands them in as `PatientKeys`.
"""

import secrets
import uuid
from dataclasses import dataclass, field
from typing import Protocol

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from mit_trainer.errors import KeyTrouble
from mit_trainer.record import PatientId
from mit_trainer.vault.identity import derived

_SECRET_BYTES = 32


@dataclass(frozen=True)
class PatientKey:
    """The key of one patient; ``id`` stands in each of her takes and says nothing of her."""

    patient: PatientId
    id: bytes  # 16 bytes
    secret: bytes = field(repr=False)


class PatientKeys(Protocol):
    """Where the keys come from."""

    def of(self, patient: PatientId) -> PatientKey:
        """Give her key; a new patient gets one, and it is on the disk before this returns."""

    def named(self, key_id: bytes) -> PatientKey | None:
        """Give the key with this id; None when there is none, or no longer."""


def new(patient: PatientId) -> PatientKey:
    """Make a key for a patient who has none."""
    return PatientKey(patient, uuid.uuid4().bytes, secrets.token_bytes(_SECRET_BYTES))


def wrap(key: PatientKey, store_key: bytes) -> bytes:
    """Seal a patient's key; the id is sealed with it, so that no two can be swapped."""
    return bytes(_box(store_key).encrypt(key.id + key.secret))


def unwrap(patient: PatientId, key_id: bytes, wrapped: bytes, store_key: bytes) -> PatientKey:
    """Open a patient's key.  Raises `KeyTrouble`."""
    try:
        opened = _box(store_key).decrypt(wrapped)
    except CryptoError:
        opened = b""
    if opened[: len(key_id)] != key_id or len(opened) != len(key_id) + _SECRET_BYTES:
        raise KeyTrouble(
            "The key of one patient's recordings cannot be opened with the key of this book; "
            "put the right key back, the recordings are untouched."
        )
    return PatientKey(patient, key_id, opened[len(key_id) :])


def _box(store_key: bytes) -> SecretBox:
    return SecretBox(derived(store_key, b"patient keys"))
