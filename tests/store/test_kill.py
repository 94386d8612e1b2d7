"""The drill against a sudden death, in short; `kill_drill` runs it at length."""

from pathlib import Path

from tests.store.kill_drill import drill


def test_nothing_that_was_kept_is_lost_to_kill_9(tmp_path: Path) -> None:
    """Twenty-five deaths at moments of chance lose no answer, no row and no sound."""
    tally = drill(tmp_path / "records", 25, seed=2)

    assert tally.troubles == []
    assert tally.kills == 25
    assert tally.kept > 0
    assert tally.found_cut > 0, "no death fell into a recording: the drill proves nothing"
