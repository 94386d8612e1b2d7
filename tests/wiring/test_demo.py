"""The demo: one session through every part of the road, the same for the same seed."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.protocol.reader import read_variants
from mit_trainer.wiring import demo

_FILES = {
    "progress.pdf",
    "progress.png",
    "progress.csv",
    "progress_dictionary.csv",
    "progress.txt",
    "grades.json",
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> demo.Demonstrated:
    """Play one phrase."""
    return demo.play(tmp_path_factory.mktemp("demo") / "out", seed=7, n_phrases=1)


def test_every_part_leaves_its_trace(played: demo.Demonstrated) -> None:
    """Report, charts, tables, grades and sealed takes are there and hold something."""
    assert {path.name for path in played.files} == _FILES
    assert all(path.stat().st_size > 0 for path in played.files)
    assert len(list(played.takes.glob("*.take"))) == played.n_takes > 0
    assert (played.n_phrases, played.points_max) == (1, 4)


def test_an_answer_given_alone_is_measured(played: demo.Demonstrated) -> None:
    """Of the first phrase's answers alone at least one has a pitch."""
    [path] = [path for path in played.files if path.name == "grades.json"]
    rows = msgspec.json.decode(path.read_bytes())

    measured = {row["step"]: row["grade"]["measurable"]["pitch"] for row in rows}

    assert any(measured.get(step, False) for step in ("repeat", "probe"))


def test_the_same_seed_gives_the_same_grades(played: demo.Demonstrated, tmp_path: Path) -> None:
    """Two runs write byte for byte the same grades, though the machine was never as fast."""
    again = demo.play(tmp_path / "again", seed=7, n_phrases=1)

    first, second = (
        next(path for path in one.files if path.name == "grades.json").read_bytes()
        for one in (played, again)
    )
    assert first == second
    assert (again.points, again.n_takes) == (played.points, played.n_takes)


def test_a_protocol_is_played_level_by_level(tmp_path: Path) -> None:
    """One session for each level, the first of them in the protocol's own tone and steps."""
    [variant] = [v for v in read_variants(places.VARIANTS) if v.id.startswith("french")]
    first = replace(variant, levels=variant.levels[:1])

    done = demo.play(tmp_path / "out", seed=3, ability="mild", n_phrases=1, variant=first)

    assert (done.n_phrases, done.points_max) == (1, first.levels[0].points_max)
    assert 1 <= done.n_takes <= first.levels[0].steps[-1].tries
    [grades] = [path for path in done.files if path.name == "grades.json"]
    assert msgspec.json.decode(grades.read_bytes()) == []  # answered by hand, nobody listens


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """The demo writes nothing into a folder that is in use."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(BadInput, match=r"is not empty; name a new one with --out\.$"):
        demo.play(tmp_path, seed=1)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("ability", "n_phrases", "says"),
    [("great", None, "no ability"), ("mild", 0, "choose 1 or more")],
)
def test_what_cannot_be_played_is_refused_first(
    tmp_path: Path, ability: str, n_phrases: int | None, says: str
) -> None:
    """A slip leaves no folder behind."""
    with pytest.raises(BadInput, match=says):
        demo.play(tmp_path / "out", 1, ability, n_phrases)

    assert not (tmp_path / "out").exists()
