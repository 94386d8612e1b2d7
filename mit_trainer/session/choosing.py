"""Which phrases a sitting practises, in which order, and why.

Of the level's trained phrases those that were practised least come first; one that was
practised a short while ago rests, and so does one that was left early again and again,
until it comes back.  The sitting begins with a phrase that goes well and ends with the
one that goes best.  Everything else is left to seeded chance, but two neighbours never
have the same tone pattern (and with it the same number of syllables) as long as there is
any order that avoids it: after the same melody twice, a person with aphasia tends to
stick to it.  The rules are reported of Helm-Estabrooks, Nicholas & Morgan 1989 by
descriptions of later programs; their numbers stand in the protocol's file.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Deck, Phrase
from mit_trainer.progress import TRAINED
from mit_trainer.protocol.rows import CourseRow
from mit_trainer.protocol.variant import Level
from mit_trainer.session.past import NOTHING, Past

Pattern = tuple[bool, ...]

EASY_START, GOOD_END, NEW, COMES_BACK = "easy-start", "good-end", "new", "comes-back"
LEAST_PRACTISED, FILLS_UP = "least-practised", "fills-up"
"""Why a phrase was chosen."""


@dataclass(frozen=True)
class Chosen:
    """The phrases in their order; ``why`` has a reason for each of their ids."""

    phrases: tuple[Phrase, ...]
    why: dict[str, str]


def pattern(phrase: Phrase) -> Pattern:
    """Which syllables are high, in order."""
    return tuple(syllable.stress for syllable in phrase.syllables)


def fitting(deck: Deck, level: Level) -> tuple[Phrase, ...]:
    """Find the phrases of a deck that a level may practise.

    A deck that names this very level is believed; where a level takes the phrases of
    others, those of its own length are preferred.
    """
    takes = level.takes or (level.id,)
    meant = [phrase for phrase in deck.phrases if phrase.level in takes]
    if not level.takes:
        return tuple(meant)
    least, most = level.syllables_min, level.syllables_max
    right = [phrase for phrase in meant if least <= len(phrase.syllables) <= most]
    return tuple(right or meant)


def chosen(
    deck: Deck,
    level: Level,
    seed: str,
    *,
    rules: CourseRow | None = None,
    past: Past = NOTHING,
    now_utc: datetime | None = None,
    count: int | None = None,
) -> Chosen:
    """Choose the phrases of a deck for a sitting; raises `BadInput` when there is none.

    Parameters
    ----------
    rules : of the protocol; without them every phrase is taken
    now_utc : needed to let phrases rest
    count : so many phrases, in place of the fewest that the rules name, never above the most
    """
    phrases = fitting(deck, level)
    if not phrases:
        raise BadInput(
            f'The deck "{deck.name}" has no phrase for the level "{level.id}"; '
            "choose another deck or level, or add phrases."
        )
    _check_probes(deck, level, phrases)
    chance = random.Random(seed)  # noqa: S311  (an order is no secret)
    trained = [phrase for phrase in phrases if phrase.item_set == TRAINED] or list(phrases)
    wanted = min(count or rules.phrases_min, rules.phrases_max) if rules else count or len(trained)
    taken, why = _taken(trained, wanted, rules, past, now_utc, chance)
    free = in_order(taken, chance)
    ordered = _with_good_ends(free, past, chance)
    if ordered is None:
        return Chosen(tuple(free), why)
    why |= {str(ordered[0].id): EASY_START, str(ordered[-1].id): GOOD_END}
    return Chosen(tuple(ordered), why)


def _check_probes(deck: Deck, level: Level, phrases: Sequence[Phrase]) -> None:
    if not any(cue.what == "probe" for step in level.steps for cue in step.cues):
        return
    for phrase in phrases:
        if phrase.probe is None:
            raise BadInput(
                f'The phrase "{phrase.text}" of the deck "{deck.name}" has no probe question, '
                "which this protocol asks; add one to the deck."
            )


def _taken(
    phrases: list[Phrase],
    wanted: int,
    rules: CourseRow | None,
    past: Past,
    now_utc: datetime | None,
    chance: random.Random,
) -> tuple[list[Phrase], dict[str, str]]:
    """Take the least practised of those that need no rest, then those that rested longest."""
    drawn = sorted(phrases, key=lambda _: chance.random())
    resting = [one for one in drawn if rules and rests(one, rules, past, now_utc)]
    awake = sorted(
        (one for one in drawn if one not in resting), key=lambda one: len(past.of(one.id))
    )
    rested = sorted(resting, key=lambda one: past.of(one.id)[-1].at_utc)
    taken = [*awake, *rested][:wanted]
    return taken, {str(one.id): _why(one, past, filled=one in resting) for one in taken}


def _why(phrase: Phrase, past: Past, *, filled: bool) -> str:
    before = past.of(phrase.id)
    if filled:
        return FILLS_UP
    if not before:
        return NEW
    return COMES_BACK if before[-1].dropped else LEAST_PRACTISED


def rests(phrase: Phrase, rules: CourseRow, past: Past, now_utc: datetime | None) -> bool:
    """Whether a phrase rests: it was practised just now, or failed too often in a row.

    The second lasts for as many sittings as it failed; then the phrase comes back.
    """
    before = past.of(phrase.id)
    if not before:
        return False
    if now_utc is not None and now_utc - before[-1].at_utc < timedelta(hours=rules.rest_h):
        return True
    failed = before[-rules.failures_in_a_row :]
    if len(failed) < rules.failures_in_a_row or not all(one.dropped for one in failed):
        return False
    sessions = [one.session for one in past.sittings]
    return len(sessions) - sessions.index(before[-1].session) - 1 < rules.failures_in_a_row  # type: ignore[arg-type]


def _with_good_ends(
    free: Sequence[Phrase], past: Past, chance: random.Random
) -> list[Phrase] | None:
    """Begin with a phrase that goes well and end with the one that goes best.

    None when no two are known, or when that would bring like neighbours together.
    """
    known = [one for one in free if past.of(one.id)]
    best = sorted(known, key=lambda one: _ease(one, past), reverse=True)
    for last in best:
        for first in best:
            if first is last:
                continue
            rest = [one for one in free if one is not first and one is not last]
            ordered = [first, *in_order(rest, chance, pattern(first)), last]
            if alike(ordered) <= alike(free):
                return ordered
    return None


def _ease(phrase: Phrase, past: Past) -> float:
    shares = [one.share for one in past.of(phrase.id) if one.share is not None]
    return sum(shares) / len(shares) if shares else 0.0


def alike(phrases: Sequence[Phrase]) -> int:
    """Count the neighbours that have the same pattern."""
    return sum(pattern(a) == pattern(b) for a, b in pairwise(phrases))


def in_order(
    phrases: Sequence[Phrase], chance: random.Random, before: Pattern | None = None
) -> list[Phrase]:
    """Put phrases into an order without neighbours of the same pattern, if there is one."""
    waiting = list(phrases)
    chance.shuffle(waiting)
    ordered: list[Phrase] = []
    while waiting:
        following = next(
            (k for k in range(len(waiting)) if _can_follow(waiting, k, before)),
            next((k for k, phrase in enumerate(waiting) if pattern(phrase) != before), 0),
        )
        ordered.append(waiting.pop(following))
        before = pattern(ordered[-1])
    return ordered


def _can_follow(waiting: Sequence[Phrase], k: int, before: Pattern | None) -> bool:
    """Whether phrase ``k`` differs from the one before and leaves the rest an order.

    The rest has one exactly when no pattern takes more than every second place of it,
    beginning, for the pattern of ``k`` itself, only at the second.
    """
    mine = pattern(waiting[k])
    rest = Counter(pattern(phrase) for phrase in waiting)
    rest[mine] -= 1
    n = rest.total()
    return mine != before and all(
        count <= (n if same == mine else n + 1) // 2 for same, count in rest.items()
    )
