"""Writes a PNG of every screen: ``python tests/ui/screens.py FOLDER [NAME ...]``.

Each screen is drawn at 1280x800 and at 800x1280 for a left hand, and some for a right
hand and in the largest type.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.virtual_screen import environment, virtual_screen

MORE = (("right", "normal"), ("left", "largest"))
ALSO = ("home", "practice-your-turn", "practice-judge", "practice-hint", "settings", "progress")


def draw(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """Draw the screens of those names, all if there are none; returns the files."""
    from tests.ui.stage import SIZES, Stage

    stage = Stage()
    from tests.ui.gallery import GALLERY

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for width, height in SIZES:
        for name, make in GALLERY.items():
            if names and name not in names:
                continue
            looks = (("left", "normal"), *(MORE if name in ALSO else ()))
            for hand, text in looks:
                sheet = stage.show(make(hand, text), (width, height))
                stage.settle()
                kind = "" if (hand, text) == looks[0] else f"-{hand}-{text}"
                written.append(folder / f"{name}{kind}-{width}x{height}.png")
                stage.picture(written[-1])
                sheet.leave()
    return written


def main(words: list[str]) -> int:
    """Draw into the folder named first; returns the exit status."""
    if not words:
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    with virtual_screen() as changes, environment(changes):
        written = draw(Path(words[0]), tuple(words[1:]))
    print(f"{len(written)} pictures in {words[0]}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
