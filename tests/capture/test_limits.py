"""Facts about the file with the numbers of the recording room."""

from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.capture.limits import read_limits
from mit_trainer.errors import BadInput


def test_every_number_has_a_source_and_a_mark() -> None:
    """The shipped file names, for each group, where its numbers come from."""
    limits = read_limits(places.ANSWER)

    for row in (limits.voice, limits.tap):
        assert row.trust in {"T", "T2", "M", "I", "C"}
        assert len(row.source) > 20
    assert 0.1 <= limits.tap.bounce_s <= 0.2  # the fastest tapping in time, Repp 2005


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """One sentence says which file, and what to do."""
    with pytest.raises(BadInput, match=r"gone\.toml cannot be read; please install"):
        read_limits(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("bounce_s = 0.12 ", 'bounce_s = "soon" ', r"tap\.bounce_s"),
        ("[tap]", "[quiet]", "tap"),
        ("[tap]", "[tap", "line"),
    ],
)
def test_a_number_that_does_not_fit_is_named(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    """A changed file is refused with the place of the trouble."""
    text = places.ANSWER.read_text(encoding="utf-8")
    assert before in text
    bad = tmp_path / "answer.toml"
    bad.write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(BadInput, match=says):
        read_limits(bad)
