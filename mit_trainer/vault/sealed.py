"""Takes, sealed as they come.

A take is written to ``<name>.part`` in chunks of about a quarter of a second.  Each chunk
is sealed and handed to the system at once, so a crash of the program costs at most the
chunk under way; every two seconds and at the end it is forced to the disk, so a loss of
power costs little more.  Only a finished take gets the name ``<name>.take``.

Who runs where: `SealedTakes.begin` and `read` on any thread; a `SealedWriter` belongs to
the one thread that records, and may block there for as long as the disk does.
"""

import errno
import hashlib
import os
import uuid
from io import BufferedReader
from pathlib import Path
from typing import NoReturn

import numpy as np

from mit_trainer.capture.take import Samples, Sound
from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock
from mit_trainer.record import KeptTake, PatientId, TakeName
from mit_trainer.vault import takefile
from mit_trainer.vault.identity import sync_folder
from mit_trainer.vault.patient_keys import PatientKey, PatientKeys
from mit_trainer.vault.takefile import SAMPLE_BYTES, Header, Sealer

CHUNK_S = 0.25
_SYNC_EVERY_S = 2.0


class SealedTakes:
    """The takes of one data folder; keeps the contract of `ports.TakeVault`."""

    def __init__(self, folder: DataFolder, keys: PatientKeys, clock: Clock) -> None:
        self._folder = folder
        self._keys = keys
        self._clock = clock

    def begin(self, patient: PatientId, rate_hz: int) -> "SealedWriter":
        """Open a new take.  Raises `StoreTrouble` when nothing can be written."""
        key = self._keys.of(patient)
        name = TakeName(uuid.uuid4().hex)
        began_us = round(self._clock.now_utc().timestamp() * 1e6)
        return SealedWriter(self._folder.takes, key, Header(key.id, name, rate_hz, began_us, False))

    def read(self, kept: KeptTake) -> Sound:
        """Unseal a take.  Raises `StoreTrouble` when it is missing, cut or altered."""
        try:
            with take_path(self._folder.takes, kept.name).open("rb") as file:
                return self._opened(file, kept)
        except FileNotFoundError:
            raise StoreTrouble(
                f"The recording {kept.name} is missing from {self._folder.takes}; put it back "
                "from a copy of that folder."
            ) from None
        except OSError as error:
            raise StoreTrouble(
                f"The recording {kept.name} cannot be read ({error.strerror}); check the disk."
            ) from error
        except (takefile.NotATake, takefile.CutOff, takefile.Altered):
            raise StoreTrouble(
                f"The recording {kept.name} is not as it was kept: it was cut or altered; put "
                f"it back from a copy of {self._folder.takes}."
            ) from None

    def _opened(self, file: BufferedReader, kept: KeptTake) -> Sound:
        if hashlib.file_digest(file, "sha256").hexdigest() != kept.sha256:
            raise takefile.Altered
        file.seek(0)
        header = takefile.read_header(file)
        key = self._keys.named(header.key_id)
        if key is None:
            raise StoreTrouble(
                f"The recording {kept.name} cannot be opened: its key is gone, as after a "
                "patient's records were erased."
            )
        sealed = b"".join(takefile.opened_chunks(file, header, key.secret))
        return Sound(np.frombuffer(sealed, dtype="<f4").astype(np.float32), header.rate_hz)


class SealedWriter:
    """One take on its way to the disk; keeps the contract of `ports.TakeWriter`."""

    def __init__(self, takes: Path, key: PatientKey, header: Header) -> None:
        self._header = header
        self._final = take_path(takes, header.name)
        self._part = self._final.with_suffix(".part")
        self._sealer = Sealer(key.secret, header)
        self._waiting = bytearray()
        self._chunk_bytes = max(1, round(CHUNK_S * header.rate_hz)) * SAMPLE_BYTES
        self._hash = hashlib.sha256()
        self._n_bytes = 0  # of sound, sealed so far
        self._unsynced = 0
        self._has_synced = False
        self._trouble: StoreTrouble | None = None
        try:
            takes.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = self._part.open("xb", buffering=0)
        except OSError as error:
            raise _told(error, takes) from error
        self._put(self._sealer.header)

    def write(self, samples: Samples) -> None:
        """Seal and hand to the disk.  Raises `StoreTrouble`; what is sealed stays sealed."""
        self._waiting += np.ascontiguousarray(samples, dtype="<f4").tobytes()
        while len(self._waiting) >= self._chunk_bytes:
            self._seal(self._chunk_bytes)
            if self._unsynced >= _SYNC_EVERY_S * self._header.rate_hz * SAMPLE_BYTES:
                self._sync()

    def finish(self) -> KeptTake:
        """Seal the rest, force all to the disk, and give the take its name."""
        self._seal(len(self._waiting), last=True)
        self._sync()
        self._file.close()
        try:
            self._part.replace(self._final)
            sync_folder(self._final.parent)
        except OSError as error:
            raise _told(error, self._final.parent) from error
        rate_hz = self._header.rate_hz
        duration_s = self._n_bytes / SAMPLE_BYTES / rate_hz
        return KeptTake(self._header.name, self._hash.hexdigest(), duration_s, rate_hz)

    def abandon(self) -> None:
        """Forget a recording in which nothing was answered; after a trouble it is left."""
        self._file.close()
        if self._trouble is None:
            self._part.unlink(missing_ok=True)

    def _seal(self, n_bytes: int, *, last: bool = False) -> None:
        if self._trouble:
            raise self._trouble
        chunk = bytes(self._waiting[:n_bytes])
        del self._waiting[:n_bytes]
        self._put(self._sealer.seal(chunk, last=last))
        self._n_bytes += n_bytes
        self._unsynced += n_bytes

    def _put(self, sealed: bytes) -> None:
        try:
            rest = memoryview(sealed)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self._give_up(error)
        self._hash.update(sealed)

    def _sync(self) -> None:
        try:
            os.fsync(self._file.fileno())
            if not self._has_synced:
                sync_folder(self._part.parent)
        except OSError as error:
            self._give_up(error)
        self._has_synced = True
        self._unsynced = 0

    def _give_up(self, error: OSError) -> NoReturn:
        """Leave the part as it is: the next start mends it from its whole chunks."""
        self._trouble = _told(error, self._part.parent)
        self._file.close()
        raise self._trouble from error


def take_path(takes: Path, name: TakeName) -> Path:
    """Where a finished take lies.  The name is taken as an id, so it leads nowhere else."""
    try:
        return takes / f"{uuid.UUID(name).hex}.take"
    except ValueError:
        raise StoreTrouble(f"{name!r} is not the name of a recording.") from None


def _told(error: OSError, takes: Path) -> StoreTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreTrouble(
            f"The disk with {takes} is full; what was recorded so far is kept, please free "
            "some space before going on."
        )
    return StoreTrouble(
        f"A recording cannot be written to {takes} ({error.strerror}); choose a folder that "
        "you may write to."
    )
