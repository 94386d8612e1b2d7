"""Patients' keys, sealed with the store's key."""

import pytest

from mit_trainer.errors import KeyTrouble
from mit_trainer.vault import patient_keys
from tests.vault.ring import ANNA

STORE_KEY = bytes(range(32))


def test_a_sealed_key_comes_back() -> None:
    """Wrapping and unwrapping gives the same key, and the wrap does not show it."""
    key = patient_keys.new(ANNA)

    wrapped = patient_keys.wrap(key, STORE_KEY)

    assert patient_keys.unwrap(ANNA, key.id, wrapped, STORE_KEY) == key
    assert key.secret not in wrapped
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)


def test_only_the_store_key_opens_it() -> None:
    """Another store key, another id or one altered bit gives a sentence, never a key."""
    key = patient_keys.new(ANNA)
    wrapped = patient_keys.wrap(key, STORE_KEY)
    bent = wrapped[:-1] + bytes([wrapped[-1] ^ 1])

    for key_id, box, store_key in (
        (key.id, wrapped, STORE_KEY[::-1]),
        (bytes(16), wrapped, STORE_KEY),
        (key.id, bent, STORE_KEY),
        (key.id, b"", STORE_KEY),
    ):
        with pytest.raises(KeyTrouble, match="key of one patient's recordings"):
            patient_keys.unwrap(ANNA, key_id, box, store_key)


def test_every_patient_has_her_own_key() -> None:
    """Two new keys share neither id nor secret."""
    one, other = patient_keys.new(ANNA), patient_keys.new(ANNA)

    assert one.id != other.id
    assert one.secret != other.secret
