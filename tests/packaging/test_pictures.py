"""The README's charts come from the program, and say that nobody was measured."""

import os
import subprocess
import sys
from pathlib import Path

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


def _width(path: Path) -> int:
    with Image.open(path) as image:
        return image.width


def test_the_same_pictures_come_out_each_time(tmp_path: Path) -> None:
    """Three pictures of one width, equal byte for byte when they are made again."""
    first, second = _made(tmp_path / "first"), _made(tmp_path / "second")

    assert [path.name for path in first] == [
        "progress-scores.png",
        "progress-speech-index.png",
        "progress-steps.png",
    ]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert len({_width(path) for path in first}) == 1


def test_every_picture_carries_the_notice_of_the_simulation(tmp_path: Path) -> None:
    """The yellow ground of the notice takes a visible part of each picture."""
    for path in _made(tmp_path / "pictures"):
        with Image.open(path) as image:
            counts = image.convert("RGB").getcolors(maxcolors=1_000_000)
        assert counts is not None
        yellow = sum(n for n, colour in counts if colour == (0xF0, 0xE4, 0x42))
        assert yellow > 10_000
