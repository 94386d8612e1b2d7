"""``mit-trainer decks``: check decks of phrases, make them of a table or of files, share them."""

import argparse
import sys
from pathlib import Path

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import DECK_FILE, check_deck
from mit_trainer.phrase.model import Deck

_TROUBLE = 2
_HASH_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="look for what is not right")
    check.add_argument(
        "path", metavar="PATH", type=Path, nargs="?", help="a deck or a folder (default: all)"
    )
    make = actions.add_parser(
        "import", help="make a deck of a table (CSV) or of a folder of pictures and recordings"
    )
    make.add_argument("source", metavar="SOURCE", type=Path, help="table.csv or a folder")
    make.add_argument(
        "-o", "--out", metavar="FILE", type=Path, help="write it here (default: add it to the app)"
    )
    make.add_argument("--name", help="of the deck (default: the name of the source)")
    make.add_argument("--language", default="en", metavar="CODE", help="en, es, fr, de ...")
    make.add_argument("--author", default="private", help="who wrote the phrases")
    make.add_argument("--licence", default="private", help="who may use them")
    pack = actions.add_parser("pack", help="make one file of a deck, to share it")
    pack.add_argument("source", metavar="DECK", type=Path, help="the deck's .toml file")
    pack.add_argument("-o", "--out", metavar="FILE", type=Path, required=True)
    add = actions.add_parser("add", help="add a deck that was shared (or a .toml file) to the app")
    add.add_argument("source", metavar="FILE", type=Path)
    for action in (make, add):
        action.add_argument("--replace", action="store_true", help="in place of one of that name")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; exit status 2 when something is to be mended."""
    if arguments.action == "check":
        return _check(arguments.path)
    if arguments.action == "import":
        return _import(arguments)
    return _pack(arguments) if arguments.action == "pack" else _add(arguments)


def _check(path: Path | None) -> int:
    """Print every fault on standard error."""
    n_faults = 0
    own = places.data_folder().decks
    for root in [path] if path else [places.PHRASES, *([own] if own.is_dir() else [])]:
        for file in _decks(root, missing_is_fault=path is not None):
            deck, faults = check_deck(file)
            for fault in faults:
                print(fault, file=sys.stderr)
            n_faults += len(faults)
            if deck is not None:
                print(f"{file.relative_to(root) if root.is_dir() else file.name}: {_told(deck)}")
    return _TROUBLE if n_faults else 0


def _told(deck: Deck) -> str:
    return (
        f'"{deck.name}", {_count(deck)}, nothing to mend '
        f"(version {deck.version}, {deck.author}, {deck.licence}, "
        f"content {deck.content_hash[:_HASH_SHOWN]})."
    )


def _count(deck: Deck) -> str:
    return f"{len(deck.phrases)} phrase{'s' if len(deck.phrases) != 1 else ''}"


def _decks(path: Path, *, missing_is_fault: bool) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob("*.toml"))
    if not found and missing_is_fault:
        raise BadInput(f"There is no deck (a file ending in .toml) in {path}; check the name.")
    return found


def _import(arguments: argparse.Namespace) -> int:
    """Make a deck of what can be used, and tell the rest line by line."""
    from mit_trainer.phrase.draft import DraftHead, written_head
    from mit_trainer.phrase.making import from_folder, from_table
    from mit_trainer.phrase.own import add_deck, write_file

    source: Path = arguments.source
    name = arguments.name or source.stem.replace("_", " ").strip() or "My phrases"
    head = DraftHead(name, arguments.author, arguments.licence, arguments.language)
    written_head(head)
    if source.is_dir():
        material, faults = from_folder(source, head)
    else:
        material, faults = from_table(source, head, places.PICTURES)
    if arguments.out is None:
        deck, where = add_deck(material, places.data_folder().decks, replace=arguments.replace)
    else:
        deck, where = write_file(material, arguments.out, replace=arguments.replace)
    for fault in faults:
        print(fault, file=sys.stderr)
    left = f"; what could not be used stands above ({len(faults)})" if faults else ""
    print(f"{where}: {_count(deck)}{left}.")
    return 0


def _pack(arguments: argparse.Namespace) -> int:
    from mit_trainer.phrase.pack import ENDING, packed

    if arguments.out.suffix != ENDING:
        raise BadInput(f'The name "{arguments.out}" must end in {ENDING}.')
    data = packed(arguments.source, places.PICTURES)
    try:
        arguments.out.write_bytes(data)
    except OSError as error:
        raise BadInput(f"{arguments.out} cannot be written ({error.strerror}).") from error
    print(f"{arguments.out}: {len(data) / 1e6:.1f} MB, to be added with: decks add FILE")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    from mit_trainer.phrase.making import read_file
    from mit_trainer.phrase.own import add_deck
    from mit_trainer.phrase.pack import LARGEST_PACK, packed, unpacked

    source: Path = arguments.source
    if source.suffix == Path(DECK_FILE).suffix:
        data = packed(source, places.PICTURES)
    else:
        data = read_file(source, LARGEST_PACK)
    material = unpacked(data, source.name)
    deck, where = add_deck(material, places.data_folder().decks, replace=arguments.replace)
    print(f'{where}: "{deck.name}", {_count(deck)}.')
    return 0
