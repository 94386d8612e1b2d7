"""The goodbye: stars for having come, the same for everybody."""

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


def test_the_stars_rise_and_rest(stage: Stage, moment: Moment) -> None:
    """Three stars grow one after the other and then stand still, whole."""
    from mit_trainer.ui.goodbye import GoodbyeSheet
    from tests.ui.gallery import WORDS

    sheet = stage.show(GoodbyeSheet(WORDS, lambda: None))
    stage.settle(3.0)

    assert [star.grow for star in sheet.stars] == [1.0] * 3
    assert [star.opacity_of_picture for star in sheet.stars] == [1.0] * 3
    assert not sheet._rise.running


def test_one_press_leads_home(stage: Stage, finger: Finger) -> None:
    """The large button leaves, by touch and by Space."""
    from mit_trainer.ui.goodbye import GoodbyeSheet
    from tests.ui.gallery import WORDS

    done: list[str] = []
    sheet = stage.show(GoodbyeSheet(WORDS, lambda: done.append("home")))

    finger.touch(sheet.home)

    assert done == ["home"]
    sheet.leave()
