"""How much was done, by whom it was scored, and why some of it could not be measured."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mit_trainer.record import (
    AttemptMade,
    Entry,
    JudgementGiven,
    OpinionGiven,
    SessionId,
    SessionSummary,
)

# A longer silence in the book is a break (the lid was closed), not practice.  Our choice;
# every report says it beside the minutes.
LONGEST_PAUSE_S = 300.0
_REASONS = 2


@dataclass(frozen=True)
class Dose:
    """Amounts over some sittings, voided facts left out.

    Attributes
    ----------
    lasted_s : from the first to the last entry of each sitting, long pauses left out
    answering_s : length of the recordings
    judged_by : who gave the judgements that count, and how many
    graders : versions of the listening rules in force, in order of appearance
    unmeasured_why : most frequent reasons for a missing speech index, with their counts
    """

    n_sessions: int
    n_phrases: int
    n_attempts: int
    n_answers: int
    lasted_s: float
    longest_pause_s: float
    answering_s: float
    judged_by: tuple[tuple[str, int], ...]
    graders: tuple[str, ...]
    unmeasured_why: tuple[tuple[str, int], ...]


def dose(summaries: Sequence[SessionSummary], entries: Sequence[Entry]) -> Dose:
    """Add up some sittings and their entries."""
    facts = [entry.fact for entry in entries if not entry.voided]
    takes = [fact.take for fact in facts if isinstance(fact, AttemptMade) and fact.take]
    # The latest word on an attempt is the one that counts.
    judgements = {fact.attempt: fact.by for fact in facts if isinstance(fact, JudgementGiven)}
    opinions = {fact.attempt: fact for fact in facts if isinstance(fact, OpinionGiven)}
    return Dose(
        n_sessions=len(summaries),
        n_phrases=sum(one.n_phrases for one in summaries),
        n_attempts=sum(one.n_attempts for one in summaries),
        n_answers=sum(one.n_answers for one in summaries),
        lasted_s=_lasted_s(entries),
        longest_pause_s=LONGEST_PAUSE_S,
        answering_s=sum(take.duration_s for take in takes),
        judged_by=tuple(Counter(judgements.values()).most_common()),
        graders=tuple(dict.fromkeys(fact.grader for fact in opinions.values())),
        unmeasured_why=_reasons(opinions.values()),
    )


def _lasted_s(entries: Sequence[Entry]) -> float:
    by_session: dict[SessionId, list[Entry]] = {}
    for entry in entries:
        by_session.setdefault(getattr(entry.fact, "session", SessionId("")), []).append(entry)
    gaps = (
        (after.at_utc - before.at_utc).total_seconds()
        for group in by_session.values()
        for before, after in pairwise(group)
    )
    # A clock that was set back gives a negative gap, about which nothing is known.
    return sum(gap for gap in gaps if 0.0 <= gap <= LONGEST_PAUSE_S)


def _reasons(opinions: Iterable[OpinionGiven]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for opinion in opinions:
        if opinion.grade.get("speech_index") is None:
            counts.update(set(opinion.grade.get("measurable", {}).get("why", ())))
    return tuple(counts.most_common(_REASONS))
