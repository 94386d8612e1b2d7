"""Whether a recording is whole and fine enough to be judged.

A recording that was cut off would be graded as a bad answer, and one in eight bits holds
more noise than breath; both are refused before anything is heard.
"""

import struct
from pathlib import Path
from typing import BinaryIO

from mit_trainer.errors import BadInput

_UNKNOWN_SIZES = (0, 0x7FFFFFFF, 0xFFFFFFFF)  # written by recorders that could not go back
_MOST_CHUNKS = 1000
_COARSE = {"PCM_U8", "PCM_S8", "DPCM_8", "ULAW", "ALAW", "MS_ADPCM", "IMA_ADPCM", "VOX_ADPCM"}


def check_whole(path: Path) -> None:
    """Raise `BadInput` when a WAV file promises more samples than it holds."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            if len(head) == 12 and head[:4] == b"RIFF" and head[8:] == b"WAVE":
                _check_chunks(path, file)
    except OSError as error:
        raise BadInput(f"{path} cannot be opened ({error.strerror}); check it.") from error


def check_fine(path: Path, n_read: int) -> None:
    """Raise `BadInput` when the samples are too coarse, or fewer than the file says."""
    import soundfile

    try:
        facts = soundfile.info(path)
    except (soundfile.LibsndfileError, OSError) as error:
        raise BadInput(f"{path} is not a sound file that can be read; save it as WAV.") from error
    if facts.subtype in _COARSE:
        raise BadInput(f"{path} has only 8 bits a sample; record it again with 16 bits or more.")
    if n_read < facts.frames:
        _refuse(path, n_read / facts.samplerate, facts.frames / facts.samplerate)


def _check_chunks(path: Path, file: BinaryIO) -> None:
    length = path.stat().st_size
    bytes_per_s = 0
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        name, size = head[:4], struct.unpack("<I", head[4:])[0]
        start = file.tell()
        if name == b"data":
            there = length - start
            if size > there and size not in _UNKNOWN_SIZES and bytes_per_s > 0:
                _refuse(path, there / bytes_per_s, size / bytes_per_s)
            return
        if name == b"fmt " and size >= 12:
            bytes_per_s = struct.unpack("<I", file.read(12)[8:12])[0]
        file.seek(start + size + size % 2)


def _refuse(path: Path, there_s: float, promised_s: float) -> None:
    raise BadInput(
        f"{path} is cut off: it holds {there_s:.2f} s of the {promised_s:.2f} s that it "
        "promises; copy it again."
    )
