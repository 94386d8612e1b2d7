"""Which key belongs to a data folder.

A data folder carries a small text file with a stable id, under which a key store keeps
the key, and a fingerprint of that key, by which a wrong key is told from a damaged
book.  It is written twice (`DataFolder.identities`), since without it no key is found.
The fingerprint says nothing about the key: the key is 32 random bytes and is only the
hash's own key.
"""

import hashlib
import os
import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder


@dataclass(frozen=True)
class Identity:
    """What a data folder says about its key."""

    id: str
    fingerprint: str

    def fits(self, key: bytes) -> bool:
        """Whether this is the key the records were sealed with."""
        return fingerprint(key) == self.fingerprint


def new(key: bytes) -> Identity:
    """Make an identity for a folder that has none."""
    return Identity(uuid.uuid4().hex, fingerprint(key))


def fingerprint(key: bytes) -> str:
    """16 hexadecimal digits by which a key is recognised."""
    return derived(key, b"fingerprint")[:8].hex()


def derived(key: bytes, purpose: bytes) -> bytes:
    """32 bytes for one purpose, so that no two things are sealed with the same key."""
    return hashlib.blake2b(key=key, person=purpose, digest_size=32).digest()


def read(folder: DataFolder) -> Identity | None:
    """Read what the folder says; None when neither of the two files can be read."""
    for path in folder.identities:
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
            return Identity(str(found["id"]), str(found["fingerprint"]))
        except (OSError, ValueError, KeyError):
            continue
    return None


def write(folder: DataFolder, identity: Identity) -> None:
    """Write it wherever it is missing or differs.  Raises `StoreTrouble`."""
    text = f'id = "{identity.id}"\nfingerprint = "{identity.fingerprint}"\n'
    for path in folder.identities:
        try:
            if path.is_file() and path.read_bytes() == text.encode():
                continue
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, text.encode())
        except OSError as error:
            raise StoreTrouble(
                f"Records cannot be kept in {folder.root} ({error.strerror}); choose a folder "
                "that you may write to, or free some space."
            ) from error


def has_records(folder: DataFolder) -> bool:
    """Whether something in the folder was sealed with a key already."""
    return folder.store.exists() or has_recordings(folder)


def has_recordings(folder: DataFolder) -> bool:
    """Whether there are takes or copies of the book, with or without the book itself."""
    return any(
        next(place.glob(pattern), None) is not None
        for place, pattern in (
            (folder.takes, "*.take"),
            (folder.takes, "*.part"),
            (folder.backups, "*.db"),
        )
    )


def write_whole(path: Path, content: bytes) -> None:
    """Write all of a small file or nothing, even if the power goes."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system knows such a thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
