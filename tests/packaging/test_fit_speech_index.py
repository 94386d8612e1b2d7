"""The shipped weights are those that the shipped table gives, and they tell song from speech."""

import runpy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.grading.rubric import default_rubric

SCRIPT = Path(__file__).parents[2] / "packaging" / "fit_speech_index.py"


@pytest.fixture(scope="module")
def fitting() -> dict[str, Any]:
    """Load the script, without running it."""
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def units(fitting: dict[str, Any]) -> Any:
    """Read the table."""
    return fitting["Units"]()


def test_the_table_is_whole(units: Any) -> None:
    """75 speakers; 520 sung and 1766 spoken units, as published with the table."""
    assert len(set(units.speaker)) == 75
    assert (int(units.sung.sum()), int((~units.sung).sum())) == (520, 1766)


def test_the_rubric_holds_the_fitted_numbers(fitting: dict[str, Any], units: Any) -> None:
    """Every row that the script says it fits, to its last digit."""
    shipped = default_rubric(places.RUBRICS).speech

    assert fitting["rows"](units) == {
        name: getattr(shipped, name) for name in fitting["rows"](units)
    }


def test_writing_changes_the_fitted_rows_only(fitting: dict[str, Any], tmp_path: Path) -> None:
    """Two numbers are put in; every other line stays as it was."""
    path = tmp_path / "standard.toml"
    shutil.copy(places.RUBRICS / "standard.toml", path)
    before = path.read_text("utf-8").splitlines()
    fitting["write"]({"intercept": 1.25, "band": 0.5}, path)
    after = path.read_text("utf-8").splitlines()

    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["value = 1.25", "value = 0.5"]


def test_the_area_under_the_curve_is_counted_right(fitting: dict[str, Any]) -> None:
    """Of six pairs four are in order and one is a tie: 4.5 / 6."""
    auc: Callable[..., float] = fitting["auc"]

    assert auc(np.array([2.0, 3.0]), np.array([0.0, 2.0, 2.5])) == pytest.approx(4.5 / 6.0)


def test_song_and_speech_of_strangers_are_told_apart(fitting: dict[str, Any], units: Any) -> None:
    """Each speaker by the others' weights: 0.93 in slow units, 0.80 against slowed speech."""
    merit = fitting["merit"](units)

    assert merit["AUC of units slower than 4 syllables a second"] >= 0.93
    assert merit["AUC of song against speech slowed 1.6 times"] >= 0.80
