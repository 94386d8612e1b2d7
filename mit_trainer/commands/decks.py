"""``mit-trainer decks check``: what is wrong in a deck of phrases, where, and how to mend it."""

import argparse
import sys
from pathlib import Path

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import check_deck

_TROUBLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("action", choices=["check"], help="look for what is not right")
    parser.add_argument(
        "path", metavar="PATH", type=Path, nargs="?", help="a deck or a folder (default: all ours)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print every fault on standard error; exit status 2 when there is one."""
    n_faults = 0
    for path in _decks(arguments.path or places.PHRASES):
        deck, faults = check_deck(path)
        for fault in faults:
            print(fault, file=sys.stderr)
        n_faults += len(faults)
        if deck is not None:
            print(f'{path.name}: "{deck.name}", {len(deck.phrases)} phrases, nothing to mend.')
    return _TROUBLE if n_faults else 0


def _decks(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob("*.toml"))
    if not found:
        raise BadInput(f"There is no deck (a file ending in .toml) in {path}; check the name.")
    return found
