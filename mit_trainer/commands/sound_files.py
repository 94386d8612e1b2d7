"""Sound files named at the shell: read whole or refused, written whole or not at all."""

import io
import os
from contextlib import suppress
from pathlib import Path

import numpy as np

from mit_trainer.capture.take import Samples, Sound
from mit_trainer.commands.whole_file import check_whole
from mit_trainer.errors import BadInput

_RATES_HZ = (8_000, 192_000)
_LARGEST_FILE = 1_000_000_000  # bytes; above that it is not even opened
_CANCELLED = 0.1  # of the power is left when two channels are added: they are out of phase


def read_sound(path: Path, longest_s: float) -> Sound:
    """Read a recording as one channel at its own rate.

    Raises `BadInput` when there is no such file, when it is no sound, when it is empty,
    longer than ``longest_s``, or holds values that are no numbers.
    """
    import soundfile

    if not path.is_file():
        raise BadInput(f"There is no sound file {path}; check its name.")
    try:
        if not 0 < path.stat().st_size < _LARGEST_FILE:
            raise BadInput(f"{path} is empty or far too large for a recording; choose another.")
        check_whole(path)
        with soundfile.SoundFile(path) as file:
            _check_facts(path, file.samplerate, file.frames, longest_s)
            samples = file.read(dtype="float32", always_2d=True)
            rate_hz = int(file.samplerate)
    except OSError as error:
        raise BadInput(f"{path} cannot be opened ({error.strerror}); check it.") from error
    except soundfile.LibsndfileError as error:
        raise BadInput(
            f"{path} is not a sound file that can be read; save it as WAV or FLAC and try again."
        ) from error
    if samples.size == 0 or not np.isfinite(samples).all():
        raise BadInput(f"{path} holds no sound; record it again.")
    return Sound(_one_channel(samples), rate_hz)


def write_sound(path: Path, sound: Sound, source: Path | None = None) -> None:
    """Write a 24-bit WAV: first beside its place, then into it.

    Raises `BadInput` when the name does not end in .wav, when it is the recording that
    was read, or when the place cannot be written to.
    """
    import soundfile

    if path.suffix.lower() != ".wav":
        raise BadInput(f'The name "{path}" must end in .wav.')
    if source is not None and path.exists() and path.samefile(source):
        raise BadInput(f"{path} is the recording itself; choose another name for what is made.")
    content = io.BytesIO()
    soundfile.write(content, sound.samples, sound.rate_hz, format="WAV", subtype="PCM_24")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder; give the name of a file in it.")
        part.write_bytes(content.getvalue())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BadInput(
            f"{path} cannot be written ({error.strerror}); choose another place."
        ) from error


def _check_facts(path: Path, rate_hz: int, frames: int, longest_s: float) -> None:
    low, high = _RATES_HZ
    if not low <= rate_hz <= high:
        raise BadInput(
            f"{path} has a rate of {rate_hz} Hz; save it with a rate from {low} to {high} Hz."
        )
    if frames > longest_s * rate_hz:
        raise BadInput(
            f"{path} lasts {frames / rate_hz:.0f} s, and at most {longest_s:.0f} s can be used; "
            "cut out the part that is meant."
        )


def _one_channel(samples: Samples) -> Samples:
    """Add the channels; where they cancel each other take the louder one."""
    mixed = samples.mean(axis=1)
    power = np.mean(np.square(samples, dtype=np.float64), axis=0)
    if np.mean(np.square(mixed, dtype=np.float64)) < _CANCELLED * power.max():
        mixed = samples[:, int(np.argmax(power))]
    return np.ascontiguousarray(mixed, dtype=np.float32)
