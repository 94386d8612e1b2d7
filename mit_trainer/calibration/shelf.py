"""Keeps calibrations in a file beside the records; they say nothing about a person.

Conventions
-----------
The file is JSON, a list, oldest first.  It is written anew as a whole and put in place
in one step, so that it is never half there.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec

from mit_trainer.calibration.model import Calibration
from mit_trainer.errors import BadInput

_MOST = 200  # older ones make room


def read_calibrations(path: Path) -> tuple[Calibration, ...]:
    """Read all that was ever measured; none when there is no file.

    Raises
    ------
    BadInput : the file is there and cannot be understood
    """
    try:
        return tuple(msgspec.json.decode(path.read_bytes(), type=list[Calibration]))
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(
            f"{path} holds the delays of this device and cannot be read; measure them again "
            "(mit-trainer calibrate), which replaces it."
        ) from error


def add_calibration(path: Path, made: Calibration) -> None:
    """Put one more into the file; a file that cannot be read is set aside, not lost.

    Raises
    ------
    BadInput : the folder cannot be written
    """
    try:
        before = read_calibrations(path)
    except BadInput:
        before = ()
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".unreadable"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(number, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode([*before, made][-_MOST:])))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise BadInput(f"The delays cannot be kept in {path.parent}: {error.strerror}.") from error
