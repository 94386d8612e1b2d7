"""Keeps a book of today's version in ``tests/data/ledgers``.

Run once for each version of the book, when it is released, and never again:

    python -m tests.store.keep_a_book
"""

import shutil
import sys
import tempfile
from pathlib import Path

from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store import schema
from mit_trainer.store.book import open_book
from tests.store.conftest import KEY
from tests.store.facts import ONE_OF_EACH


def main() -> int:
    """Write the book; refuses to replace one."""
    path = Path(__file__).parents[1] / "data" / "ledgers" / f"{schema.NEWEST}.db"
    if path.exists():
        sys.stderr.write(f"{path} was kept already; a released version never changes.\n")
        return 2
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        book = open_book(folder, KEY, HandClock()).result()
        book.ledger.append(*ONE_OF_EACH).result()
        book.close()
        shutil.copyfile(folder.store, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
