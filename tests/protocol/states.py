"""Every state that a level can come to, found without walking every road.

Two roads that meet in a state go on alike, so each state is asked once; the number of
roads is counted along the way.
"""

from collections import Counter
from dataclasses import dataclass, replace

from mit_trainer.protocol.machine import State, advance, begin
from mit_trainer.protocol.variant import Level


@dataclass(frozen=True)
class Explored:
    """What was found.

    Attributes
    ----------
    states : all that are reached, ended ones too
    ends : how many sequences of outcomes end in each ended state
    longest : tries of the longest sequence
    """

    states: frozenset[State]
    ends: dict[State, int]
    longest: int

    @property
    def n_sequences(self) -> int:
        """All sequences of outcomes that bring a phrase to its end."""
        return sum(self.ends.values())


def explored(level: Level) -> Explored:
    """Go through a level try by try; raises AssertionError when a state comes back.

    Each round holds the states after so many tries, with the number of roads to each.
    Points aside, a road that has made more tries than there are states has been in one of
    them twice, and could be there for ever.
    """
    here: Counter[State] = Counter({begin(level): 1})
    seen: set[State] = set()
    ends: Counter[State] = Counter()
    bare: set[State] = set()
    rounds = 0
    while here:
        seen.update(here)
        bare.update(replace(state, earned=()) for state in here)
        assert rounds <= len(bare), "a state comes back to itself"
        following: Counter[State] = Counter()
        for state, roads in here.items():
            for passed in (True, False):
                after = advance(level, state, passed)
                (ends if after.ended else following)[after] += roads
        here = following
        rounds += 1
    return Explored(frozenset(seen | set(ends)), dict(ends), rounds)


def positions(found: Explored) -> int:
    """Count the states without the points earned so far: what the machine can stand at."""
    return len({replace(state, earned=()) for state in found.states})
