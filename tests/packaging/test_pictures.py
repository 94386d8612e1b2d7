"""The README's charts come from the program, and say that nobody was measured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]


def _made(folder: Path) -> list[Path]:
    subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "pictures.py"), str(folder)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the pictures as the program makes them."""
    return _made(tmp_path_factory.mktemp("pictures"))


def test_the_same_pictures_come_out_each_time(pictures: list[Path], tmp_path: Path) -> None:
    """Three pictures, equal byte for byte when they are made again."""
    assert [path.name for path in pictures] == [
        "progress-scores.png",
        "progress-speech-index.png",
        "progress-steps.png",
    ]
    again = _made(tmp_path / "again")
    assert [path.read_bytes() for path in pictures] == [path.read_bytes() for path in again]


def test_every_picture_carries_the_notice_of_the_simulation(pictures: list[Path]) -> None:
    """All are of one width, and the yellow ground of the notice takes a visible part of each."""
    widths = set()
    for path in pictures:
        with Image.open(path) as image:
            counts = image.convert("RGB").getcolors(maxcolors=1_000_000)
            widths.add(image.width)
        assert counts is not None
        yellow = sum(n for n, colour in counts if colour == (0xF0, 0xE4, 0x42))
        assert yellow > 10_000
    assert len(widths) == 1
