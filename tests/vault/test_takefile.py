"""The file of one sealed take."""

import io
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.record import TakeName
from mit_trainer.vault import takefile
from mit_trainer.vault.takefile import HEADER_BYTES, Header, Sealer

SECRET = bytes(range(32))
NAME = TakeName(uuid.UUID(int=7).hex)
HEADER = Header(bytes(16), NAME, 48000, 1_700_000_000_000_000, mended=False)
CHUNKS = [b"first", b"", b"third" * 100]


def sealed(chunks: list[bytes], *, finished: bool = True) -> bytes:
    """Seal chunks as a file; the last of them ends it."""
    sealer = Sealer(SECRET, HEADER)
    content = sealer.header
    for number, chunk in enumerate(chunks, start=1):
        content += sealer.seal(chunk, last=finished and number == len(chunks))
    return content


def opened(content: bytes, secret: bytes = SECRET) -> list[bytes]:
    """Open a file."""
    file = io.BytesIO(content)
    return list(takefile.opened_chunks(file, takefile.read_header(file), secret))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=8))
def test_what_is_sealed_is_opened(chunks: list[bytes]) -> None:
    """Chunks of any content and length come back equal and in order."""
    assert opened(sealed(chunks)) == chunks


def test_the_header_comes_back() -> None:
    """Everything in the clear is read as it was written, with the stream's own part."""
    header = takefile.read_header(io.BytesIO(sealed(CHUNKS)))

    assert (header.key_id, header.name, header.rate_hz) == (bytes(16), NAME, 48000)
    assert header.began_us == HEADER.began_us
    assert not header.mended
    assert len(header.stream) == 24


def test_the_same_sound_is_never_sealed_the_same_way() -> None:
    """Two files of the same chunks share nothing behind the header."""
    one, other = sealed(CHUNKS), sealed(CHUNKS)

    assert one[HEADER_BYTES + 4 :] != other[HEADER_BYTES + 4 :]
    assert b"third" not in one


def test_every_flipped_bit_is_noticed() -> None:
    """Whichever single bit of a file is flipped, it does not open as if nothing were."""
    content = sealed(CHUNKS)
    for bit in range(len(content) * 8):
        bent = bytearray(content)
        bent[bit // 8] ^= 1 << bit % 8
        with pytest.raises((takefile.NotATake, takefile.Altered, takefile.CutOff)):
            opened(bytes(bent))


def test_every_cut_is_noticed() -> None:
    """A file cut anywhere is told from a whole one."""
    content = sealed(CHUNKS)
    for length in range(HEADER_BYTES, len(content)):
        file = io.BytesIO(content[:length])
        with pytest.raises(takefile.CutOff):
            list(takefile.opened_chunks(file, takefile.read_header(file), SECRET))
    for length in range(HEADER_BYTES):
        with pytest.raises(takefile.NotATake):
            opened(content[:length])


def test_a_cut_file_gives_its_whole_chunks() -> None:
    """What stands before the cut is opened before the cut is told."""
    content = sealed(CHUNKS, finished=False)
    file = io.BytesIO(content[:-1])
    chunks = takefile.opened_chunks(file, takefile.read_header(file), SECRET)

    assert [next(chunks), next(chunks)] == CHUNKS[:2]
    with pytest.raises(takefile.CutOff):
        next(chunks)


def test_chunks_cannot_be_left_out_swapped_or_added() -> None:
    """Whole chunks in another order, one twice, one missing or one more are all noticed."""
    content = sealed(CHUNKS)
    head, rest = content[:HEADER_BYTES], content[HEADER_BYTES:]
    lengths = [4 + len(chunk) + 17 for chunk in CHUNKS]
    first, second, third = (
        rest[sum(lengths[:i]) : sum(lengths[: i + 1])] for i in range(len(lengths))
    )
    for order in (
        (second, first, third), (first, third), (first, first, second, third),
        (first, second, third, third), (first, second, third, b"x"),
    ):  # fmt: skip
        with pytest.raises(takefile.Altered):
            opened(head + b"".join(order))


def test_another_key_opens_nothing() -> None:
    """With another secret the first chunk is already not as it was sealed."""
    with pytest.raises(takefile.Altered):
        opened(sealed(CHUNKS), SECRET[::-1])


@pytest.mark.parametrize("length", [0, 16, takefile.CHUNK_MAX_BYTES + 18, 2**32 - 1])
def test_a_lying_length_is_refused_before_memory_is_taken(length: int) -> None:
    """A chunk length that no chunk of ours has is noticed before it is read."""
    content = sealed(CHUNKS)[:HEADER_BYTES] + length.to_bytes(4, "little") + bytes(40)

    with pytest.raises(takefile.Altered):
        opened(content)
