"""A rubric is a file of numbers, each with its source."""

import shutil
import tomllib
from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.grading.rubric import default_rubric, read_rubric

SHIPPED = places.RUBRICS / "standard.toml"


def test_the_shipped_rubric_is_read_whole() -> None:
    """A few of its numbers, compared with the file as text."""
    rubric = default_rubric(places.RUBRICS)
    raw = tomllib.loads(SHIPPED.read_text("utf-8"))

    assert rubric.id == "standard"
    assert rubric.melody_level_within_st == raw["melody"]["level_within_st"]["value"]
    assert rubric.speech.near == raw["speech_index"]["near"]["value"]
    assert rubric.hint_found_share == raw["hint"]["found_share"]["value"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('source = "half a beat off is another beat"', "", "rhythm.zero_at"),
        ("value = 0.5", 'value = "half"', "value"),
        ('trust = "T2"', 'trust = "sure"', "trust"),
        ("[rhythm.zero_at]", "[rhythm.zero]", "rhythm"),
        ('id = "standard"', "id = ", "cannot be read"),
    ],
)
def test_a_faulty_rubric_is_named_with_its_fault(
    old: str, new: str, says: str, tmp_path: Path
) -> None:
    """No source, no number, no trust, a wrong name or no TOML: one sentence says which."""
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(BadInput, match=r"^mine\.toml .*\.$") as trouble:
        read_rubric(path)
    assert says in str(trouble.value)


def test_exactly_one_rubric_is_the_default(tmp_path: Path) -> None:
    """Two that both claim it cannot both be right, and an empty folder has none."""
    with pytest.raises(BadInput, match="Exactly one rubric"):
        default_rubric(tmp_path)
    shutil.copy(SHIPPED, tmp_path / "a.toml")
    shutil.copy(SHIPPED, tmp_path / "b.toml")
    with pytest.raises(BadInput, match="Exactly one rubric"):
        default_rubric(tmp_path)
