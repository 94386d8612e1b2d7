"""One program at a time."""

import subprocess
import sys

import pytest

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.store import lock


def test_a_folder_is_held_once(folder: DataFolder) -> None:
    """While it is held nobody else gets it; afterwards anybody does."""
    with lock.held(folder), pytest.raises(StoreTrouble, match="already open"):
        lock.take(folder)
    lock.take(folder).release()


def test_a_dead_program_holds_nothing(folder: DataFolder) -> None:
    """A program that was killed while it held the folder does not lock anybody out."""
    script = (
        "import os, signal, sys; from pathlib import Path;"
        "from mit_trainer.places import DataFolder; from mit_trainer.store import lock;"
        "held = lock.take(DataFolder(Path(sys.argv[1]))); print('held', flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    died = subprocess.run(
        [sys.executable, "-c", script, str(folder.root)], capture_output=True, check=False
    )

    assert died.stdout == b"held\n"
    lock.take(folder).release()


def test_a_new_folder_is_for_its_owner(folder: DataFolder) -> None:
    """The data folder is made when it is not there, closed to others."""
    lock.take(folder).release()

    assert folder.root.stat().st_mode & 0o777 == 0o700
