"""One sitting on the screen: what the runner says is what is seen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mit_trainer.record import SessionEnded
from mit_trainer.session.view import Stage as Moment
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import HELLO, Table, opened
from tests.ui.conftest import Moment as Now
from tests.ui.stage import Stage

Sit = Callable[..., "object"]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """Lay a table for a sitting of one phrase."""
    clock = HandClock()
    with opened(tmp_path / "records", clock) as book:
        yield Table(book, clock, phrases=(HELLO,))


@pytest.fixture
def sit(stage: Stage, moment: Now, table: Table) -> Sit:
    """Begin a sitting on the window."""

    def sit(**choices: object):
        from mit_trainer import places
        from mit_trainer.ui.settings import Choices
        from mit_trainer.ui.sitting import Sitting
        from tests.ui.gallery import WORDS

        shown: list = []
        over: list[str] = []
        sitting = Sitting(
            table.begin(),
            WORDS,
            places.PICTURES,
            Choices(**choices),
            lambda sheet: shown.append(stage.show(sheet)),
            lambda: over.append("over"),
        )
        sitting.begin()
        return sitting, shown, over

    return sit


def led(table: Table, sitting, stage_wanted: Moment) -> None:
    """Lead the sitting to a moment, its screens following each tick."""
    for _ in range(20000):
        sitting.tick()
        view = table.tick()
        if view.stage is stage_wanted:
            sitting._show_view()
            return
        if view.press in ("start", "next"):
            table.runner.press()
        elif view.stage is Moment.JUDGE:
            table.judge()
    raise AssertionError(f"never came to {stage_wanted}")


def test_the_live_voice_can_be_switched_off(table: Table, sit: Sit) -> None:
    """With the line on, the voice is drawn while it sounds; with it off, never."""
    for wanted in (True, False):
        sitting, shown, _ = sit(trace=wanted)
        drawn: list = []
        sitting.sheet.show_voice = lambda points, drawn=drawn: drawn.extend(points)
        led(table, sitting, Moment.TOGETHER)
        led(table, sitting, Moment.JUDGE)

        assert bool(drawn) is wanted
        shown[-1].leave()
        table.stop()


def test_the_end_is_bounded_and_kept(table: Table, sit: Sit) -> None:
    """Ending from the outside, as a closing window does, leaves a closed sitting."""
    sitting, shown, _ = sit()
    led(table, sitting, Moment.LISTEN)

    sitting.end()

    assert table.runner.finished
    assert [fact.why for fact in table.facts(SessionEnded)] == ["stopped"]
    shown[-1].leave()


def test_a_finished_sitting_says_so_once(table: Table, sit: Sit) -> None:
    """After the goodbye has been pressed the first screen may come, once."""
    sitting, shown, over = sit()
    led(table, sitting, Moment.GOODBYE)
    assert type(shown[-1]).__name__ == "GoodbyeSheet"
    table.runner.press()
    while not over:
        sitting.tick()
        table.clock.advance(0.02)

    assert over == ["over"]
    shown[-1].leave()
