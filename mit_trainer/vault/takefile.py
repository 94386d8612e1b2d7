r"""The file of one sealed take: a header in the clear, then sealed chunks.

The chunks are those of libsodium's secretstream (XChaCha20-Poly1305): none can be
altered, left out, repeated or put in another order without notice, and the last one is
marked, so that a cut file is told from a whole one.

Layout (little-endian)
----------------------
header, 80 bytes : magic ``MITtake\n``, version, sample format (1 is float32), flags
    (1: cut off and mended), patient key id, take id, rate in Hz, calendar time of its
    beginning in microseconds since 1970, the stream's own header
then for each chunk : its length in bytes (4 bytes), its sealed bytes

The header is authenticated with every chunk.  Samples are kept as float32, as the
microphone's were, so that hearing a take again gives the same numbers to the bit.
"""

import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from mit_trainer.record import TakeName

SAMPLE_BYTES = 4
CHUNK_MAX_BYTES = 1 << 20

_MAGIC = b"MITtake\n"
_VERSION = 1
_FLOAT32 = 1
_MENDED = 1
_HEADER = struct.Struct("<8sHBB16s16sIq24s")
_LENGTH = struct.Struct("<I")
_TAG_BYTES = sodium.crypto_secretstream_xchacha20poly1305_ABYTES


class NotATake(Exception):
    """The file does not begin like one of ours, or is of a later version."""


class CutOff(Exception):
    """All chunks so far are whole, but the file ends before the last one."""


class Altered(Exception):
    """A chunk is not as it was sealed."""


@dataclass(frozen=True)
class Header:
    """What stands in the clear at the head of a take."""

    key_id: bytes
    name: TakeName
    rate_hz: int
    began_us: int
    mended: bool
    stream: bytes = b""  # the sealer makes it

    def packed(self) -> bytes:
        """Its bytes in the file."""
        flags = _MENDED if self.mended else 0
        take_id = uuid.UUID(self.name).bytes
        return _HEADER.pack(
            _MAGIC, _VERSION, _FLOAT32, flags, self.key_id, take_id,
            self.rate_hz, self.began_us, self.stream,
        )  # fmt: skip


HEADER_BYTES = _HEADER.size


class Sealer:
    """Seals the chunks of one take, in order."""

    def __init__(self, secret: bytes, header: Header) -> None:
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, secret)
        self._header = replace(header, stream=stream).packed()

    @property
    def header(self) -> bytes:
        """The first bytes of the file."""
        return self._header

    def seal(self, chunk: bytes, *, last: bool = False) -> bytes:
        """Seal the next chunk; returns the bytes to be written."""
        tag = (
            sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if last
            else sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
            self._state, chunk, self._header, tag
        )
        return _LENGTH.pack(len(sealed)) + sealed


def read_header(file: BinaryIO) -> Header:
    """Read the head of a take.  Raises `NotATake`."""
    packed = file.read(HEADER_BYTES)
    if len(packed) < HEADER_BYTES:
        raise NotATake("too short")
    magic, version, samples, flags, key_id, take_id, rate_hz, began_us, stream = _HEADER.unpack(
        packed
    )
    ours = (magic, version, samples) == (_MAGIC, _VERSION, _FLOAT32)
    if not ours or flags & ~_MENDED or rate_hz == 0:
        raise NotATake("another kind of file")
    name = TakeName(uuid.UUID(bytes=take_id).hex)
    return Header(key_id, name, rate_hz, began_us, bool(flags & _MENDED), stream)


def opened_chunks(file: BinaryIO, header: Header, secret: bytes) -> Iterator[bytes]:
    """Open one chunk after the other, from just behind the header to the last.

    Raises `CutOff` or `Altered` after the last chunk that is whole; needs the memory of
    one chunk.
    """
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header.stream, secret)
    packed = header.packed()
    while True:
        sealed = _next_sealed(file)
        try:
            chunk, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, packed)
        except CryptoError as error:
            raise Altered from error
        yield chunk
        if tag == sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
            break
    if file.read(1):
        raise Altered("something follows the last chunk")


def _next_sealed(file: BinaryIO) -> bytes:
    prefix = file.read(_LENGTH.size)
    if len(prefix) < _LENGTH.size:
        raise CutOff
    (length,) = _LENGTH.unpack(prefix)
    if not _TAG_BYTES <= length <= CHUNK_MAX_BYTES + _TAG_BYTES:
        raise Altered
    sealed = file.read(length)
    if len(sealed) < length:
        raise CutOff
    return sealed
