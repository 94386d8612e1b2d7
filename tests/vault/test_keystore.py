"""Which key stores count, and what they are asked."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from mit_trainer.errors import KeyTrouble
from mit_trainer.vault import keystore

KEY = bytes(range(32))


class Memory(KeyringBackend):
    """A key store as good as the system's, in memory."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Look it up."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password


class PlainText(Memory):
    """One that keeps secrets in the clear, with the priority that such ones have."""

    priority = 0.5


class Forgetful(Memory):
    """One that takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""


class Locked(Memory):
    """One that nobody has unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse."""
        raise KeyringLocked("no")


@pytest.mark.usefixtures("with_key_store")
@pytest.mark.parametrize("backend", [NoKeyring, NullKeyring, PlainText])
def test_a_placeholder_is_no_key_store(backend: type[KeyringBackend]) -> None:
    """Back ends that keep nothing, or keep it in the clear, count as none, in one sentence."""
    keyring.set_keyring(backend())

    with pytest.raises(KeyTrouble, match=r"offers no key store.*gnome-keyring.*KEY_FILE") as told:
        keystore.find()

    assert str(told.value).count(". ") == 0


@pytest.mark.usefixtures("with_key_store")
def test_of_several_the_first_good_one_is_taken() -> None:
    """Where keyring tries several one after the other, one in plain text is passed over."""

    class Several(ChainerBackend):
        priority = 10.0
        backends = (PlainText(), good := Memory())

    keyring.set_keyring(Several())  # type: ignore[no-untyped-call]

    assert keystore.find() is Several.good


def test_a_key_comes_back_as_it_was_put() -> None:
    """A key is kept under the service and the name, and another name has none."""
    store = Memory()
    keystore.put(store, "folder", KEY)

    assert keystore.get(store, "folder") == KEY
    assert keystore.get(store, "other") is None
    assert list(store.kept) == [("mit-trainer", "folder")]


def test_a_key_store_that_keeps_nothing_is_found_out() -> None:
    """A key that is not there right after it was put is never used."""
    with pytest.raises(KeyTrouble, match="did not keep the key"):
        keystore.put(Forgetful(), "folder", KEY)


def test_a_locked_key_store_is_told() -> None:
    """A key store that refuses gives a sentence that says to unlock it."""
    with pytest.raises(KeyTrouble, match=r"locked or does not answer.*unlock it"):
        keystore.get(Locked(), "folder")


@pytest.mark.parametrize("kept", ["", "zz", "00" * 31])
def test_something_else_in_its_place_is_told(kept: str) -> None:
    """What is not a key of ours is never used as one."""
    store = Memory()
    store.kept["mit-trainer", "folder"] = kept

    with pytest.raises(KeyTrouble, match="is not a key"):
        keystore.get(store, "folder")
