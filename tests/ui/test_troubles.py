"""Calm notices: what is so, and what can be done."""

import pytest

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage

EVERY_WAY = ("try-again", "simulated", "key-file", "leave")


@pytest.mark.parametrize(
    ("key", "ways"),
    [
        ("no-microphone", ["try-again", "simulated", "leave"]),
        ("no-keys", ["key-file", "leave"]),
        ("already-open", ["leave"]),
        ("records", ["try-again", "leave"]),
        ("other", ["try-again", "leave"]),
    ],
)
def test_each_trouble_has_its_ways_out(
    stage: Stage, finger: Finger, key: str, ways: list[str]
) -> None:
    """Every answer does what it says, the best one first and on the Enter key."""
    from mit_trainer.ui.troubles import trouble_sheet
    from tests.ui.gallery import WORDS

    done: list[str] = []
    acts = {way: lambda way=way: done.append(way) for way in EVERY_WAY}
    sheet = stage.show(trouble_sheet(key, WORDS, acts, sentence="So it is."))

    for answer in sheet.answers:
        finger.touch(answer)

    assert done == ways
    assert sheet.main is sheet.answers[0]


def test_only_ways_that_are_given_are_offered(stage: Stage, moment: Moment) -> None:
    """A way out that leads nowhere is not shown."""
    from mit_trainer.ui.troubles import trouble_sheet
    from tests.ui.gallery import WORDS

    sheet = stage.show(trouble_sheet("no-microphone", WORDS, {"leave": lambda: None}))

    assert [answer.word.text for answer in sheet.answers] == ["Leave"]


def test_a_trouble_may_speak_for_itself(stage: Stage, moment: Moment) -> None:
    """The sentence of an error is shown as it is."""
    from mit_trainer.ui.troubles import trouble_sheet
    from tests.ui.gallery import WORDS

    sheet = stage.show(
        trouble_sheet("other", WORDS, {"leave": lambda: None}, sentence="The deck is gone.")
    )

    assert sheet.sentence.text == "The deck is gone."
