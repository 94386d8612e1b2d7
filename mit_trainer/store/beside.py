"""What a crash leaves beside the book: its newest acts, in the write-ahead file.

When the book is next opened the database takes them in by itself, up to the first frame
whose checksum is not right, and says nothing about those behind it.  That is as it should
be for an act that was cut off while it was written; but where whole acts follow, a frame
was damaged after it was written, and they would be lost in silence.  So the frames are
counted before, by their headers alone.

The format is SQLite's ("Database File Format", section 4).  The page in a frame is
sealed, its header of six big-endian words is not.
"""

import struct
from pathlib import Path

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682  # the lowest bit says how the words of a checksum are read


def frames_due(wal: Path) -> int:
    """Count the frames up to the end of the last whole act; all, if it cannot be told."""
    if not wal.exists() or wal.stat().st_size <= _HEADER.size:
        return 0
    with wal.open("rb") as file:
        head = file.read(_HEADER.size)
        magic, _, page_bytes, _, *salts = _HEADER.unpack(head)[:6]
        readable = _sums(head[:24], "<" if magic == _MAGIC else ">") == _HEADER.unpack(head)[6:]
        step = _FRAME.size + (page_bytes if readable else 4096)
        due = 0
        for number, start in enumerate(range(_HEADER.size, wal.stat().st_size - step + 1, step), 1):
            file.seek(start)
            _, pages_after, *frame_salts = _FRAME.unpack(file.read(_FRAME.size))[:4]
            # Older frames, taken in long ago, have other salts; only the last frame of an
            # act says how many pages the book has after it.
            if not readable or (frame_salts == salts and pages_after):
                due = number
    return due


def _sums(words: bytes, order: str) -> tuple[int, int]:
    """Work out SQLite's checksum of the header."""
    one = two = 0
    for first, second in struct.iter_unpack(f"{order}II", words):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
