"""Choosing a form of the therapy and its level."""

import pytest

from tests.ui.stage import Finger, Stage


class Opened:
    """The screen and what it told."""

    def __init__(self, stage: Stage, variant: str = "", level: str = "") -> None:
        from mit_trainer.ui.therapy import TherapySheet
        from tests.ui.gallery import PROTOCOLS, WORDS

        self.changed: list[tuple[str, str]] = []
        self.sheet = TherapySheet(
            WORDS,
            PROTOCOLS,
            (variant, level),
            lambda: None,
            lambda name, value: self.changed.append((name, value)),
        )
        stage.show(self.sheet)


def test_the_therapy_and_its_level_are_chosen_step_by_step(stage: Stage, finger: Finger) -> None:
    """Another therapy begins with its first level; at the end of a list nothing changes."""
    opened = Opened(stage)
    sheet = opened.sheet
    assert sheet.names["variant"].text.startswith("Melodic intonation")

    finger.touch(sheet.steps["level", 1])
    assert opened.changed == [("level", "b")]
    finger.touch(sheet.steps["variant", 1])
    assert opened.changed[1:] == [("variant", "spoken"), ("level", "c")]
    assert sheet.names["level"].text == "Level: Spoken steps"
    finger.touch(sheet.steps["variant", 1])
    finger.touch(sheet.steps["level", -1])
    assert len(opened.changed) == 3


@pytest.mark.parametrize(
    ("variant", "level", "shows"),
    [("", "", "Elementary"), ("gone", "b", "Next"), ("spoken", "gone", "Spoken steps")],
)
def test_what_is_gone_shows_the_usual(stage: Stage, variant: str, level: str, shows: str) -> None:
    """A protocol or level that is not there any more falls back to the first."""
    assert Opened(stage, variant, level).sheet.names["level"].text == f"Level: {shows}"


def test_a_button_that_leads_nowhere_is_faint(stage: Stage, finger: Finger) -> None:
    """The ends of the lists can be seen."""
    sheet = Opened(stage).sheet
    assert sheet.steps["level", -1].opacity < 1.0
    assert sheet.steps["level", 1].opacity == 1.0
    finger.touch(sheet.steps["level", 1])
    assert sheet.steps["level", 1].opacity < 1.0
