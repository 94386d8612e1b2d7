"""What a crash leaves among the takes, and what becomes of it."""

from pathlib import Path

import numpy as np
import pytest

from mit_trainer.places import DataFolder
from mit_trainer.record import KeptTake, TakeName
from mit_trainer.simulated.clock import HandClock
from mit_trainer.vault.sealed import SealedTakes
from mit_trainer.vault.sweep import Sweep, sweep
from mit_trainer.vault.takefile import HEADER_BYTES
from tests.vault.ring import ANNA, Ring, noise

RATE_HZ = 8000
CHUNK = 2000  # a quarter of a second
CHUNK_BYTES = 4 + 4 * CHUNK + 17


@pytest.fixture
def part(takes: SealedTakes, folder: DataFolder) -> Path:
    """Leave the part of a take that a crash cut off: three whole chunks, and half a fourth."""
    writer = takes.begin(ANNA, RATE_HZ)
    writer.write(noise(3 * CHUNK + CHUNK // 2))
    (path,) = folder.takes.glob("*.part")
    content = path.read_bytes()
    writer.abandon()
    path.write_bytes(content)
    return path


def names(folder: Path) -> list[str]:
    """List what lies in a folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_folder_without_takes_is_in_order(folder: DataFolder, ring: Ring) -> None:
    """Sweeping a new folder finds nothing and makes nothing."""
    assert sweep(folder, ring, frozenset()) == Sweep()
    assert not folder.root.exists()


def test_an_interrupted_answer_is_found_again(
    folder: DataFolder, ring: Ring, takes: SealedTakes, clock: HandClock, part: Path
) -> None:
    """All whole chunks of a part become a take that can be heard; the part goes."""
    (found,) = sweep(folder, ring, frozenset()).found

    assert found.patient == ANNA
    assert not found.whole
    assert found.began_utc == clock.now_utc()
    np.testing.assert_array_equal(takes.read(found.take).samples, noise(3 * CHUNK + 1000)[:6000])
    assert found.take.duration_s == 0.75
    assert names(folder.takes) == [f"{part.stem}.take"]


@pytest.mark.parametrize("beyond", [1, 3, 100, CHUNK_BYTES - 1])
def test_half_a_chunk_is_left_out(
    folder: DataFolder, ring: Ring, takes: SealedTakes, part: Path, beyond: int
) -> None:
    """A chunk that was only half written costs that chunk and nothing else."""
    part.write_bytes(part.read_bytes()[: HEADER_BYTES + CHUNK_BYTES + beyond])

    swept = sweep(folder, ring, frozenset())

    (found,) = swept.found
    np.testing.assert_array_equal(takes.read(found.take).samples, noise(7000)[:CHUNK])
    assert swept.set_aside == ()


@pytest.mark.parametrize("length", [0, 1, HEADER_BYTES])
def test_a_part_without_sound_goes(folder: DataFolder, ring: Ring, part: Path, length: int) -> None:
    """A crash before the first chunk leaves nothing to be kept."""
    part.write_bytes(part.read_bytes()[:length])

    assert sweep(folder, ring, frozenset()) == Sweep()
    assert names(folder.takes) == []


def test_an_altered_chunk_in_a_part_keeps_all(
    folder: DataFolder, ring: Ring, takes: SealedTakes, part: Path
) -> None:
    """What stands before an altered chunk becomes a take, and the part is set aside whole."""
    content = bytearray(part.read_bytes())
    content[HEADER_BYTES + CHUNK_BYTES + 50] ^= 1
    part.write_bytes(content)

    swept = sweep(folder, ring, frozenset())

    assert takes.read(swept.found[0].take).samples.size == CHUNK
    assert swept.set_aside == (folder.set_aside / part.name,)
    assert swept.set_aside[0].read_bytes() == content


def test_a_take_whose_row_is_missing_is_found(
    folder: DataFolder, ring: Ring, takes: SealedTakes
) -> None:
    """A finished take that no row mentions is found as it is; a mentioned one is left alone."""
    kept = []
    for seed in range(2):
        writer = takes.begin(ANNA, RATE_HZ)
        writer.write(noise(5000, seed))
        kept.append(writer.finish())

    swept = sweep(folder, ring, frozenset({kept[0].name}))

    (found,) = swept.found
    assert found.take == kept[1]
    assert found.whole


def test_a_crash_just_before_the_name_costs_nothing(
    folder: DataFolder, ring: Ring, takes: SealedTakes
) -> None:
    """A part that was sealed to its end counts as whole, with the same hash."""
    writer = takes.begin(ANNA, RATE_HZ)
    writer.write(noise(5000))
    kept = writer.finish()
    path = folder.takes / f"{kept.name}.take"
    path.rename(path.with_suffix(".part"))

    (found,) = sweep(folder, ring, frozenset()).found

    assert found.take == kept
    assert found.whole


def test_a_second_sweep_finds_the_same(folder: DataFolder, ring: Ring, part: Path) -> None:
    """When the crash comes again before the rows are written, nothing is lost or doubled."""
    assert part.exists()
    first = sweep(folder, ring, frozenset())

    assert sweep(folder, ring, frozenset()) == first


@pytest.mark.parametrize("leftover", ["mend", "take"])
def test_a_crash_while_mending_is_mended(
    folder: DataFolder, ring: Ring, part: Path, leftover: str
) -> None:
    """Whether mending was cut off before or after the new name, there is one take at the end."""
    content = part.read_bytes()
    if leftover == "take":
        sweep(folder, ring, frozenset())
    else:
        part.with_suffix(".mend").write_bytes(content[:500])
    part.write_bytes(content)

    (found,) = sweep(folder, ring, frozenset()).found

    assert found.take.duration_s == 0.75
    assert names(folder.takes) == [f"{part.stem}.take"]


def test_a_part_that_would_not_go_changes_nothing(
    folder: DataFolder, ring: Ring, takes: SealedTakes, part: Path
) -> None:
    """When a mended part is still there later, the take that was made of it stays as it is."""
    content = part.read_bytes()
    (found,) = sweep(folder, ring, frozenset()).found
    part.write_bytes(content)

    assert sweep(folder, ring, frozenset({found.take.name})) == Sweep()
    assert takes.read(found.take).samples.size == 3 * CHUNK


def test_what_cannot_be_opened_is_set_aside_and_never_covered(
    folder: DataFolder, ring: Ring
) -> None:
    """Files that are no takes of ours are moved, also when one of that name lies there."""
    folder.takes.mkdir(parents=True)
    for content in (b"first" * 50, b"second" * 50):
        (folder.takes / "strange.take").write_bytes(content)
        sweep(folder, ring, frozenset())

    assert names(folder.takes) == []
    assert names(folder.set_aside) == ["strange-2.take", "strange.take"]
    assert (folder.set_aside / "strange-2.take").read_bytes() == b"second" * 50


def test_a_take_under_another_name_is_set_aside(
    folder: DataFolder, ring: Ring, takes: SealedTakes
) -> None:
    """A take that was given another's name is not passed off as that one."""
    writer = takes.begin(ANNA, RATE_HZ)
    writer.write(noise(5000))
    kept = writer.finish()
    (folder.takes / f"{kept.name}.take").rename(folder.takes / f"{'0' * 32}.take")

    swept = sweep(folder, ring, frozenset())

    assert (swept.found, len(swept.set_aside)) == ((), 1)


def test_a_take_without_a_key_is_set_aside(folder: DataFolder, ring: Ring, part: Path) -> None:
    """What was sealed with a key that is not there is kept, unopened."""
    ring.erase(ANNA)

    swept = sweep(folder, ring, frozenset())

    assert swept.found == ()
    assert swept.set_aside == (folder.set_aside / part.name,)


def test_missing_takes_are_named(folder: DataFolder, ring: Ring) -> None:
    """A row whose take is not there is told."""
    gone = TakeName("0" * 32)

    assert sweep(folder, ring, frozenset({gone})).missing == (gone,)


def test_other_files_are_left_alone(folder: DataFolder, ring: Ring) -> None:
    """What does not look like a take of ours is none of our business."""
    folder.takes.mkdir(parents=True)
    (folder.takes / ".DS_Store").write_bytes(b"x")

    assert sweep(folder, ring, frozenset()) == Sweep()
    assert names(folder.takes) == [".DS_Store"]


def test_takes_are_found_in_the_order_in_which_they_began(
    folder: DataFolder, ring: Ring, takes: SealedTakes, clock: HandClock
) -> None:
    """The order of found takes is that of their beginning, not of their names."""
    kept: list[KeptTake] = []
    for _ in range(6):
        kept.append(takes.begin(ANNA, RATE_HZ).finish())
        clock.advance(1.0)

    assert [found.take for found in sweep(folder, ring, frozenset()).found] == kept
