"""The operating system's own key store, reached through ``keyring``.

Only what keyring itself recommends counts (a priority of at least 1): that leaves out
its placeholders for "no key store" and the back ends that keep secrets in plain text.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from mit_trainer.errors import KeyTrouble, NoKeyStore

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "mit-trainer"
KEY_BYTES = 32
T = TypeVar("T")


def find() -> "KeyringBackend":
    """Find a key store that can be trusted with a key.  Raises `NoKeyStore`."""
    import keyring  # a tenth of a second, and only when there is no key file
    from keyring.backends.chainer import ChainerBackend

    chosen = _ask(keyring.get_keyring)
    several = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in several:
        if backend.priority >= 1:
            return backend
    raise NoKeyStore(
        "This computer offers no key store, so recordings could not be sealed; unlock or "
        "install one (for example gnome-keyring), or set MIT_TRAINER_KEY_FILE to a file that "
        "only you can read."
    )


def get(store: "KeyringBackend", name: str) -> bytes | None:
    """Fetch a key; None when there is none under that name.  Raises `KeyTrouble`."""
    kept = _ask(lambda: store.get_password(SERVICE, name))
    if kept is None:
        return None
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyTrouble(
            f"What this computer's key store keeps for {SERVICE} ({name}) is not a key; put "
            "back a copy of the key store from before it was changed."
        )
    return key


def put(store: "KeyringBackend", name: str, key: bytes) -> None:
    """Keep a key and make sure that it is really kept.  Raises `KeyTrouble`."""
    _ask(lambda: store.set_password(SERVICE, name, key.hex()))
    if get(store, name) != key:
        raise KeyTrouble(
            "This computer's key store did not keep the key it was given; unlock or repair it, "
            "or set MIT_TRAINER_KEY_FILE to a file that only you can read."
        )


def _ask(question: Callable[[], T]) -> T:
    try:
        return question()
    except Exception as error:  # each back end raises its own library's errors
        raise KeyTrouble(
            f"This computer's key store is locked or does not answer ({type(error).__name__}); "
            "unlock it and start again."
        ) from error
