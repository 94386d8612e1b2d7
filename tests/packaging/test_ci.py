"""The continuous check: shows everything, ends with pytest's summary, fails when pytest does."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUMMARY = "==== 1 failed, 12 passed in 75.20s (0:01:15) ===="
NOTHING = "==== no tests ran in 0.01s ===="


@pytest.mark.parametrize(
    ("said", "pytests_status"),
    [("==== 13 passed in 3.20s ====", 0), (SUMMARY, 1), (NOTHING, 5)],
)
def test_the_last_word_is_pytests(tmp_path: Path, said: str, pytests_status: int) -> None:
    """Whatever make adds, the summary stands last, and a red or empty run is a red status."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    (tmp_path / "Makefile").write_text(
        f'test:\n\t@echo "some test output"; echo "{said}"; exit {pytests_status}\n'
    )
    # What an outer make tells its children is not for this one.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    ran = subprocess.run(
        ["bash", tmp_path / ".ci" / "run"], env=outside, capture_output=True, text=True, check=False
    )

    lines = ran.stdout.splitlines()
    assert (ran.returncode == 0) == (pytests_status == 0)
    assert lines[0] == "some test output"
    assert lines[-1] == said
