"""The lists of words that belong to a language."""

import tomllib
from pathlib import Path

import pytest

from mit_trainer.phrase import lists
from mit_trainer.phrase.lists import read_lists


@pytest.mark.parametrize("language", ["spanish", "french", "german"])
def test_every_list_names_its_source(language: str) -> None:
    """Each row has words, where they are from, and how far that can be trusted."""
    assert all(read_lists(language).values())
    text = Path(lists.__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(text).values():
        assert row["source"]
        assert row["trust"] in ("T", "T2", "M", "I", "C")
