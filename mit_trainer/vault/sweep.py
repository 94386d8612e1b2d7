"""Puts the takes in order when a book is opened: nothing that was said is lost.

- A ``.part`` is an answer that a crash cut off.  Its chunks up to the cut are sealed
  anew as a finished take.
- A finished take that no row mentions is one whose row the crash prevented.
- What cannot be opened at all is moved to the folder ``set-aside``; nothing that holds
  sound is ever deleted.

The book then adds a row for each take found, so that the next sweep passes them by.
"""

import hashlib
import itertools
import os
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from mit_trainer.places import DataFolder
from mit_trainer.record import KeptTake, PatientId, TakeName
from mit_trainer.vault import takefile
from mit_trainer.vault.identity import sync_folder
from mit_trainer.vault.patient_keys import PatientKey, PatientKeys
from mit_trainer.vault.takefile import HEADER_BYTES, SAMPLE_BYTES, Header, Sealer

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    """A take that no row mentions; ``whole`` unless it was cut off."""

    patient: PatientId
    take: KeptTake
    began_utc: datetime
    whole: bool


@dataclass(frozen=True)
class Sweep:
    """What was found among the takes.

    Attributes
    ----------
    found : takes without a row, in the order in which they began
    set_aside : files that could not be opened, where they lie now
    missing : takes that a row mentions and that are not there
    left : takes that could not be mended or read now, such as on a full disk
    """

    found: tuple[Found, ...] = ()
    set_aside: tuple[Path, ...] = ()
    missing: tuple[TakeName, ...] = ()
    left: tuple[Path, ...] = ()


class _End(Enum):
    LAST = "with the last chunk"
    CUT = "in the middle"
    ALTERED = "at a chunk that is not as it was sealed"


def sweep(folder: DataFolder, keys: PatientKeys, mentioned: AbstractSet[TakeName]) -> Sweep:
    """Mend what a crash has left; needs the memory of one chunk."""
    found: list[Found] = []
    set_aside: list[Path] = []
    left: list[Path] = []
    for leftover in folder.takes.glob("*.mend"):  # its part is still there
        leftover.unlink()
    for part in sorted(folder.takes.glob("*.part")):
        try:
            if _mend(part, keys):
                set_aside.append(_move(part, folder.set_aside))
            else:
                part.unlink(missing_ok=True)
        except OSError:
            part.with_suffix(".mend").unlink(missing_ok=True)
            left.append(part)
    there = {TakeName(path.stem): path for path in folder.takes.glob("*.take")}
    for name in sorted(there.keys() - mentioned):
        try:
            found.append(_looked_at(there[name], keys))
        except (takefile.NotATake, takefile.CutOff, takefile.Altered):
            set_aside.append(_move(there[name], folder.set_aside))
        except OSError:
            left.append(there[name])
    found.sort(key=lambda one: one.began_utc)
    missing = tuple(sorted(mentioned - there.keys()))
    return Sweep(tuple(found), tuple(set_aside), missing, tuple(left))


def _mend(part: Path, keys: PatientKeys) -> bool:
    """Make a finished take of the whole chunks of a part.

    True when something is left in the part that is worth keeping: a chunk that was
    altered may have whole ones behind it.
    """
    take, mended = part.with_suffix(".take"), part.with_suffix(".mend")
    if part.stat().st_size <= HEADER_BYTES or take.exists():
        return False  # no sound was sealed yet; or the crash came just after mending
    n_chunks, end = _read_through(part, keys)
    if end is _End.LAST:  # the crash came between the last chunk and the new name
        mended = part
    elif n_chunks:
        _seal_anew(part, n_chunks, mended, keys)
    else:
        return True
    with mended.open("rb+") as file:
        os.fsync(file.fileno())
    mended.replace(take)
    sync_folder(take.parent)
    return end is _End.ALTERED


def _read_through(part: Path, keys: PatientKeys) -> tuple[int, _End]:
    """Count the whole chunks of a part and say how they end."""
    n_chunks = 0
    try:
        with part.open("rb") as file:
            header, key = _head(file, keys)
            for _ in takefile.opened_chunks(file, header, key.secret):
                n_chunks += 1
    except takefile.CutOff:
        return n_chunks, _End.CUT
    except (takefile.Altered, takefile.NotATake):
        return n_chunks, _End.ALTERED
    return n_chunks, _End.LAST


def _seal_anew(part: Path, n_chunks: int, mended: Path, keys: PatientKeys) -> None:
    """Copy the whole chunks under a new stream.

    A new stream, because the one of the part may already have sealed, with the next
    number, the chunk whose torn half is still on the disk.
    """
    with part.open("rb") as source, mended.open("wb") as target:
        header, key = _head(source, keys)
        sealer = Sealer(key.secret, replace(header, mended=True))
        target.write(sealer.header)
        chunks = takefile.opened_chunks(source, header, key.secret)
        for chunk in itertools.islice(chunks, n_chunks):
            target.write(sealer.seal(chunk))
        target.write(sealer.seal(b"", last=True))


def _looked_at(path: Path, keys: PatientKeys) -> Found:
    """Open a finished take from end to end."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        header, key = _head(file, keys)
        if header.name != path.stem:
            raise takefile.Altered
        n_bytes = sum(map(len, takefile.opened_chunks(file, header, key.secret)))
    duration_s = n_bytes / SAMPLE_BYTES / header.rate_hz
    take = KeptTake(header.name, sha256, duration_s, header.rate_hz)
    began_utc = _EPOCH + timedelta(microseconds=header.began_us)
    return Found(key.patient, take, began_utc, whole=not header.mended)


def _head(file: BinaryIO, keys: PatientKeys) -> tuple[Header, PatientKey]:
    header = takefile.read_header(file)
    key = keys.named(header.key_id)
    if key is None:
        raise takefile.NotATake("sealed with a key that is not in this book")
    return header, key


def _move(path: Path, folder: Path) -> Path:
    """Move into a folder without ever covering what is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = folder / path.name
    for number in itertools.count(2):
        if not place.exists():
            break
        place = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(place)
    return place
