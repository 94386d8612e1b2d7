"""The progress page: charts when they come, and a file when it is asked for."""

from mit_trainer.progress import course, levels
from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


def opened(stage: Stage):
    """Open the page; gives it and the kinds of file that were asked for."""
    from mit_trainer.ui.progress_screen import ProgressSheet
    from tests.ui.gallery import WORDS

    asked: list[str] = []
    return stage.show(ProgressSheet(WORDS, "Person 1", lambda: None, asked.append)), asked


def test_until_the_charts_come_nothing_can_be_saved(stage: Stage, finger: Finger) -> None:
    """A page that is not there cannot be saved; the screen says that it is on its way."""
    sheet, asked = opened(stage)

    finger.touch(sheet.saves[0])

    assert asked == []
    assert sheet.line.text == "One moment …"


def test_saving_tells_where(stage: Stage, finger: Finger) -> None:
    """Each button asks for its kind once, and the answer is written beside it."""
    from tests.ui.gallery import VARIANT, sittings

    sheet, asked = opened(stage)
    sheet.show(course(sittings(6)), levels([VARIANT]))

    finger.touch(sheet.saves[0])
    finger.touch(sheet.saves[0])  # still being written
    assert asked == ["pdf"]
    sheet.saved("Saved: page.pdf")
    assert sheet.line.text == "Saved: page.pdf"
    finger.touch(sheet.saves[1])
    assert asked == ["pdf", "png"]


def test_charts_fill_their_place(stage: Stage, moment: Moment) -> None:
    """Charts are laid out anew for the shape of the screen: wide ones tall, and so on."""
    from tests.ui.gallery import VARIANT, sittings

    sheet, _ = opened(stage)
    sheet.show(course(sittings(6)), levels([VARIANT]))

    for view in sheet.charts:
        assert abs(view.chart.aspect - view.width / view.height) < 0.01
