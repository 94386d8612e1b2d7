"""Every screen: a keyboard that leads through it."""

from tests.ui.conftest import Moment
from tests.ui.stage import Stage

TAB, ENTER, SPACE = 9, 13, 32


def test_tab_leads_from_button_to_button(stage: Stage, moment: Moment) -> None:
    """Tab walks through the buttons from the top left, shows where it is, and comes round."""
    from mit_trainer.ui.helper import MenuSheet
    from tests.ui.gallery import WORDS

    names = (
        "practice",
        "progress",
        "settings",
        "therapy",
        "checks",
        "people",
        "simulated",
        "judge",
        "finish",
    )
    done: list[str] = []
    acts = {name: lambda name=name: done.append(name) for name in names}
    sheet = stage.show(MenuSheet(WORDS, acts, "Person 1", simulated=False))

    for _ in range(len(names) + 1):  # the arrow back comes first and leads to practice
        moment.pass_by()
        assert sheet.key(TAB, 0.0)
        assert [button.focused for button in sheet.buttons()].count(True) == 1
        assert sheet.key(ENTER, 0.0)

    assert done == ["practice", *names]
    sheet.key(TAB, 0.0)
    assert sheet.back.focused


def test_without_a_main_button_space_means_nothing(stage: Stage, moment: Moment) -> None:
    """A key that means nothing is left to others."""
    from mit_trainer.ui.sheet import Sheet

    sheet = stage.show(Sheet())

    assert not sheet.key(SPACE, 0.0)
    assert sheet.key(TAB, 0.0)
