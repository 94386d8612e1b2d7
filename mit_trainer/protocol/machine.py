"""Walks one phrase through the steps of a level.

The machine knows steps, not therapies: what follows what, how often it may be tried
and what it earns stand in the level.  It is told only whether a try was passed; a
step to which nobody answers counts as passed.

Rules
-----
A step that was not passed is tried again until its tries are used up.  Then its
backup, if it has one, is run once without points whatever is answered to it, and the
step has one more try for fewer points.  After that the phrase goes where ``on_fail``
says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from mit_trainer.protocol.fading import WHOLE, Helps, given, left_over
from mit_trainer.protocol.variant import Cue, Level, Manner, Sharing, Step, Tapping

ENDS: tuple[Literal["done", "drop"], ...] = ("done", "drop")


@dataclass(frozen=True)
class State:
    """Where one phrase stands.

    Attributes
    ----------
    step : id of the step to be run now; once the phrase has ended, of its last step
    try_number : counts from 1; the try after a backup goes on counting
    backup_for : id of the step that this one is run to rescue, else None
    after_backup : this is the try after the backup, for fewer points
    earned : points by step, of the steps that were passed for points
    ended : "done", "drop" or None while the phrase goes on
    """

    step: str
    try_number: int = 1
    backup_for: str | None = None
    after_backup: bool = False
    earned: tuple[tuple[str, int], ...] = ()
    ended: Literal["done", "drop"] | None = None

    @property
    def points(self) -> int:
        """Earned so far."""
        return sum(points for _, points in self.earned)


@dataclass(frozen=True)
class Orders:
    """What is to be done now.

    ``points`` is what passing this try would earn; it is 0 while a step is run as a
    backup, and then every answer leads on.  The delay lies anywhere from ``delay_s`` to
    ``delay_up_to_s``.  ``helps`` says how much is given of each cue, ``light_of_model`` of
    how many syllables a model that is only listened to is lit.
    """

    step: str
    instruction: str
    cues: tuple[Cue, ...]
    sharing: Sharing
    delay_s: float
    tapping: Tapping
    response: Manner | None
    clicks: bool
    lead_in: bool
    points: int
    delay_up_to_s: float = 0.0
    helps: Helps = WHOLE
    light_of_model: float = 1.0


def begin(level: Level) -> State:
    """Stand before the first step."""
    return State(step=level.steps[0].id)


def orders(level: Level, state: State, sittings: int = 0) -> Orders:
    """Say what is to be played, shared, awaited and answered now.

    ``sittings`` at this level were finished before; the more of them, the less is given
    of the cues that fade.
    """
    step = level.step(state.step)
    backup = state.backup_for is not None
    left = left_over(level.fading, sittings, state.try_number, backup=backup)
    helps = given(step, left)
    return Orders(
        step=step.id,
        instruction=step.instruction,
        cues=step.cues,
        sharing=step.sharing,
        delay_s=step.delay_s * helps.delay,
        tapping=step.tapping,
        response=step.response,
        clicks=step.clicks,
        lead_in=step.lead_in,
        points=_worth(step, state),
        delay_up_to_s=step.delay_up_to_s * helps.delay,
        helps=helps,
        light_of_model=left.light,
    )


def advance(level: Level, state: State, passed: bool) -> State:
    """Go on after one try; an ended phrase cannot go on (ValueError)."""
    if state.ended:
        raise ValueError(f"the phrase has ended with {state.ended!r}")
    step = level.step(state.step)
    if state.backup_for:
        tries = level.step(state.backup_for).tries + 1
        return State(state.backup_for, tries, after_backup=True, earned=state.earned)
    if passed:
        worth = _worth(step, state)
        earned = (*state.earned, (step.id, worth)) if worth else state.earned
        return _go(replace(state, earned=earned), step.on_success)
    if state.try_number < step.tries:
        return replace(state, try_number=state.try_number + 1)
    if step.backup and not state.after_backup:
        return State(step.backup, backup_for=step.id, earned=state.earned)
    return _go(state, step.on_fail)


def replay(level: Level, outcomes: Iterable[bool]) -> State:
    """Stand where a sequence of outcomes leads."""
    return reduce(lambda state, passed: advance(level, state, passed), outcomes, begin(level))


def _worth(step: Step, state: State) -> int:
    if state.backup_for:
        return 0
    return step.points_after_backup if state.after_backup else step.points


def _go(state: State, target: str) -> State:
    for end in ENDS:
        if target == end:
            return replace(state, ended=end)
    return State(step=target, earned=state.earned)
