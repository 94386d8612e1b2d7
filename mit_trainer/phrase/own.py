"""The decks that a person has added: each in a folder of its own in her data folder.

``<decks>/<language>/<id>/`` holds ``deck.toml``, ``pictures/`` and ``recordings/``.
"""

import tempfile
from pathlib import Path

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import DECK_FILE, check_deck
from mit_trainer.phrase.draft import slug
from mit_trainer.phrase.making import Material
from mit_trainer.phrase.model import Deck
from mit_trainer.places import PHRASES


def own_decks(folder: Path, language: str) -> tuple[tuple[Deck, ...], tuple[str, ...]]:
    """Read every deck of a language that has no fault, and a sentence about each other one."""
    decks, sentences = [], []
    for path in sorted((folder / language).glob(f"*/{DECK_FILE}")):
        deck, faults = check_deck(path)
        if deck is None:
            sentences.append(f"The deck in {path.parent} was left out: {faults[0]}")
        elif deck.language == language:
            decks.append(deck)
    return tuple(decks), tuple(sentences)


def add_deck(material: Material, folder: Path, *, replace: bool = False) -> tuple[Deck, Path]:
    """Put a deck among a person's own, whole or not at all.

    Raises `BadInput` when it has a fault, or when there is one of that name already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as made:
        place = Path(made) / "deck" / DECK_FILE
        place.parent.mkdir()
        _write(material, place)
        deck, faults = check_deck(place)
        if deck is None:
            more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
            raise BadInput(f"{faults[0]}{more}")
        target = folder / deck.language / _folder_name(deck)
        if target.exists() and not replace:
            raise BadInput(
                f'There is already a deck "{deck.name}" in {target}; give it another name, or '
                "add --replace to put this one in its place."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        before = Path(made) / "before"
        if target.exists():
            target.rename(before)
        try:
            place.parent.rename(target)
        except OSError as error:
            if before.exists():
                before.rename(target)
            raise BadInput(f"{target} cannot be written ({error.strerror}).") from error
    deck, _ = check_deck(target / DECK_FILE)
    if deck is None:
        raise BadInput(f"The deck could not be read in {target}; add it once more.")
    return deck, target / DECK_FILE


def write_file(material: Material, path: Path, *, replace: bool = False) -> tuple[Deck, Path]:
    """Write a deck to a file of the person's choice, its pictures and recordings beside it.

    Raises `BadInput` when the name does not end in .toml, or when there is such a file.
    """
    if path.suffix != Path(DECK_FILE).suffix or not path.parent.is_dir():
        raise BadInput(f'"{path}" must be a name that ends in .toml, in a folder that exists.')
    if path.exists() and not replace:
        raise BadInput(f"There is already a file {path}; choose another name or add --replace.")
    try:
        _write(material, path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}).") from error
    deck, faults = check_deck(path)
    if deck is None:
        raise BadInput(str(faults[0]))
    return deck, path


def _write(material: Material, path: Path) -> None:
    for kind, files in (("pictures", material.pictures), ("recordings", material.recordings)):
        for name, data in files.items():
            (path.parent / kind).mkdir(exist_ok=True)
            (path.parent / kind / name).write_bytes(data)
    path.write_bytes(material.deck.encode())  # as it is: its hash is kept


def _folder_name(deck: Deck) -> str:
    """Name the folder after the deck; a shipped deck keeps its name for itself."""
    name = slug(deck.name) or "deck"
    return f"{name}-own" if (PHRASES / deck.language / f"{name}.toml").exists() else name
