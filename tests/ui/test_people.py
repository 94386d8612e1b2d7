"""Who practises: codes on tiles, page by page."""

import pytest

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


class Opened:
    """The choice and what was chosen."""

    def __init__(self, stage: Stage, n: int) -> None:
        from mit_trainer.ui.people import PeopleSheet
        from tests.ui.gallery import WORDS

        self.chosen: list[str] = []
        self.added: list[str] = []
        people = [(f"id{i}", f"{i}") for i in range(1, n + 1)]
        self.sheet = PeopleSheet(
            WORDS, people, "id1", lambda: None, self.chosen.append, self.added.append
        )
        stage.show(self.sheet)


def test_a_touch_chooses(stage: Stage, finger: Finger) -> None:
    """The tile of the second person gives her id, not her code."""
    opened = Opened(stage, 3)

    finger.touch(opened.sheet.persons[1])

    assert opened.chosen == ["id2"]


def test_a_new_person_gets_the_next_free_code(stage: Stage, finger: Finger) -> None:
    """After 1 to 3 comes 4; a code that is taken is passed over."""
    opened = Opened(stage, 3)
    opened.sheet._codes.add("4")

    finger.touch(opened.sheet.new)

    assert opened.added == ["5"]


@pytest.mark.parametrize("n", [1, 4, 5, 9])
def test_everybody_can_be_reached(stage: Stage, finger: Finger, n: int) -> None:
    """Turning the pages brings every code to light and comes round again."""
    opened = Opened(stage, n)
    sheet = opened.sheet
    seen = set()
    for _ in range(-(-n // 4)):
        seen |= {button.word.text for button in sheet.persons if button.parent}
        if sheet.more.parent:
            finger.touch(sheet.more)

    assert seen == {f"Person {i}" for i in range(1, n + 1)}
    assert sheet.persons[0].word.text == "Person 1"
    assert (sheet.more.parent is not None) is (n > 4)


def test_who_practises_now_is_marked(stage: Stage, moment: Moment) -> None:
    """The present person's tile has the thick edge, and no other."""
    from mit_trainer.ui.buttons import CHOSEN

    sheet = Opened(stage, 3).sheet

    assert [button._look is CHOSEN for button in sheet.persons[:3]] == [True, False, False]
