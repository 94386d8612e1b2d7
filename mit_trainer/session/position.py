"""How far a sitting is: which phrase, which step, which try.

The position is made of facts.  It moves on when a step to which nobody answers has been
heard, and when the human has judged an answer; nothing else moves it.  Adding up the
facts of a broken sitting gives the position at which to go on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mit_trainer.protocol.machine import State, advance, begin
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import (
    AttemptId,
    AttemptMade,
    Entry,
    JudgementGiven,
    OpinionGiven,
    PhraseFinished,
    TakeFound,
)
from mit_trainer.session.spec import SessionSpec


@dataclass(frozen=True)
class Position:
    """Where a sitting stands.

    Attributes
    ----------
    phrase : id of the phrase that is practised, None when all are through
    state : where that phrase stands; ended only between two phrases
    finished : ids of the phrases that are through
    """

    phrase: str | None
    state: State
    finished: tuple[str, ...] = ()


def start(spec: SessionSpec) -> Position:
    """Stand before the first phrase."""
    return next_phrase(spec, Position(None, begin(spec.level)))


def next_phrase(spec: SessionSpec, here: Position, without: Iterable[str] = ()) -> Position:
    """Stand before the next phrase that is not through, ``without`` those ids."""
    left_out = {*here.finished, *without}
    waiting = [phrase.id for phrase in spec.phrases if phrase.id not in left_out]
    return Position(waiting[0] if waiting else None, begin(spec.level), here.finished)


def passed(spec: SessionSpec, verdict: str) -> bool:
    """Whether the human's word passes a step of this variant."""
    return Verdict(verdict) in spec.variant.passing


def advanced(spec: SessionSpec, here: Position, passed: bool) -> Position:
    """Go on after one try of the phrase that is practised."""
    return replace(here, state=advance(spec.level, here.state, passed))


def finish(spec: SessionSpec, here: Position) -> tuple[Position, PhraseFinished]:
    """State that the phrase, whose steps have ended, is through."""
    if here.phrase is None or here.state.ended is None:
        raise ValueError("the phrase has not ended")
    fact = PhraseFinished(
        patient=spec.started.patient,
        session=spec.started.session,
        phrase=here.phrase,
        points=here.state.points,
        points_max=spec.level.points_max,
        dropped=here.state.ended == "drop",
        item_set=spec.phrase(here.phrase).item_set,
    )
    return replace(here, finished=(*here.finished, here.phrase)), fact


def found(spec: SessionSpec, entries: Iterable[Entry]) -> Position:
    """Add up the facts of a sitting: the same phrase, the same step, the same try.

    Only a judgement of the try that is due moves on; one that was given later, of an
    earlier recording of the same try, does not.
    """
    here = start(spec)
    attempts: dict[AttemptId, AttemptMade] = {}
    for fact in (entry.fact for entry in entries if not entry.voided):
        if isinstance(fact, AttemptMade):
            attempts[fact.attempt] = fact
            if _is_due(here, fact) and spec.level.step(fact.step).response is None:
                here = advanced(spec, here, passed=True)
        elif isinstance(fact, JudgementGiven):
            judged = attempts.get(fact.attempt)
            if judged is not None and _is_due(here, judged):
                here = advanced(spec, here, passed(spec, fact.verdict))
        elif isinstance(fact, PhraseFinished):
            here = next_phrase(spec, replace(here, finished=(*here.finished, fact.phrase)))
    return here


def _is_due(here: Position, attempt: AttemptMade) -> bool:
    state = here.state
    due = (here.phrase, state.step, state.try_number, state.after_backup)
    return state.ended is None and due == (
        attempt.phrase,
        attempt.step,
        attempt.try_number,
        attempt.after_backup,
    )


def cut_off(entries: Iterable[Entry]) -> TakeFound | None:
    """Find the recording during which a sitting broke: begun after its last act.

    An opinion is no act: it may come while the next answer is recorded.
    """
    last_utc, newest = None, None
    for entry in entries:
        if isinstance(entry.fact, TakeFound):
            if last_utc is None or entry.fact.began_utc >= last_utc:
                newest = entry.fact
        elif not isinstance(entry.fact, OpinionGiven):
            last_utc, newest = entry.at_utc, None
    return newest


def answer_is_due(spec: SessionSpec, here: Position) -> bool:
    """Whether the step that is due is one that somebody answers."""
    if here.phrase is None or here.state.ended:
        return False
    return spec.level.step(here.state.step).response is not None
