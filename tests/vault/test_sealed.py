"""Takes on their way to the disk and back."""

import hashlib
import os
import resource
import signal
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.record import KeptTake, TakeName
from mit_trainer.simulated.clock import HandClock
from mit_trainer.vault.sealed import SealedTakes, SealedWriter
from tests.vault.ring import ANNA, BORIS, Ring, noise

RATE_HZ = 48000
BLOCK = 512


def spoken(takes: SealedTakes, n: int, *, rate_hz: int = RATE_HZ, seed: int = 0) -> SealedWriter:
    """Begin a take and write ``n`` samples in blocks as a sound card brings them."""
    writer = takes.begin(ANNA, rate_hz)
    samples = noise(n, seed)
    for start in range(0, n, BLOCK):
        writer.write(samples[start : start + BLOCK])
    return writer


@pytest.mark.parametrize("n", [0, 1, 511, 11999, 12000, 12001, 24000, 100_000])
def test_a_take_is_heard_again_to_the_bit(takes: SealedTakes, n: int) -> None:
    """The samples of a take of any length come back equal, with rate and duration."""
    kept = spoken(takes, n).finish()

    sound = takes.read(kept)

    np.testing.assert_array_equal(sound.samples, noise(n))
    assert sound.samples.dtype == np.float32
    assert sound.rate_hz == kept.rate_hz == RATE_HZ
    assert kept.duration_s == n / RATE_HZ == sound.duration_s


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 3000), max_size=12),
    st.sampled_from([8000, 11025, 44100, 48000, 192000]),
)
def test_blocks_of_any_size_make_the_same_take(
    takes: SealedTakes, lengths: list[int], rate_hz: int
) -> None:
    """How the samples were cut into blocks leaves no trace."""
    samples = noise(sum(lengths))
    samples[:3] = [np.nan, np.inf, -0.0][: samples[:3].size]
    writer = takes.begin(ANNA, rate_hz)
    start = 0
    for length in lengths:
        writer.write(samples[start : start + length])
        start += length

    assert takes.read(writer.finish()).samples.tobytes() == samples.tobytes()


def test_the_hash_is_that_of_the_file(takes: SealedTakes, folder: DataFolder) -> None:
    """The SHA-256 in the record is that of the sealed file as it lies on the disk."""
    kept = spoken(takes, 30000).finish()

    (path,) = folder.takes.iterdir()

    assert path.name == f"{kept.name}.take"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == kept.sha256


def test_nothing_of_the_sound_lies_in_the_clear(takes: SealedTakes, folder: DataFolder) -> None:
    """Neither the samples nor whose they are can be found in the file."""
    writer = takes.begin(ANNA, RATE_HZ)
    writer.write(np.full(50000, 0.123, dtype=np.float32))
    writer.finish()

    (path,) = folder.takes.iterdir()
    content = path.read_bytes()

    assert np.float32(0.123).tobytes() * 4 not in content
    assert ANNA.encode() not in content


def test_what_was_said_is_on_the_disk_before_the_end(
    takes: SealedTakes, folder: DataFolder
) -> None:
    """While a take is recorded, all but the last quarter of a second is handed to the disk."""
    writer = spoken(takes, RATE_HZ)

    (path,) = folder.takes.iterdir()

    assert path.suffix == ".part"
    assert path.stat().st_size > 0.75 * RATE_HZ * 4
    writer.abandon()


def test_an_abandoned_take_leaves_nothing(takes: SealedTakes, folder: DataFolder) -> None:
    """A recording in which nothing was answered leaves no file."""
    spoken(takes, 20000).abandon()

    assert list(folder.takes.iterdir()) == []


def test_a_long_take_needs_little_memory(takes: SealedTakes) -> None:
    """Recording ten minutes holds no more than a few chunks in memory."""
    second = noise(8000)
    writer = takes.begin(ANNA, 8000)
    tracemalloc.start()
    for _ in range(600):
        writer.write(second)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept = writer.finish()

    assert kept.duration_s == 600.0
    assert peak < 1_000_000


def test_a_missing_take_is_told(takes: SealedTakes, folder: DataFolder) -> None:
    """A take that is gone gives a sentence with its folder."""
    kept = spoken(takes, 5000).finish()
    (folder.takes / f"{kept.name}.take").unlink()

    with pytest.raises(StoreTrouble, match=r"is missing from .*put it back"):
        takes.read(kept)


@pytest.mark.parametrize("where", [0, 40, 100, -1])
def test_an_altered_take_is_told(takes: SealedTakes, folder: DataFolder, where: int) -> None:
    """One altered byte anywhere gives a sentence and no sound."""
    kept = spoken(takes, 30000).finish()
    path = folder.takes / f"{kept.name}.take"
    content = bytearray(path.read_bytes())
    content[where] ^= 1
    path.write_bytes(content)

    with pytest.raises(StoreTrouble, match="cut or altered"):
        takes.read(kept)


def test_an_altered_take_is_told_even_with_its_own_hash(
    takes: SealedTakes, folder: DataFolder
) -> None:
    """A file made to fit a forged hash is still not opened."""
    kept = spoken(takes, 30000).finish()
    path = folder.takes / f"{kept.name}.take"
    bent = path.read_bytes()[:-30]
    path.write_bytes(bent)
    forged = KeptTake(kept.name, hashlib.sha256(bent).hexdigest(), 0.1, RATE_HZ)

    with pytest.raises(StoreTrouble, match="cut or altered"):
        takes.read(forged)


def test_another_whole_take_is_not_taken_for_it(takes: SealedTakes) -> None:
    """A file that opens well but is not the one that the record means is refused."""
    kept = spoken(takes, 5000).finish()

    with pytest.raises(StoreTrouble, match="cut or altered"):
        takes.read(replace(kept, sha256="0" * 64))


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x", "a" * 33])
def test_a_name_leads_nowhere_else(takes: SealedTakes, name: str) -> None:
    """Only an id is the name of a take."""
    with pytest.raises(StoreTrouble, match="not the name of a recording"):
        takes.read(KeptTake(TakeName(name), "", 1.0, RATE_HZ))


def test_without_her_key_none_of_her_takes_is_heard(takes: SealedTakes, ring: Ring) -> None:
    """When a patient's key is gone so are her takes, and nobody else's."""
    hers = [spoken(takes, 5000).finish() for _ in range(2)]
    other = takes.begin(BORIS, RATE_HZ)
    other.write(noise(5000))
    his = other.finish()
    ring.erase(ANNA)

    for kept in hers:
        with pytest.raises(StoreTrouble, match="its key is gone"):
            takes.read(kept)
    assert takes.read(his).samples.size == 5000


def test_a_file_in_place_of_the_folder_is_told(
    folder: DataFolder, ring: Ring, clock: HandClock
) -> None:
    """Where no folder can be, beginning a take gives a sentence."""
    folder.root.mkdir()
    folder.takes.write_bytes(b"")

    with pytest.raises(StoreTrouble, match=r"cannot be written to .*choose a folder"):
        SealedTakes(folder, ring, clock).begin(ANNA, RATE_HZ)


@contextmanager
def room_for(n_bytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_when_no_more_can_be_written_the_sealed_stays(
    takes: SealedTakes, folder: DataFolder
) -> None:
    """A disk that takes no more gives a sentence, again at the end, and keeps what it has."""
    writer = takes.begin(ANNA, RATE_HZ)
    with room_for(130_000), pytest.raises(StoreTrouble, match="cannot be written"):
        writer.write(noise(RATE_HZ))
    with pytest.raises(StoreTrouble, match="cannot be written"):
        writer.finish()
    writer.abandon()

    (path,) = folder.takes.iterdir()
    assert path.suffix == ".part"
    assert path.stat().st_size > 2 * 48_000


def test_every_chunk_is_forced_to_the_disk_in_time(
    takes: SealedTakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync of the file comes every two seconds of sound, and before the take has its name."""
    synced: list[str] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().suffix)
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    writer = spoken(takes, 5 * RATE_HZ)
    assert synced == [".part", "", ".part"]
    writer.finish()
    assert synced == [".part", "", ".part", ".part", ""]
