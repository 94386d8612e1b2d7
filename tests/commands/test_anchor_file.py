"""A person's own models are read, or refused with one sentence."""

from math import log
from pathlib import Path

import pytest

from mit_trainer.commands.anchor_file import read_anchor
from mit_trainer.errors import BadInput


def written(folder: Path, content: str) -> Path:
    """Write a file of models."""
    path = folder / "models.json"
    path.write_text(content, "utf-8")
    return path


def test_the_middles_of_both_manners_are_the_anchor(tmp_path: Path) -> None:
    """Medians 0.2 and 0.8 are the logits of "sung" ln 4 and -ln 4; 0 and 1 are no infinity."""
    path = written(tmp_path, '{"sung": [0, 0.2, 0.3], "spoken": [0.5, 0.8, 1]}')
    anchor = read_anchor(path)

    assert (anchor.sung, anchor.spoken) == pytest.approx((log(4.0), -log(4.0)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("sung", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[0.1]", "own models"),
        ('{"sung": [0.1, 0.1, 0.1]}', "3 or more spoken"),
        ('{"sung": [0.1, 0.1], "spoken": [0.9, 0.9, 0.9]}', "3 or more sung"),
        ('{"sung": [0.1, 0.1, 7], "spoken": [0.9, 0.9, 0.9]}', "3 or more sung"),
        ('{"sung": [0.1, 0.1, NaN], "spoken": [0.9, 0.9, 0.9]}', "3 or more sung"),
        ('{"sung": [true, 0.1, 0.1], "spoken": [0.9, 0.9, 0.9]}', "3 or more sung"),
        ('{"sung": [0.5, 0.5, 0.5], "spoken": [0.6, 0.6, 0.6]}', "too alike"),
        ('{"sung": [0.9, 0.9, 0.9], "spoken": [0.1, 0.1, 0.1]}', "too alike"),
    ],
    ids=lambda text: text[:24],
)
def test_what_is_no_anchor_is_refused(content: str, says: str, tmp_path: Path) -> None:
    """One sentence that names the file."""
    with pytest.raises(BadInput, match=r"models\.json.*\.$") as trouble:
        read_anchor(written(tmp_path, content))
    assert says in str(trouble.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A name that was mistyped."""
    with pytest.raises(BadInput, match="no file"):
        read_anchor(tmp_path / "none.json")
