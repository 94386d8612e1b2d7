"""Settings: each choice counts at once and is seen."""

import pytest

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


class Opened:
    """The settings and what they told."""

    def __init__(self, stage: Stage) -> None:
        from mit_trainer.ui.parts import VoiceChoice
        from mit_trainer.ui.settings import Choices, SettingsSheet
        from tests.ui.gallery import WORDS

        self.changed: list[tuple[str, object]] = []
        self.heard: list[float] = []
        self.sheet = SettingsSheet(
            WORDS,
            Choices(voice="clb", tonic_hz=200.0),
            (VoiceChoice("clb", "female"), VoiceChoice("bdl", "male")),
            lambda: self.changed.append(("back", None)),
            lambda name, value: self.changed.append((name, value)),
            self.heard.append,
        )
        stage.show(self.sheet)


@pytest.fixture
def opened(stage: Stage, moment: Moment) -> Opened:
    """Open the settings."""
    return Opened(stage)


@pytest.mark.parametrize(
    ("name", "value"),
    [("voice", "bdl"), ("trace", False), ("hint", False), ("text", "largest"), ("hand", "right")],
)
def test_a_choice_is_told_and_marked(
    opened: Opened, finger: Finger, name: str, value: object
) -> None:
    """One touch changes the setting, tells of it, and marks it with a thick edge."""
    from mit_trainer.ui.buttons import CHOSEN

    finger.touch(opened.sheet.options[name, value])

    assert opened.changed == [(name, value)]
    marked = {key for key, button in opened.sheet.options.items() if button._look is CHOSEN}
    assert (name, value) in marked
    assert len([key for key in marked if key[0] == name]) == 1


def test_the_screen_turns_with_the_hand(opened: Opened, finger: Finger) -> None:
    """Choosing the right hand mirrors this very screen."""
    assert opened.sheet.back.x < 100
    finger.touch(opened.sheet.options["hand", "right"])
    assert opened.sheet.back.right > 1180


def test_the_low_tone_moves_by_semitones_and_is_heard(opened: Opened, finger: Finger) -> None:
    """Lower is a semitone down: 200 Hz becomes 188.8 Hz, sounds, and is written."""
    lower, hear, higher = opened.sheet._rows[-1][1]

    finger.touch(hear)
    finger.touch(lower)
    assert opened.heard == pytest.approx([200.0, 188.77], abs=0.01)
    assert opened.sheet._rows[-1][0].text == "Low tone: 189 Hz"
    finger.touch(higher)
    assert opened.changed[-1] == ("tonic_hz", pytest.approx(200.0))


def test_the_low_tone_stays_within_a_voice(opened: Opened, finger: Finger) -> None:
    """No number of presses leads below 70 Hz or above 440 Hz."""
    lower, _, higher = opened.sheet._rows[-1][1]

    for _ in range(40):
        finger.quick(lower)
    assert opened.sheet.choices.tonic_hz >= 70.0
    for _ in range(60):
        finger.quick(higher)
    assert opened.sheet.choices.tonic_hz <= 440.0


def test_what_was_kept_is_taken_and_the_rest_is_usual() -> None:
    """Settings of other rooms are left alone; a missing one is as for a newcomer."""
    from mit_trainer.ui.settings import Choices

    taken = Choices.of({"hand": "right", "silence_s": 4.0})

    assert taken == Choices(hand="right")


def test_a_setting_of_the_wrong_kind_is_left_alone() -> None:
    """A hand called "blue" or a text size that is a number must not keep anybody out."""
    from mit_trainer.ui.settings import Choices

    assert Choices.of({"hand": "blue", "text": 7.0, "tonic_hz": True, "trace": "no"}) == Choices()
