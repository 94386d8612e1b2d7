"""Makes a prompt from its order: the one function that the worker process runs.

A prompt has the common loudness, never passes the ceiling, begins and ends softly, and
is remembered on the disk so that it is quick the next time.  A prompt made from somebody's
own recording is not remembered there: it is a person's voice.

Conventions
-----------
Times are seconds from the first sample of what is returned; samples are 48 kHz.
"""

import hashlib
from dataclasses import replace
from math import ceil, inf
from pathlib import Path

import numpy as np

from mit_trainer.capture.take import Samples, Sound
from mit_trainer.errors import BadInput
from mit_trainer.prompt import body, cache
from mit_trainer.prompt.body import RATE_HZ, Body
from mit_trainer.prompt.clicks import clicks
from mit_trainer.prompt.hum import Note, hum
from mit_trainer.prompt.loudness import TARGET_LUFS, at_loudness, limited
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prompt.reach import placed
from mit_trainer.prompt.recordings import Say, Spoken, Timbre, Voice, read_voice, voices
from mit_trainer.protocol.variant import Manner

_VERSION = 2  # of the recipe below; a prompt made by another one is made anew
_EDGE_S = 0.01
_FADE_S = 0.08
_LEAD_BEATS = 2
_LEAD_SHARE = 0.6  # of each beat is hummed, the rest is for breath
_LEAD_SOFTER_LU = 3.0
_LEAD_SILENCE_S = 0.05
_WITHOUT_WORDS = (Manner.DRUMMED, Manner.HUMMED)
_PLAIN_TIMBRE = Timbre(100.0, (0.0,))  # where no voice is there to take it from


def make(
    order: PromptOrder,
    audio: Path,
    cache_folder: Path | None = None,
    own: Spoken | None = None,
    say: Say | None = None,
) -> Prompt:
    """Make one prompt.

    Parameters
    ----------
    audio : folder of the shipped recordings
    cache_folder : where prompts are remembered, created when missing; None to forget them
    own : somebody's own recording of the phrase, instead of a shipped one
    say : speaks what nobody has recorded; without it, or when it cannot, the tune is hummed

    Raises
    ------
    BadInput
        There is no such voice, the recording is damaged, or it has another number of
        syllables than the plan.
    """
    voice = _voice(order, audio)
    recording = own or (voice.find(order.plan.phrase) if voice else None)
    recorded = recording is not None or order.manner in _WITHOUT_WORDS
    if not recorded and say is not None:
        recording = say(order.plan.phrase)
    _check(order, recording)
    tune, note = placed(order.plan, order.range_hz)
    order = replace(order, plan=tune)
    timbre = voice.timbre if voice else _PLAIN_TIMBRE
    key = hashlib.sha256(
        repr((_VERSION, order, recording and recording.fingerprint, timbre)).encode()
    ).hexdigest()
    folder = cache_folder if own is None else None
    kept = cache.load(folder, key)
    if kept is not None:
        return kept
    seed = int(key[:8], 16)
    made = _body(order, recording, timbre, seed)
    prompt = _finished(order, made, timbre, seed, recorded=recorded)
    prompt = cache.rounded(replace(prompt, note=made.note or note))
    cache.keep(folder, key, prompt)
    return prompt


def _body(order: PromptOrder, recording: Spoken | None, timbre: Timbre, seed: int) -> Body:
    if order.manner is Manner.DRUMMED:
        return body.drummed(order)
    if order.manner is Manner.HUMMED or recording is None:
        return body.hummed(order, timbre, seed)
    if order.manner is Manner.SPOKEN:
        return body.spoken(order, recording, seed)
    return body.resung(order, recording, seed)


def _voice(order: PromptOrder, audio: Path) -> Voice | None:
    language = order.plan.phrase.language
    voice = read_voice(audio, language, order.voice)
    known = voices(audio, language)
    if voice is None and known:
        raise BadInput(f'There is no voice called "{order.voice}"; choose {" or ".join(known)}.')
    return voice


def _check(order: PromptOrder, recording: Spoken | None) -> None:
    wanted = len(order.plan.syllables)
    if recording is not None and len(recording.marks) != wanted:
        raise BadInput(
            f"{len(recording.marks)} syllables were heard in the recording and the phrase has "
            f"{wanted}; speak it again, clearly and with nothing else."
        )
    for share in (order.morph.pitch, order.morph.time, order.morph.stress):
        if not 0.0 <= share <= 1.0:
            raise BadInput(f"The way to speech goes from 0 to 1; {share:g} is outside.")
    if order.range_hz is not None and not 0.0 < order.range_hz[0] < order.range_hz[1] < inf:
        low_hz, high_hz = order.range_hz
        raise BadInput(
            "A range goes from a low tone to a higher one in Hz; "
            f"{low_hz:g} to {high_hz:g} is none."
        )


def _finished(
    order: PromptOrder, made: Body, timbre: Timbre, seed: int, *, recorded: bool
) -> Prompt:
    """Let the model drop out, put the lead-in before and the clicks under, and limit."""
    samples = _faded_out(made, order.fade_after) if order.fade else made.samples
    if order.lead_in:
        samples, later_s = _with_lead_in(order, samples, made.beats_s[0], timbre, seed)
        made = _later(made, later_s)
    if order.clicks:
        samples = samples + clicks(made.beats_s, samples.size / RATE_HZ, RATE_HZ)
    return Prompt(
        sound=Sound(limited(_soft_edges(samples), RATE_HZ), RATE_HZ),
        beats_s=made.beats_s,
        ends_s=made.ends_s,
        voice=order.voice,
        recorded=recorded,
    )


def _faded_out(made: Body, share: float) -> Samples:
    """Let the model stop after a share of the syllables (one more where it is not even)."""
    sounded = ceil(share * len(made.beats_s))
    if sounded == len(made.beats_s):
        return made.samples
    end_s = made.onsets_s[sounded]
    at_s = np.arange(made.samples.size) / RATE_HZ
    gain = np.clip((end_s - at_s) / _FADE_S, 0.0, 1.0)
    return np.asarray(made.samples * gain, dtype=np.float32)


def _with_lead_in(
    order: PromptOrder, samples: Samples, first_beat_s: float, timbre: Timbre, seed: int
) -> tuple[Samples, float]:
    """Hum the first tone on the two beats before the first one; says how much later that is."""
    plan = order.plan
    beat_s = min(note.duration_s for note in plan.syllables)
    start_s = max(_LEAD_SILENCE_S, first_beat_s - _LEAD_BEATS * beat_s)
    later = round((start_s + _LEAD_BEATS * beat_s - first_beat_s) * RATE_HZ)
    notes = tuple(
        Note(start_s + n * beat_s, start_s + (n + _LEAD_SHARE) * beat_s, plan.f0_hz(0))
        for n in range(_LEAD_BEATS)
    )
    lead = hum(notes, notes[-1].end_s, timbre, RATE_HZ, seed=seed + 2)
    whole = np.pad(samples, (later, 0))
    whole[: lead.size] += at_loudness(lead, RATE_HZ, TARGET_LUFS - _LEAD_SOFTER_LU)
    return whole, later / RATE_HZ


def _later(made: Body, by_s: float) -> Body:
    onsets_s, beats_s, ends_s = (
        tuple(at_s + by_s for at_s in times) for times in (made.onsets_s, made.beats_s, made.ends_s)
    )
    return Body(made.samples, onsets_s, beats_s, ends_s, made.note)


def _soft_edges(samples: Samples) -> Samples:
    ramp = np.linspace(0.0, 1.0, int(_EDGE_S * RATE_HZ), dtype=np.float32)
    shaped = samples.copy()
    shaped[: ramp.size] *= ramp
    shaped[-ramp.size :] *= ramp[::-1]
    return shaped
