"""The helper's ways: what she chooses is kept, and counts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mit_trainer.session.past import Past
from mit_trainer.simulated.clock import HandClock
from tests.courses import sitting
from tests.session.rig import HELLO, Table, opened
from tests.ui.journey import Journey
from tests.ui.stage import Finger, Stage


@pytest.fixture
def journey(stage: Stage, finger: Finger, tmp_path: Path) -> Iterator[Journey]:
    """Come to the helper's menu by the gear and the door."""
    clock = HandClock()
    with opened(tmp_path / "records", clock) as book:
        journey = Journey(stage, finger, Table(book, clock, phrases=(HELLO,))).open()
        journey.touch(journey.sheet.corner.gear)
        journey.touch(journey.sheet.corner.door)
        assert journey.shown == "MenuSheet"
        yield journey
        journey.sheet.leave()


def kept(journey: Journey) -> dict[str, object]:
    """Read the settings that are in the book."""
    return journey.table.trainer.settings(journey.guide.person.patient).result(5)


def test_settings_are_kept_and_count_at_once(journey: Journey) -> None:
    """The right hand and no live line are in the book, and the next sitting has them."""
    journey.touch(journey.sheet.tiles["settings"])
    journey.touch(journey.sheet.options["hand", "right"])
    journey.touch(journey.sheet.options["trace", False])
    journey.touch(journey.sheet.back)
    journey.touch(journey.sheet.tiles["practice"])
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)
    journey.touch(journey.sheet.begin)
    journey.until(lambda: journey.shown == "PracticeSheet")

    assert kept(journey)["hand"] == "right"
    assert kept(journey)["trace"] is False
    assert journey.sheet.hand == "right"
    assert journey.guide._sitting._choices.trace is False


def test_the_low_tone_is_heard_and_sung(journey: Journey) -> None:
    """A lower tone sounds, and the next sitting sings in it."""
    journey.touch(journey.sheet.tiles["settings"])
    journey.touch(journey.sheet._rows[-1][1][0])
    assert journey.heard == pytest.approx([169.9], abs=0.1)
    journey.touch(journey.sheet.back)
    journey.touch(journey.sheet.tiles["practice"])
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)
    journey.touch(journey.sheet.begin)
    journey.until(lambda: journey.shown == "PracticeSheet")

    assert journey.guide._sitting._runner.started.tonic_hz == pytest.approx(169.9, abs=0.1)


def test_who_judges_stands_in_the_record(journey: Journey) -> None:
    """After the change to therapist, judgements are the therapist's."""
    journey.touch(journey.sheet.tiles["judge"])
    assert journey.sheet.tiles["judge"].word.text == "Judging: therapist"
    assert journey.guide.choices.by == "therapist"
    journey.until(lambda: kept(journey).get("by") == "therapist")


def test_a_new_person_practises_at_once_and_next_time(journey: Journey) -> None:
    """Who was chosen last is there again after the trainer was closed and opened."""
    journey.touch(journey.sheet.tiles["people"])
    journey.until(lambda: journey.shown == "PeopleSheet")
    journey.touch(journey.sheet.new)
    journey.until(lambda: journey.shown == "MenuSheet")
    assert journey.guide.person.added.code == "2"

    journey.touch(journey.sheet.tiles["people"])
    journey.until(lambda: journey.shown == "PeopleSheet")
    journey.touch(journey.sheet.persons[0])
    journey.until(lambda: journey.shown == "MenuSheet")
    assert journey.guide.person.added.code == "1"

    journey.open()
    assert journey.guide.person.added.code == "1"


def test_the_simulated_patient_can_be_called_and_sent_away(journey: Journey) -> None:
    """The tile opens the trainer anew, the other way round."""
    journey.touch(journey.sheet.tiles["simulated"])
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)

    assert journey.wishes[-1].simulated
    assert journey.n_closed == 1


def test_progress_is_shown_and_saved(journey: Journey) -> None:
    """The page comes, a file is written, and trouble with it is told beside the button."""
    journey.touch(journey.sheet.tiles["progress"])
    journey.until(lambda: journey.sheet.line.text == "")
    assert all(view.chart is not None for view in journey.sheet.charts)

    journey.touch(journey.sheet.saves[0])
    journey.until(lambda: journey.sheet.line.text.startswith("Saved"))
    assert journey.sheet.line.text == "Saved: /reports/page.pdf"
    journey.touch(journey.sheet.saves[1])
    journey.until(lambda: journey.sheet.line.text == "The disk is full.")
    assert journey.saved == [("1", "pdf"), ("1", "png")]


def test_the_level_that_is_chosen_is_practised_next(journey: Journey) -> None:
    """The choice is in the book; the next sitting of this deck has no phrase for it and says so."""
    journey.touch(journey.sheet.tiles["therapy"])
    journey.touch(journey.sheet.steps["level", 1])
    assert journey.sheet.names["level"].text == "Level: Intermediate"
    journey.touch(journey.sheet.back)
    journey.touch(journey.sheet.tiles["practice"])
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)
    assert kept(journey)["level"] == "intermediate"
    journey.touch(journey.sheet.begin)
    assert journey.shown == "NoticeSheet"


def test_what_the_sittings_speak_for_is_told_and_nothing_is_done(journey: Journey) -> None:
    """Five sittings at 95 %: the next level is proposed beside the charts, no setting changes."""
    sittings = tuple(sitting(number, 38, 40, 10) for number in range(1, 6))
    journey.guide.person = replace(journey.guide.person, past=Past(sittings))

    journey.touch(journey.sheet.tiles["progress"])
    journey.until(lambda: journey.sheet.advice.text.startswith("For you to decide"))

    assert "Next could be Intermediate." in journey.sheet.advice.text
    assert "level" not in kept(journey)


def test_closing_is_closing(journey: Journey) -> None:
    """The door on the menu closes the app."""
    journey.touch(journey.sheet.tiles["finish"])

    assert journey.n_finished == 1
