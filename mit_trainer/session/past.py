"""What a person has practised before, as far as a new sitting must know it.

Conventions
-----------
Sittings of the simulated patient never count for a person, nor hers for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mit_trainer.record import Entry, PhraseFinished, SessionSummary


@dataclass(frozen=True)
class Practised:
    """One phrase in one sitting; ``share`` is what it earned of its points, None without any."""

    phrase: str
    session: str
    at_utc: datetime
    share: float | None
    dropped: bool


@dataclass(frozen=True)
class Past:
    """What came before: the sittings, oldest first, and the phrases that were finished in them."""

    sittings: tuple[SessionSummary, ...] = ()
    phrases: tuple[Practised, ...] = ()

    def finished_at(self, variant: str, level: str) -> int:
        """Count the sittings in which a phrase of this level was finished."""
        return sum(
            one.n_phrases > 0
            for one in self.sittings
            if (one.variant, one.level) == (variant, level)
        )

    def of(self, phrase: str) -> tuple[Practised, ...]:
        """Give all that is known of one phrase, oldest first."""
        return tuple(one for one in self.phrases if one.phrase == phrase)


NOTHING = Past()


def past(summaries: Iterable[SessionSummary], entries: Iterable[Entry], *, simulated: bool) -> Past:
    """Put sittings and their finished phrases together."""
    sittings = tuple(one for one in summaries if one.simulated is simulated)
    mine = {one.session for one in sittings}
    facts = [
        (entry.at_utc, entry.fact)
        for entry in entries
        if isinstance(entry.fact, PhraseFinished) and not entry.voided
    ]
    phrases = tuple(
        Practised(
            phrase=fact.phrase,
            session=fact.session,
            at_utc=at_utc,
            share=fact.points / fact.points_max if fact.points_max else None,
            dropped=fact.dropped,
        )
        for at_utc, fact in facts
        if fact.session in mine
    )
    return Past(sittings, phrases)
