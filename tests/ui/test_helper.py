"""The helper's menu: nine pictures with a word each, and a way back."""

from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


def test_each_tile_leads_where_it_says(stage: Stage, finger: Finger) -> None:
    """Every tile does its own act, once; the arrow leads back to practice."""
    from mit_trainer.ui.helper import MenuSheet
    from tests.ui.gallery import WORDS

    names = (
        *("practice", "progress", "settings", "therapy", "checks"),
        *("people", "simulated", "judge", "finish"),
    )
    done: list[str] = []
    acts = {name: lambda name=name: done.append(name) for name in names}
    sheet = stage.show(MenuSheet(WORDS, acts, "Person 1", simulated=True, by="therapist"))

    for name in names:
        finger.touch(sheet.tiles[name])
    finger.touch(sheet.back)

    assert done == [*names, "practice"]
    assert sheet.tiles["simulated"].word.text == "Simulation: on"
    assert sheet.tiles["judge"].word.text == "Judging: therapist"


def test_escape_goes_back(stage: Stage, moment: Moment) -> None:
    """The keyboard's Escape is the arrow."""
    from mit_trainer.ui.helper import HelperSheet

    done: list[str] = []
    sheet = stage.show(HelperSheet("Title", lambda: done.append("back")))

    assert sheet.key(27, 0.0)
    assert done == ["back"]
