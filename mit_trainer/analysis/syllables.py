"""Where the planned syllables were said, which were not, and what else was said.

The ear alone places them first; then once more with what the recogniser of English
sounds says, where there is one.  Certain is what both heard, each for itself; without a
recogniser the second witness is how loud and voiced the sound is, which rises into every
vowel.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mit_trainer.analysis.agreement import agreed, between, opinion
from mit_trainer.analysis.align import Expected, Opinion, Placed, align
from mit_trainer.analysis.envelope import Envelope
from mit_trainer.analysis.glide import voice_start_s, vowel_start_s
from mit_trainer.analysis.nuclei import heights_after
from mit_trainer.analysis.onsets import Candidates, candidates
from mit_trainer.analysis.rises import rises
from mit_trainer.analysis.spelling import begins_anew, glides_in
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.witness.english import Statement

_CLOSEST_S = 0.08  # between two vowel starts
_AGREE_S = 0.08
_LOUD_ROOM_DB = -14.0  # louder, and the recogniser confuses what is sung with the room


@dataclass(frozen=True)
class Found:
    """The heard syllables in order, and the planned ones that are certain."""

    placed: tuple[Placed, ...]
    certain: frozenset[int]


def find(heard: Envelope, plan: ProsodyPlan, manner: Manner, also: Statement | None) -> Found:
    """Place the syllables; ``also`` is what the recogniser heard, if it heard anything."""
    in_tune = manner in (Manner.INTONED, Manner.HUMMED)
    expected = Expected(
        texts=tuple(s.text for s in plan.syllables),
        heights_st=np.array([s.pitch_st if in_tune else np.nan for s in plan.syllables]),
        lengths=np.array([s.duration_s for s in plan.syllables]),
    )
    slow = manner is not Manner.SPOKEN
    alone = _place(heard, expected, candidates(heard), None, slow=slow)
    if also is None or not also.index:
        return Found(alone, _risen(alone, rises(heard)))
    if slow and heard.noise_db > _LOUD_ROOM_DB:
        return Found(alone, agreed(alone, also))
    possible = candidates(heard, also.t_s)
    says = opinion(possible.t_s, also, len(expected.texts), slow=slow)
    both = _place(heard, expected, possible, says, slow=slow)
    return Found(between(said_otherwise(both, len(expected.texts)), also), agreed(alone, also))


def said_otherwise(placed: tuple[Placed, ...], n_planned: int) -> tuple[Placed, ...]:
    """Take as many unplanned syllables as are missing at the same place for the missing ones.

    Whoever says "let os" for "let us" has left nothing out and added nothing; and where
    as many are heard as were planned, nobody can tell one left out and another added from
    all of them said.
    """
    if len(placed) == n_planned:
        return tuple(replace(one, index=k) for k, one in enumerate(placed))
    out = list(placed)
    known = [(-1, -1), *((k, p.index) for k, p in enumerate(placed) if p.index is not None)]
    for (before, last), (after, coming) in pairwise([*known, (len(placed), n_planned)]):
        missing = range(last + 1, coming)
        if len(missing) == after - before - 1:
            for index, k in zip(missing, range(before + 1, after), strict=True):
                out[k] = replace(out[k], index=index)
    return tuple(out)


def _place(
    heard: Envelope, expected: Expected, possible: Candidates, also: Opinion | None, *, slow: bool
) -> tuple[Placed, ...]:
    placed = align(expected, possible, heights_after(heard, possible.t_s), also)
    return _exact(heard, placed, expected.texts, slow=slow)


def _exact(
    heard: Envelope, placed: tuple[Placed, ...], texts: tuple[str, ...], *, slow: bool
) -> tuple[Placed, ...]:
    """Bring planned onsets to the start of their vowels; in quick speech they are there."""
    out: list[Placed] = []
    for k, one in enumerate(placed):
        end_s = placed[k + 1].t_s if k + 1 < len(placed) else float(heard.t_s[-1])
        start_s = one.t_s
        if one.index is not None:
            before = texts[one.index - 1] if one.index else ""
            if slow and begins_anew(before, texts[one.index]):
                earliest_s = out[-1].t_s + _CLOSEST_S if out else 0.0
                start_s = voice_start_s(heard, start_s, earliest_s)
            if glides_in(texts[one.index]):
                start_s = vowel_start_s(heard, start_s, end_s)
        out.append(replace(one, t_s=start_s))
    return tuple(out)


def _risen(placed: tuple[Placed, ...], starts_s: tuple[float, ...]) -> frozenset[int]:
    return frozenset(
        one.index
        for one in placed
        if one.index is not None and any(abs(t_s - one.t_s) <= _AGREE_S for t_s in starts_s)
    )
