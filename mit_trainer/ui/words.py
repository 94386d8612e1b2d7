"""Every sentence that is shown, read from ``words/<language>.toml``.

Conventions
-----------
A sentence has a key such as ``judge.nearly``; gaps in it are written ``{name}``.  An
unknown key is a defect of ours, found by a test, so it raises KeyError.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from mit_trainer.errors import BadInput


class Words:
    """The sentences of one language."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = dict(sentences)

    def __call__(self, key: str, **gaps: str | int) -> str:
        """Give the sentence of that key with its gaps filled."""
        return self._sentences[key].format(**gaps)

    def keys(self) -> frozenset[str]:
        """Give the keys of all sentences."""
        return frozenset(self._sentences)


def read_words(folder: Path, language: str) -> Words:
    """Read the sentences of a language, English where it has none of its own.

    Raises `BadInput` when a file is there but cannot be understood.
    """
    sentences: dict[str, str] = {}
    for name in dict.fromkeys(("en", language)):
        path = folder / f"{name}.toml"
        if name == "en" or path.is_file():
            sentences.update(_flat(path))
    return Words(sentences)


def _flat(path: Path) -> dict[str, str]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read as TOML ({error}); please mend that line") from error
    return {
        f"{table}.{key}": sentence
        for table, sentences in tables.items()
        for key, sentence in sentences.items()
    }
