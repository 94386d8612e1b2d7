"""The recipe: from a take and a plan to what was heard."""

from mit_trainer.analysis.align import Placed
from mit_trainer.analysis.bleed import bleed, silenced
from mit_trainer.analysis.envelope import Envelope, envelope
from mit_trainer.analysis.features import Analysis, HeardSyllable
from mit_trainer.analysis.hearing import ears, followed
from mit_trainer.analysis.nuclei import nucleus
from mit_trainer.analysis.prepare import prepared
from mit_trainer.analysis.quality import quality, with_the_model
from mit_trainer.analysis.signs import signs
from mit_trainer.analysis.speech_index import steadiness
from mit_trainer.analysis.syllables import find
from mit_trainer.capture.take import Played, Take
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.witness.english import hear


def analyse(
    take: Take,
    plan: ProsodyPlan,
    manner: Manner,
    *,
    prompt_heard: bool,
    played: tuple[Played, ...] = (),
    range_hz: tuple[float, float] | None = None,
) -> Analysis:
    """Listen to one take.  Calls Praat, so it belongs in the worker process.

    ``played`` are our own sounds of that time: where they are heard nothing is measured,
    and where they are not, as with headphones, ``prompt_heard`` does not count.
    ``range_hz`` is this person's lowest and highest pitch, when they are known.
    """
    samples = prepared(take.sound)
    bleeds = tuple(b for one in played if (b := bleed(samples, one)) is not None)
    samples = silenced(samples, bleeds) if bleeds else samples
    prompt_heard = prompt_heard and not played
    track = followed(samples, range_hz=range_hz)
    heard = envelope(samples, track)
    judged = quality(take, heard, prompt_heard=prompt_heard)
    nothing = Analysis(
        duration_s=take.sound.duration_s,
        quality=judged,
        syllables=(None,) * len(plan.syllables),
        extras=(),
        steadiness=None,
        track=track,
        ears=ears(),
    )
    if not judged.voice or prompt_heard:
        return nothing
    also = None if manner is Manner.HUMMED else hear(samples, plan.phrase)
    found = find(heard, plan, manner, also)
    placed = found.placed
    syllables = _measure(heard, placed, found.certain)
    planned: dict[int, HeardSyllable] = {
        p.index: s for p, s in zip(placed, syllables, strict=True) if p.index is not None
    }
    if bleeds:
        judged = with_the_model(judged, all_there=len(planned) == len(plan.syllables))
    return Analysis(
        duration_s=nothing.duration_s,
        quality=judged,
        syllables=tuple(planned.get(index) for index in range(len(plan.syllables))),
        extras=tuple(s for p, s in zip(placed, syllables, strict=True) if p.index is None),
        steadiness=steadiness(heard.pitch.f0_hz, [s.nucleus for s in syllables]),
        track=track,
        ears=nothing.ears,
        signs=signs(samples, heard),
    )


def _measure(
    heard: Envelope, placed: tuple[Placed, ...], certain: frozenset[int]
) -> list[HeardSyllable]:
    ends_s = [p.t_s for p in placed[1:]] + [float(heard.t_s[-1]) + 1.0]
    return [
        HeardSyllable(nucleus(heard, p.t_s, end_s), p.odds, p.index is None or p.index in certain)
        for p, end_s in zip(placed, ends_s, strict=False)
    ]
