"""Which phrases a sitting practises, and in which order.

All phrases of the level are practised.  Their order is left to seeded chance, but two
neighbours never have the same tone pattern (and with it the same number of syllables)
as long as there is any order that avoids it: after the same melody twice, a person with
aphasia tends to stick to it.  The rule is reported of Helm-Estabrooks, Nicholas & Morgan
1989 by descriptions of later programs.
"""

import random
from collections import Counter
from collections.abc import Sequence

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Deck, Phrase
from mit_trainer.protocol.variant import Level

Pattern = tuple[bool, ...]


def pattern(phrase: Phrase) -> Pattern:
    """Which syllables are high, in order."""
    return tuple(syllable.stress for syllable in phrase.syllables)


def chosen(deck: Deck, level: Level, seed: str) -> tuple[Phrase, ...]:
    """Choose the phrases of a deck for a level; raises `BadInput` when there is none."""
    phrases = [phrase for phrase in deck.phrases if phrase.level == level.id]
    if not phrases:
        raise BadInput(
            f'The deck "{deck.name}" has no phrase for the level "{level.id}"; '
            "choose another deck or level, or add phrases."
        )
    asked = any(cue.what == "probe" for step in level.steps for cue in step.cues)
    for phrase in phrases:
        if asked and phrase.probe is None:
            raise BadInput(
                f'The phrase "{phrase.text}" of the deck "{deck.name}" has no probe question, '
                "which this protocol asks; add one to the deck."
            )
    return tuple(in_order(phrases, random.Random(seed)))  # noqa: S311  (an order is no secret)


def in_order(phrases: Sequence[Phrase], chance: random.Random) -> list[Phrase]:
    """Put phrases into an order without neighbours of the same pattern, if there is one."""
    waiting = list(phrases)
    chance.shuffle(waiting)
    ordered: list[Phrase] = []
    before: Pattern | None = None
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
