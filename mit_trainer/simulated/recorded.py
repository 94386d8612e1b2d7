"""A recorded human-like voice, laid again as an answer whose truth is known.

The shipped recordings are spoken; the same resynthesis that makes the prompts sings
them, here with everything that a patient does otherwise.  Formants, consonants and
breath are the recording's own, so the ear meets other sounds than those of our own
throat of pulses and resonances.

Conventions
-----------
As in `mit_trainer.simulated.performance`.  Calls Praat.
"""

from dataclasses import replace

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.prompt.body import RATE_HZ, resung
from mit_trainer.prompt.model import PromptOrder
from mit_trainer.prompt.recordings import Mark, Spoken, Voice, spoken
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.performance import Performance, Sung, SungSyllable
from mit_trainer.simulated.timing import Sounding, as_performed
from mit_trainer.units import Floats

_LEAD_S = 0.05  # a vowel never begins with the first sample
_SHORTEST_S = 0.12  # a syllable that is broken off still needs room for its vowel


def sing_recorded(
    plan: ProsodyPlan, voice: Voice, tonic_hz: float, performance: Performance, seed: int
) -> Sung | None:
    """Let a shipped voice sing a plan; None when it has not recorded the phrase.

    ``extra_after``, ``octave_slips``, ``spoken`` and ``noise_db`` of a performance need
    another throat and are left aside.
    """
    recording = voice.find(plan.phrase)
    if recording is None:
        return None
    chance = np.random.default_rng(seed)
    done = replace(performance, extra_after=())
    sounding = list(as_performed(plan, done))
    if not sounding:
        return Sung(Sound(np.zeros(RATE_HZ, dtype=np.float32), RATE_HZ), ())
    where = [plan.syllables.index(one.syllable) for one in sounding]
    tune = _tune(plan, tonic_hz, sounding, performance, chance)
    order = PromptOrder(tune, Manner.INTONED, voice.name)
    body = resung(order, _laid(recording, where), seed)
    pauses_s = [performance.starts_after_s] + [one.pause_s for one in sounding[1:]]
    samples, later_s = _with_pauses(body.samples, body.onsets_s, pauses_s, performance.ends_after_s)
    truth = tuple(
        SungSyllable(one.index, beat_s + late_s, end_s + late_s, tune.f0_hz(k))
        for k, (one, beat_s, end_s, late_s) in enumerate(
            zip(sounding, body.beats_s, body.ends_s, later_s, strict=True)
        )
    )
    return Sung(Sound(samples.astype(np.float32), RATE_HZ), truth)


def _tune(
    plan: ProsodyPlan,
    tonic_hz: float,
    sounding: list[Sounding],
    performance: Performance,
    chance: np.random.Generator,
) -> ProsodyPlan:
    """Plan what is really sung: one note for each syllable that sounds."""
    notes: list[PlannedSyllable] = []
    at_s = 0.0
    for one in sounding:
        length_s = one.syllable.duration_s / performance.tempo * one.length
        length_s *= max(0.5, 1.0 + chance.normal(0.0, performance.gap_spread))
        height_st = 0.0 if performance.flat else one.syllable.pitch_st
        if performance.pitch_error_st is not None and one.index is not None:
            height_st += performance.pitch_error_st[one.index]
        length_s = max(_SHORTEST_S, length_s)
        note = replace(one.syllable, onset_s=at_s, duration_s=length_s, pitch_st=height_st)
        notes.append(note)
        at_s += length_s
    return ProsodyPlan(plan.phrase, tonic_hz, tuple(notes))


def _laid(recording: Spoken, where: list[int]) -> Spoken:
    """Cut the recording at its syllables and put them in the order in which they sound."""
    rate_hz = recording.sound.rate_hz
    marks = recording.marks
    if where == list(range(len(marks))):
        return recording
    lead = np.zeros(int(_LEAD_S * rate_hz), dtype=np.float32)
    pieces, laid = [lead], list[Mark]()
    now_s = lead.size / rate_hz
    for index in where:
        start_s = marks[index].onset_s
        last = index + 1 == len(marks)
        end_s = recording.sound.duration_s if last else marks[index + 1].onset_s
        piece = recording.sound.samples[int(start_s * rate_hz) : int(end_s * rate_hz)]
        later_s = now_s - int(start_s * rate_hz) / rate_hz
        m = marks[index]
        held_s = (m.held_s[0] + later_s, m.held_s[1] + later_s)
        laid.append(Mark(m.onset_s + later_s, m.vowel_s + later_s, m.end_s + later_s, held_s))
        pieces.append(piece)
        now_s += piece.size / rate_hz
    return spoken(Sound(np.concatenate(pieces), rate_hz), tuple(laid))


def _with_pauses(
    samples: np.ndarray, onsets_s: tuple[float, ...], pauses_s: list[float], end_s: float
) -> tuple[Floats, list[float]]:
    """Put silence before syllables; says how much later each is."""
    edge = np.linspace(1.0, 0.0, int(0.01 * RATE_HZ))
    pieces: list[Floats] = []
    later_s: list[float] = []
    cuts = [0, *(int(at_s * RATE_HZ) for at_s in onsets_s[1:]), samples.size]
    total_s = 0.0
    for k, pause_s in enumerate(pauses_s):
        piece = samples[cuts[k] : cuts[k + 1]].astype(np.float64)
        if k and pause_s > 0.0 and pieces[-1].size > edge.size:
            pieces[-1][-edge.size :] *= edge
        n = int(pause_s * RATE_HZ)
        total_s += n / RATE_HZ
        later_s.append(total_s)
        pieces += [np.zeros(n), piece]
    pieces.append(np.zeros(int(end_s * RATE_HZ)))
    return np.concatenate(pieces), later_s
