"""Reads the small files of numbers that are shipped with the program."""

from pathlib import Path
from typing import TypeVar

import msgspec

from mit_trainer.errors import BadInput

T = TypeVar("T")


def read_numbers(path: Path, shape: type[T]) -> T:
    """Read a TOML file into a dataclass or struct; every row must be there and fit.

    Raises
    ------
    BadInput : the file is missing, or a number in it does not fit
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except OSError as error:
        raise BadInput(f"{path} cannot be read; please install the trainer again.") from error
    except msgspec.DecodeError as error:
        raise BadInput(f"{path} cannot be used: {error}.") from error
