"""The recipe: from a take and a plan to what was heard."""

from dataclasses import replace

import numpy as np

from mit_trainer.analysis.align import Expected, Placed, align
from mit_trainer.analysis.bleed import bleed, silenced
from mit_trainer.analysis.envelope import Envelope, envelope
from mit_trainer.analysis.features import Analysis, HeardSyllable
from mit_trainer.analysis.glide import voice_start_s, vowel_start_s
from mit_trainer.analysis.nuclei import heights_after, nucleus
from mit_trainer.analysis.onsets import candidates
from mit_trainer.analysis.pitch import PitchTrack, repair_octaves
from mit_trainer.analysis.prepare import RATE_HZ, prepared
from mit_trainer.analysis.quality import quality, with_the_model
from mit_trainer.analysis.speech_index import steadiness
from mit_trainer.analysis.spelling import begins_anew, glides_in
from mit_trainer.capture.take import Played, Take
from mit_trainer.praat.listen import contour
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner

_CLOSEST_S = 0.08  # between two vowel starts


def analyse(
    take: Take,
    plan: ProsodyPlan,
    manner: Manner,
    *,
    prompt_heard: bool,
    played: tuple[Played, ...] = (),
) -> Analysis:
    """Listen to one take.  Calls Praat, so it belongs in the worker process.

    ``played`` are our own sounds of that time: where they are heard nothing is measured,
    and where they are not, as with headphones, ``prompt_heard`` does not count.
    """
    samples = prepared(take.sound)
    bleeds = tuple(b for one in played if (b := bleed(samples, one)) is not None)
    samples = silenced(samples, bleeds) if bleeds else samples
    prompt_heard = prompt_heard and not played
    found = contour(samples, RATE_HZ)
    track = repair_octaves(PitchTrack(found.t_s, found.f0_hz, found.strength))
    heard = envelope(samples, track)
    judged = quality(take, heard, prompt_heard=prompt_heard)
    nothing = Analysis(
        duration_s=take.sound.duration_s,
        quality=judged,
        syllables=(None,) * len(plan.syllables),
        extras=(),
        steadiness=None,
        track=track,
    )
    if not judged.voice or prompt_heard:
        return nothing
    placed = _place(heard, plan, manner)
    syllables = _measure(heard, placed)
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
    )


def _place(heard: Envelope, plan: ProsodyPlan, manner: Manner) -> tuple[Placed, ...]:
    possible = candidates(heard)
    in_tune = manner in (Manner.INTONED, Manner.HUMMED)
    expected = Expected(
        texts=tuple(s.text for s in plan.syllables),
        heights_st=np.array([s.pitch_st if in_tune else np.nan for s in plan.syllables]),
        lengths=np.array([s.duration_s for s in plan.syllables]),
    )
    placed = align(expected, possible, heights_after(heard, possible.t_s))
    return _exact(heard, placed, expected.texts, slow=manner is not Manner.SPOKEN)


def _exact(
    heard: Envelope, placed: tuple[Placed, ...], texts: tuple[str, ...], *, slow: bool
) -> tuple[Placed, ...]:
    """Bring planned onsets to the start of their vowels; in quick speech they are there."""
    out: list[Placed] = []
    ends_s = [p.t_s for p in placed[1:]] + [float(heard.t_s[-1])]
    for one, end_s in zip(placed, ends_s, strict=True):
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


def _measure(heard: Envelope, placed: tuple[Placed, ...]) -> list[HeardSyllable]:
    ends_s = [p.t_s for p in placed[1:]] + [float(heard.t_s[-1]) + 1.0]
    return [
        HeardSyllable(nucleus(heard, p.t_s, end_s), p.odds)
        for p, end_s in zip(placed, ends_s, strict=True)
    ]
