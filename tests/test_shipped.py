"""Small files of numbers are read whole or refused in a sentence."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.shipped import read_numbers


@dataclass(frozen=True)
class _Row:
    value: float
    source: str


@dataclass(frozen=True)
class _File:
    row: _Row


def test_a_file_is_read_into_its_shape(tmp_path: Path) -> None:
    """A row with its number and source comes back as it stands."""
    path = tmp_path / "numbers.toml"
    path.write_text('[row]\nvalue = 0.5\nsource = "a table"\n')

    assert read_numbers(path, _File) == _File(_Row(0.5, "a table"))


@pytest.mark.parametrize(
    "text", ["", "[row]\nvalue = 1\n", "[row]\nvalue = 'x'\nsource = ''\n", "["]
)
def test_a_file_that_does_not_fit_is_named(tmp_path: Path, text: str) -> None:
    """Nothing, a missing number, a word for a number, no TOML: the sentence names the file."""
    path = tmp_path / "numbers.toml"
    path.write_text(text)

    with pytest.raises(BadInput, match=r"numbers\.toml cannot be used"):
        read_numbers(path, _File)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """Whoever lacks a shipped file installs again."""
    with pytest.raises(BadInput, match="install the trainer again"):
        read_numbers(tmp_path / "none.toml", _File)
