"""What a crash leaves beside the book."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from mit_trainer.places import DataFolder
from mit_trainer.store.beside import frames_due
from tests.store.conftest import Opener
from tests.store.facts import MONDAY

N_ACTS = 12
FRAME_BYTES = 4096 + 24

DIES = f"""
import os, signal, sys
from pathlib import Path
from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import open_book
from tests.store.facts import attempt
def opened():
    return open_book(DataFolder(Path(sys.argv[1])), bytes(range(32)), HandClock()).result()
opened().close()
book = opened()
for number in range({N_ACTS}):
    book.ledger.append(attempt(str(number))).result()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def dead(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Let a program die over a new book; gives the files that it leaves."""
    root = tmp_path_factory.mktemp("dead")
    subprocess.run(
        [sys.executable, "-c", DIES, str(root)], check=False, cwd=Path(__file__).parents[2]
    )
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}


@pytest.fixture
def left(folder: DataFolder, dead: dict[str, bytes]) -> Path:
    """Lay those files into the folder; gives the one beside the book."""
    folder.root.mkdir()
    for name, content in dead.items():
        (folder.root / name).write_bytes(content)
    return folder.root / "book.db-wal"


def test_after_a_crash_all_is_taken_in(opened: Opener, folder: DataFolder, left: Path) -> None:
    """What a killed program had kept lies beside the book and is taken in, without a word."""
    assert frames_due(left) == (left.stat().st_size - 32) // FRAME_BYTES > N_ACTS

    book = opened()

    assert len(book.ledger.session(MONDAY).result()) == N_ACTS
    assert book.notices == ()
    assert not folder.set_aside.exists()


def test_damaged_newest_entries_are_never_lost_in_silence(
    opened: Opener, folder: DataFolder, left: Path
) -> None:
    """Fifty bits flipped one at a time in what lies beside the book are each told of."""
    files = {path: path.read_bytes() for path in folder.root.iterdir()}
    whole, chance = files[left], random.Random(4)
    places = [0, 8 * 9, 8 * 17, 8 * 25, 8 * 33, 8 * 45, len(whole) * 8 - 1]
    places += [chance.randrange(len(whole) * 8) for _ in range(43)]
    for bit in places:
        for path, content in files.items():
            path.write_bytes(content)
        bent = bytearray(whole)
        bent[bit // 8] ^= 1 << bit % 8
        left.write_bytes(bent)

        book = opened()

        (notice,) = book.notices
        assert "newest entries from then cannot be read" in notice, f"bit {bit}"
        (kept,) = folder.set_aside.iterdir()
        assert kept.read_bytes() == bent
        assert str(kept) in notice
        assert book.verify().result().troubles == ()
        book.close()
        kept.unlink()


@pytest.mark.parametrize("cut_bytes", [1, 100, FRAME_BYTES, FRAME_BYTES + 1])
def test_an_act_that_was_cut_off_is_no_damage(
    opened: Opener, folder: DataFolder, left: Path, cut_bytes: int
) -> None:
    """An act that was not written to its end was never kept, so nothing is said of it."""
    left.write_bytes(left.read_bytes()[:-cut_bytes])

    book = opened()

    assert len(book.ledger.session(MONDAY).result()) == N_ACTS - 1
    assert book.notices == ()
    assert not folder.set_aside.exists()


@pytest.mark.parametrize("length", [0, 31, 32])
def test_nothing_beside_the_book_is_nothing_due(left: Path, length: int) -> None:
    """An empty file, or one with a header alone, holds no act; so does none at all."""
    left.write_bytes(left.read_bytes()[:length])
    assert frames_due(left) == 0
    left.unlink()
    assert frames_due(left) == 0


def test_frames_taken_in_long_ago_are_not_due(opened: Opener, left: Path) -> None:
    """Frames of an earlier round, which the file may still hold at its end, do not count."""
    content = left.read_bytes()
    older = bytearray(content[32:])
    for start in range(0, len(older), FRAME_BYTES):
        older[start + 8 : start + 16] = bytes(8)
    left.write_bytes(content + older)

    assert frames_due(left) == (len(content) - 32) // FRAME_BYTES
    assert opened().notices == ()
