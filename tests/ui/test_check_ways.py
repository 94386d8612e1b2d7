"""The helper's way through the first checks: what is measured is kept and shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mit_trainer.simulated.clock import HandClock
from tests.session.rig import HELLO, Table, opened
from tests.session.test_checks import glide
from tests.ui.journey import Journey
from tests.ui.stage import Finger, Stage


@pytest.fixture
def journey(stage: Stage, finger: Finger, tmp_path: Path) -> Iterator[Journey]:
    """Come to the first checks by the helper's menu."""
    clock = HandClock()
    with opened(tmp_path / "records", clock) as book:
        journey = Journey(stage, finger, Table(book, clock, phrases=(HELLO,))).open()
        journey.touch(journey.sheet.corner.gear)
        journey.touch(journey.sheet.corner.door)
        journey.touch(journey.sheet.tiles["checks"])
        assert journey.shown == "ChecksSheet"
        yield journey
        journey.sheet.leave()
        journey._close()


def settled(journey: Journey) -> None:
    """Let the check that is shown come to its end."""

    def over() -> bool:
        journey.sheet.tick()
        journey.table.clock.advance(0.02)
        return journey.sheet._check is None

    journey.until(over)


def test_a_hummed_range_moves_the_low_tone(journey: Journey) -> None:
    """After humming from 110 to 220 Hz both tones lie around the middle, 156 Hz, and are kept."""
    assert journey.sheet.lines["voice"].text == "Not measured yet."
    journey.touch(journey.sheet.tiles["voice"])
    journey.touch(journey.sheet.button)
    table = journey.table
    table.microphone.sing(glide(110.0, 220.0, 9.5), table.clock.monotonic_s() + 0.2)
    settled(journey)

    assert "low tone is now 143 Hz" in journey.sheet.sentence.text
    journey.touch(journey.sheet.button)
    assert journey.shown == "ChecksSheet"
    assert journey.guide.choices.tonic_hz == pytest.approx(142.7, abs=1.0)
    kept = journey.table.trainer.settings(journey.guide.person.patient).result(5)
    assert kept["tonic_hz"] == pytest.approx(142.7, abs=1.0)
    assert kept["voice_low_hz"] < kept["tonic_hz"] < kept["voice_high_hz"]


def test_bursts_that_nobody_hears_keep_nothing(journey: Journey) -> None:
    """With headphones on, the sentence says what to do and the button says again."""
    journey.touch(journey.sheet.tiles["sound"])
    journey.touch(journey.sheet.button)
    settled(journey)

    assert "0 of 9" in journey.sheet.sentence.text
    assert journey.sheet.button.word.text == "Again"
    assert not journey.guide.parts.checks.timing().sound
    journey.touch(journey.sheet.back)
    assert "0 of 9" in journey.sheet.lines["sound"].text
