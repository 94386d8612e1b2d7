"""Which delays hold now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.model import NEVER, OLD, OTHER, Calibration, timing_now
from mit_trainer.calibration.shelf import add_calibration, read_calibrations
from mit_trainer.errors import BadInput

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIFTY = Delay(0.05, 0.001, 9, 9)
SIXTY = Delay(0.06, 0.001, 9, 9)
OURS = Calibration("a", NOW - timedelta(days=3), "mic", "box", sound=FIFTY, touch=SIXTY)


def test_the_newest_of_each_kind_counts() -> None:
    """Touch measured yesterday does not make sound measured three days ago unknown."""
    newer = replace(OURS, id="b", made_utc=NOW - timedelta(days=1), sound=None, touch=FIFTY)

    now = timing_now((OURS, newer), "mic", "box", NOW, days=30)

    assert (now.id, now.sound, now.touch, now.why) == ("b", FIFTY, FIFTY, None)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ((), NEVER),
        ((replace(OURS, made_utc=NOW - timedelta(days=31)),), OLD),
        ((replace(OURS, made_utc=NOW + timedelta(days=1)),), OLD),
        ((replace(OURS, microphone="other"),), OTHER),
        ((replace(OURS, touch=None),), NEVER),
    ],
)
def test_what_does_not_hold_says_why(made: tuple[Calibration, ...], why: str) -> None:
    """Nothing measured, too old, from the future, other devices, one of two: each its reason."""
    now = timing_now(made, "mic", "box", NOW, days=30)

    assert now.why == why
    assert now.touch is None


def test_calibrations_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Two measurements come back in their order with every number."""
    path = tmp_path / "new" / "calibrations.json"
    other = replace(OURS, id="b", touch=None)

    add_calibration(path, OURS)
    add_calibration(path, other)

    assert read_calibrations(path) == (OURS, other)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", [b"", b"[{", b"{}", b'[{"id": 3}]', b"\xff\xfe"])
def test_a_damaged_file_is_told_and_then_replaced(tmp_path: Path, text: bytes) -> None:
    """Reading says what to do; the next measurement sets the damaged file aside."""
    path = tmp_path / "calibrations.json"
    path.write_bytes(text)

    with pytest.raises(BadInput, match="calibrate"):
        read_calibrations(path)
    add_calibration(path, OURS)

    assert read_calibrations(path) == (OURS,)
    assert path.with_suffix(".unreadable").read_bytes() == text


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in the place of the folder gives one sentence."""
    (tmp_path / "taken").write_text("")

    with pytest.raises(BadInput, match="cannot be kept"):
        add_calibration(tmp_path / "taken" / "calibrations.json", OURS)
