"""Reads the lists of words that belong to a language."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def read_lists(language: str) -> dict[str, frozenset[str]]:
    """Give the words of each row of ``<language>.toml``, by the name of the row."""
    text = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    return {name: frozenset(row["words"].split()) for name, row in tomllib.loads(text).items()}
