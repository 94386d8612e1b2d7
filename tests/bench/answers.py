"""Answers of other voices with known syllables: sung or spoken, whole or not, in a room.

A spoken phrase (`tests.bench.speakers`) is cut and joined where its syllables meet, laid
again by the resynthesis of the prompts when it is to be intoned, and given pauses, a late
start and a room.  The truth goes along with every step.

Conventions
-----------
Times are seconds from the first sample.  A syllable starts at its vowel.  The same
arguments give the same answer.
"""

from dataclasses import dataclass, replace

import numpy as np

from mit_trainer.capture.take import Samples, Sound
from mit_trainer.prompt.body import RATE_HZ, Body, resung
from mit_trainer.prompt.model import PromptOrder
from mit_trainer.prompt.recordings import Mark, mark
from mit_trainer.prompt.recordings import spoken as recording
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import amplitude, level_db
from tests.bench.speakers import Said

_JOIN_S = 0.005
_LEAD_S = 0.03  # of silence before the first sound: the resynthesis wants some
_BROKEN_OFF = 0.6  # of the vowel of a syllable that is begun and left
_HUM_HZ, _HISS_HZ = 80.0, 7000.0  # of a pink room
KINDS = ("whole", "halting", "missing", "repeated", "false start", "inserted")


@dataclass(frozen=True)
class Truth:
    """One syllable that really sounded; ``index`` is None for one that was not planned."""

    index: int | None
    onset_s: float
    end_s: float


@dataclass(frozen=True)
class Answer:
    """A sound, what should have been said, and what was."""

    sound: Sound
    plan: ProsodyPlan
    manner: Manner
    syllables: tuple[Truth, ...]


@dataclass(frozen=True)
class _Piece:
    """A spoken syllable cut out; the mark counts from its first sample."""

    index: int | None
    like: int  # the planned syllable that it sounds like
    samples: Samples
    mark: Mark
    pause_s: float = 0.0  # silence before it


def answer(
    said: Said,
    other: Said,
    plan: ProsodyPlan,
    manner: Manner,
    kind: str,
    tonic_hz: float,
    seed: int,
) -> Answer:
    """Make one answer.

    Parameters
    ----------
    other : another phrase of the same voice, from which a strange syllable is taken
    kind : one of `KINDS`
    """
    chance = np.random.default_rng(seed)
    pieces = _pieces(said, other, kind, chance)
    joined = said if kind in ("whole", "halting") else _joined(pieces, said.sound.rate_hz)
    tune = _as_sung([piece.like for piece in pieces], plan, tonic_hz, chance)
    if manner is Manner.SPOKEN:
        body = _as_spoken(joined)
    else:
        source = recording(joined.sound, joined.marks)
        body = resung(PromptOrder(tune, manner, ""), source, seed)
    pauses_s = [piece.pause_s for piece in pieces]
    late_s = 0.3
    if kind == "halting":
        late_s = float(chance.uniform(0.3, 2.0))
        for k in chance.permutation(np.arange(1, len(pieces)))[: 1 + int(chance.random() < 0.3)]:
            pauses_s[k] = float(chance.uniform(0.3, 2.0))
    return _spaced(body, plan, manner, [p.index for p in pieces], [late_s, *pauses_s[1:]])


def _pieces(said: Said, other: Said, kind: str, chance: np.random.Generator) -> list[_Piece]:
    pieces = [_Piece(k, k, *_cut(said, k)) for k in range(len(said.marks))]
    at = int(chance.integers(len(pieces)))
    if kind == "missing":
        return pieces[:at] + pieces[at + 1 :]
    if kind == "repeated":
        pause_s = float(chance.uniform(0.05, 0.4)) * float(chance.random() < 0.5)
        again = replace(pieces[at], pause_s=pause_s)
        return [*pieces[:at], replace(pieces[at], index=None), again, *pieces[at + 1 :]]
    if kind == "false start":
        first = pieces[0]
        kept_s = first.mark.vowel_s + _BROKEN_OFF * (first.mark.end_s - first.mark.vowel_s)
        begun = _Piece(
            None,
            0,
            first.samples[: round(kept_s * said.sound.rate_hz)],
            mark(first.mark.onset_s, first.mark.vowel_s, kept_s),
        )
        return [begun, replace(first, pause_s=float(chance.uniform(0.2, 0.8))), *pieces[1:]]
    if kind == "inserted":
        strange = _Piece(None, at, *_cut(other, int(chance.integers(len(other.marks)))))
        return [*pieces[: at + 1], strange, *pieces[at + 1 :]]
    return pieces


def _cut(said: Said, index: int) -> tuple[Samples, Mark]:
    rate_hz, marks = said.sound.rate_hz, said.marks
    start_s = marks[index].onset_s
    end_s = marks[index + 1].onset_s if index + 1 < len(marks) else said.sound.duration_s
    samples = said.sound.samples[round(start_s * rate_hz) : round(end_s * rate_hz)]
    here = marks[index]
    return samples, mark(0.0, here.vowel_s - start_s, here.end_s - start_s)


def _joined(pieces: list[_Piece], rate_hz: int) -> Said:
    parts = [np.zeros(round(_LEAD_S * rate_hz), dtype=np.float32)]
    marks, at_s = [], _LEAD_S
    for piece in pieces:
        parts.append(_soft(piece.samples, rate_hz))
        marks.append(mark(at_s, at_s + piece.mark.vowel_s, at_s + piece.mark.end_s))
        at_s += piece.samples.size / rate_hz
    return Said(Sound(np.concatenate(parts), rate_hz), tuple(marks))


def _soft(samples: Samples, rate_hz: int) -> Samples:
    out = samples.copy()
    n = min(round(_JOIN_S * rate_hz), out.size // 4)
    ramp = np.linspace(0.0, 1.0, n, dtype=np.float32)
    out[:n] *= ramp
    out[out.size - n :] *= ramp[::-1]
    return out


def _as_sung(
    order: list[int], plan: ProsodyPlan, tonic_hz: float, chance: np.random.Generator
) -> ProsodyPlan:
    """Give the tune as this singer sings it: own key, own pace, a little uneven and off."""
    beat_s = float(chance.uniform(0.5, 1.4))
    notes: list[PlannedSyllable] = []
    at_s = 0.0
    for k in order:
        length_s = beat_s * float(chance.uniform(0.85, 1.2))
        height_st = plan.syllables[k].pitch_st + float(chance.normal(0.0, 0.3))
        notes.append(
            replace(plan.syllables[k], onset_s=at_s, duration_s=length_s, pitch_st=height_st)
        )
        at_s += length_s
    return ProsodyPlan(plan.phrase, tonic_hz, tuple(notes))


def _as_spoken(said: Said) -> Body:
    from scipy.signal import resample_poly

    samples = resample_poly(said.sound.samples, RATE_HZ, said.sound.rate_hz).astype(np.float32)
    onsets_s, vowels_s, ends_s = (
        tuple(getattr(mark, name) for mark in said.marks)
        for name in ("onset_s", "vowel_s", "end_s")
    )
    return Body(samples, onsets_s, vowels_s, ends_s)


def _spaced(
    body: Body,
    plan: ProsodyPlan,
    manner: Manner,
    indexes: list[int | None],
    pauses_s: list[float],
) -> Answer:
    """Put silence before the syllables, and some behind."""
    rate_hz = RATE_HZ
    parts, truth = [], []
    start, shift_s = 0, 0.0
    for k, (onset_s, pause_s) in enumerate(zip(body.onsets_s, pauses_s, strict=True)):
        if pause_s > 0.0:
            stop = round(onset_s * rate_hz) if k else 0
            parts += [_soft(body.samples[start:stop], rate_hz)] if stop > start else []
            parts.append(np.zeros(round(pause_s * rate_hz), dtype=np.float32))
            start, shift_s = stop, shift_s + round(pause_s * rate_hz) / rate_hz
        truth.append(Truth(indexes[k], body.beats_s[k] + shift_s, body.ends_s[k] + shift_s))
    parts += [_soft(body.samples[start:], rate_hz), np.zeros(rate_hz // 2, dtype=np.float32)]
    return Answer(Sound(np.concatenate(parts), rate_hz), plan, manner, tuple(truth))


def in_room(made: Answer, noise: Samples, snr_db: float, seed: int) -> Answer:
    """Add noise so far below the mean level of the vowels; ``noise`` is used in a loop."""
    rate_hz = made.sound.rate_hz
    vowels = [
        made.sound.samples[round(t.onset_s * rate_hz) : round(t.end_s * rate_hz)]
        for t in made.syllables
    ]
    start = int(np.random.default_rng(seed).integers(noise.size))
    room = np.resize(np.roll(noise, -start), made.sound.samples.size)
    room_db = level_db(np.concatenate(vowels)) - snr_db - level_db(room)
    noisy = made.sound.samples + amplitude(room_db) * room
    return replace(made, sound=Sound(noisy.astype(np.float32), rate_hz))


def pink(seconds: float, rate_hz: int, seed: int) -> Samples:
    """Noise with the same power in each octave from 80 to 7000 Hz."""
    n = round(seconds * rate_hz)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(n))
    f = np.fft.rfftfreq(n, 1.0 / rate_hz)
    kept = (f >= _HUM_HZ) & (f <= _HISS_HZ)
    shaped = np.where(kept, spectrum / np.sqrt(np.maximum(f, 1.0)), 0.0)
    return np.asarray(np.fft.irfft(shaped, n), dtype=np.float32)


def babble(phrases: list[Said], seconds: float, rate_hz: int, seed: int) -> Samples:
    """Six people talking at once: spoken phrases one after the other, laid over one another."""
    from scipy.signal import resample_poly

    chance = np.random.default_rng(seed)
    n = round(seconds * rate_hz)
    room = np.zeros(n, dtype=np.float32)
    for _ in range(6):
        talk = [
            resample_poly(phrases[k].sound.samples, rate_hz, phrases[k].sound.rate_hz)
            for k in chance.permutation(len(phrases))
        ]
        line = np.resize(np.concatenate(talk), n).astype(np.float32)
        room += np.roll(line / max(float(np.std(line)), 1e-9), int(chance.integers(n)))
    return room
