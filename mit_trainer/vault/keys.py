"""The one key under which everything at rest is sealed.

It is 32 random bytes, kept in the operating system's key store, or in a key file that
only its owner can read.  A key file is used when the caller or the environment variable
``MIT_TRAINER_KEY_FILE`` names one; it is only ever made by `make_key_file`.  A folder
that holds records never gets a new key: they would look lost.  No key is ever logged.
"""

import os
import secrets
import stat
from pathlib import Path

from mit_trainer.errors import KeyTrouble
from mit_trainer.places import DataFolder
from mit_trainer.vault import identity, keystore
from mit_trainer.vault.keystore import KEY_BYTES

VARIABLE = "MIT_TRAINER_KEY_FILE"


def store_key(folder: DataFolder, key_file: Path | None = None, *, make: bool = False) -> bytes:
    """Find the key of a folder, or make one in the key store for a folder without records.

    With ``make`` a named key file that is not there is made too, for such a folder.  Call
    it while holding the folder's lock, so that two starts cannot make two keys; it may take
    a second or wait for the person to unlock the key store.

    Raises
    ------
    KeyTrouble
        There is no place for a key, no key, or the wrong one.
    """
    path = key_file or named_file()
    known = identity.read(folder)
    if path is not None:
        if make and not path.exists() and not identity.has_records(folder):
            return make_key_file(path)
        key = _from_file(path, folder)
        _check_fits(folder, known, key, f"in {path}")
        return key
    store = keystore.find()
    key_or_none = keystore.get(store, known.id) if known else None
    if key_or_none is not None:
        _check_fits(folder, known, key_or_none, "in this computer's key store")
        return key_or_none
    _refuse_over_records(folder, known)
    key = secrets.token_bytes(KEY_BYTES)
    fresh = identity.new(key)
    keystore.put(store, fresh.id, key)
    identity.write(folder, fresh)
    return key


def make_key_file(path: Path) -> bytes:
    """Make a key file that only its owner can read; never touches one that is there."""
    key = secrets.token_bytes(KEY_BYTES)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyTrouble(
            f"There is something at {path} already, so no key was made; name another place."
        ) from None
    except OSError as error:
        raise KeyTrouble(
            f"A key file cannot be made at {path} ({error.strerror}); name another place."
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    identity.sync_folder(path.absolute().parent)
    return key


def describe(folder: DataFolder, key_file: Path | None = None) -> str:
    """Say in plain words where the key is.  Makes nothing; raises `KeyTrouble` like `store_key`."""
    path = key_file or named_file()
    known = identity.read(folder)
    if path is not None:
        _check_fits(folder, known, _from_file(path, folder), f"in {path}")
        return f"The key is in the file {path}, which only you can read."
    store = keystore.find()
    key = keystore.get(store, known.id) if known else None
    if key is not None:
        _check_fits(folder, known, key, "in this computer's key store")
        return f"The key is in this computer's key store ({store.name})."
    _refuse_over_records(folder, known)
    return f"A key will be made in this computer's key store ({store.name}) at the first start."


def named_file() -> Path | None:
    """Return the key file that the environment names, or None."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else None


def _from_file(path: Path, folder: DataFolder) -> bytes:
    try:
        if not path.exists():
            raise KeyTrouble(_missing_file(path, folder))
        if not path.is_file():
            raise KeyTrouble(f"The key file {path} is not a file; name the key file itself.")
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            key = file.read(KEY_BYTES + 1)
    except OSError as error:
        raise KeyTrouble(
            f"The key file {path} cannot be read ({error.strerror}); make it readable for you."
        ) from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise KeyTrouble(
            f"The key file {path} can be read by others on this computer; close it to them "
            f"with: chmod 600 '{path}'"
        )
    if len(key) != KEY_BYTES:
        raise KeyTrouble(
            f"The key file {path} does not hold a key of {KEY_BYTES} bytes; put back the file "
            "as it was made."
        )
    return key


def _missing_file(path: Path, folder: DataFolder) -> str:
    if identity.has_records(folder):
        return (
            f"The records in {folder.root} are sealed, and the key file {path} is not there; "
            "put that same file back, for no new key can open them."
        )
    return (
        f"There is no key file at {path}; if this is a new start, make one with: "
        f"head -c {KEY_BYTES} /dev/urandom > '{path}' && chmod 600 '{path}'"
    )


def _check_fits(
    folder: DataFolder, known: identity.Identity | None, key: bytes, where: str
) -> None:
    if known and identity.has_records(folder) and not known.fits(key):
        raise KeyTrouble(
            f"The key {where} is not the one that the records in {folder.root} were sealed "
            "with; put the right key back, nothing was changed."
        )


def _refuse_over_records(folder: DataFolder, known: identity.Identity | None) -> None:
    if not identity.has_records(folder):
        return
    if known is None:
        raise KeyTrouble(
            f"The records in {folder.root} are sealed, and the file that says which key is "
            f"theirs is gone; put {folder.identities[0].name} back from a copy of that folder."
        )
    raise KeyTrouble(
        f"The records in {folder.root} are sealed with a key that is not in this computer's "
        f"key store; start the trainer as the user and on the computer that made them, or set "
        f"{VARIABLE} to their key file."
    )
