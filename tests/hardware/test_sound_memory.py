"""What is remembered of loudspeakers: their level, and what they sounded in a week."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mit_trainer.hardware.sound_memory import SoundMemory
from mit_trainer.prompt.hearing import Sounded

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_a_new_loudspeaker_begins_low(tmp_path: Path) -> None:
    """At -12 dB; what was set is there after a restart, for each by itself, never above 0."""
    path = tmp_path / "sound-levels.json"
    memory = SoundMemory(path, -12.0)
    assert memory.level_db("Headphones") == -12.0
    assert memory.set_level("Headphones", -3.0) == -3.0
    assert memory.set_level("Television", 6.0) == 0.0
    again = SoundMemory(path, -12.0)
    levels = [again.level_db(name) for name in ("Headphones", "Television", "Other")]
    assert levels == [-3.0, 0.0, -12.0]


def test_what_sounded_is_counted_by_week_and_device(tmp_path: Path) -> None:
    """Monday and Sunday are one week, the next Monday another; a measured device says so."""
    path = tmp_path / "sound-levels.json"
    memory = SoundMemory(path, -12.0)
    for days, seconds in ((0, 10.0), (6, 5.0), (7, 1.0)):
        memory.add(MONDAY + timedelta(days=days), "Headphones", seconds, 0.1 * seconds)
    memory.set_full_scale("Headphones", 96.0)
    memory.add(MONDAY, "", 9.0, 9.0)
    again = SoundMemory(path, -12.0)
    assert again.week(MONDAY) == (Sounded("Headphones", 15.0, 1.5, 96.0),)
    assert again.week(MONDAY + timedelta(days=8))[0].seconds == 1.0
    assert again.week(MONDAY - timedelta(days=1)) == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"devices": 3, "weeks": {}}', "\x00"])
def test_a_damaged_file_is_forgotten(tmp_path: Path, text: str) -> None:
    """Whatever stands there, every loudspeaker begins low again, and it can be written."""
    path = tmp_path / "sound-levels.json"
    path.write_text(text, "utf-8")
    memory = SoundMemory(path, -12.0)
    assert memory.level_db("Headphones") == -12.0
    memory.set_level("Headphones", -6.0)
    assert SoundMemory(path, -12.0).level_db("Headphones") == -6.0


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """A file where the folder should be: the level counts for this time."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    memory = SoundMemory(blocked / "sound-levels.json", -12.0)
    memory.set_level("Headphones", -6.0)
    assert memory.level_db("Headphones") == -6.0
