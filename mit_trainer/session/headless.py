"""A whole sitting without a window: the button is pressed, a carer judges, until goodbye.

The same loop leads the demo, the tests and a shell.  With a clock set by hand a sitting
takes as long as the computer needs; while something is being made, kept or listened to,
that clock stands still, so that nothing depends on the computer's speed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mit_trainer.errors import TrainerError
from mit_trainer.protocol.variant import Verdict
from mit_trainer.session.runner import Runner
from mit_trainer.session.view import PracticeView, Press, Stage

_STANDS_STILL = frozenset({Stage.PREPARING, Stage.KEEPING, Stage.GOODBYE})
_PRESSED = frozenset({Press.START, Press.NEXT, Press.LEAVE})


@dataclass(frozen=True)
class Pace:
    """How time passes.

    Attributes
    ----------
    advance : lets so many seconds pass: sleeps, or moves a clock set by hand
    idle : waits a moment of real time for what runs in the background
    tick_s : from one tick to the next, about as often as a window looks
    longest_idle : so many idle moments in a row mean that something has died
    """

    advance: Callable[[float], None]
    idle: Callable[[], None]
    tick_s: float = 0.02
    longest_idle: int = 60_000


@dataclass(frozen=True)
class Played:
    """What was seen on the way: stages, and notices to the helper other than "simulated"."""

    n_ticks: int
    n_judged: int
    stages: frozenset[Stage]
    notices: frozenset[str]


def play(
    runner: Runner,
    pace: Pace,
    verdict: Callable[[], Verdict],
    by: str,
    each_tick: Callable[[], None] = lambda: None,
) -> Played:
    """Lead a sitting to its end.

    Parameters
    ----------
    verdict : what the carer says about the last answer; asked once for each
    by : who the carer is, for the record
    each_tick : called after each tick, such as a simulated hand

    Raises
    ------
    TrainerError : nothing has moved for too long
    """
    stages: set[Stage] = set()
    notices: set[str] = set()
    n_ticks = n_judged = n_idle = 0
    while not runner.finished:
        runner.tick()
        each_tick()
        view = runner.view()
        n_ticks += 1
        stages.add(view.stage)
        notices.update({view.notice} - {None, "simulated"})  # type: ignore[arg-type]
        if view.stage is Stage.JUDGE:
            runner.judge(verdict(), by)
            n_judged += 1
        elif view.press in _PRESSED:
            runner.press()
        n_idle = _let_time_pass(pace, view, n_idle)
    return Played(n_ticks, n_judged, frozenset(stages), frozenset(notices))


def _let_time_pass(pace: Pace, view: PracticeView, n_idle: int) -> int:
    # A book that cannot be written is tried again after a while, so time must pass for it.
    if view.stage not in _STANDS_STILL or view.notice == "keep-trouble":
        pace.advance(pace.tick_s)
        return 0
    if n_idle > pace.longest_idle:
        raise TrainerError(
            "The sitting stands still: something in the background has not answered; "
            "start again, everything until here is kept."
        )
    pace.idle()
    return n_idle + 1
