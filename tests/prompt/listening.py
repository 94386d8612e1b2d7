"""What the tests of prompts listen with: orders, and two measures of a finished prompt.

Pitch is heard by Praat.  Vowel starts are found by laying the recording's own spectrum
around a mark over the prompt, so that truth comes from the recording and not from us.
"""

from itertools import pairwise

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.phrase.find import find
from mit_trainer.places import AUDIO
from mit_trainer.praat.listen import contour
from mit_trainer.prompt.model import Morph, Prompt, PromptOrder
from mit_trainer.prompt.recordings import Spoken, read_voice
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats

STYLE = Style(high_st=3.0, syllables_per_min=60.0, stressed_length=1.25, stressed_gain_db=3.0)
TONIC_HZ = {"clb": 253.0, "bdl": 141.0}
_STEP_S = 0.001
_BANDS_HZ = (60, 400, 1000, 2000, 3500, 6000)
_BEFORE_S, _AFTER_S, _SEARCH_S = 0.07, 0.025, 0.08


def tune(text: str, voice: str = "clb", style: Style = STYLE) -> ProsodyPlan:
    """Plan a phrase in the range of a voice."""
    return plan(find(text).phrase, style, TONIC_HZ[voice])


def order(
    text: str, voice: str = "clb", manner: Manner = Manner.INTONED, **more: bool | float
) -> PromptOrder:
    """Order a prompt; ``morph`` moves pitch, time and stress together."""
    morph = Morph.even(float(more.pop("morph", 0.0)))
    return PromptOrder(tune(text, voice), manner, voice, morph, **more)  # type: ignore[arg-type]


def recording(text: str, voice: str) -> Spoken:
    """Find the shipped recording of a text."""
    read = read_voice(AUDIO, "en", voice)
    found = read.find(find(text).phrase) if read else None
    assert found is not None, text
    return found


def pitch_errors(prompt: Prompt, planned: ProsodyPlan) -> tuple[Floats, float]:
    """Give the error in cents of each voiced frame inside the vowels, and the voiced share."""
    tonic_hz = planned.tonic_hz
    heard = contour(
        prompt.sound.samples.astype(np.float64),
        prompt.sound.rate_hz,
        (0.7 * tonic_hz, 1.7 * tonic_hz),
    )
    cents, voiced = [], []
    for index, (start_s, end_s) in enumerate(zip(prompt.beats_s, prompt.ends_s, strict=True)):
        inside = (heard.t_s > start_s + 0.03) & (heard.t_s < end_s - 0.03)
        error = 1200.0 * np.log2(heard.f0_hz[inside] / planned.f0_hz(index))
        cents.append(error[np.isfinite(error)])
        voiced.append(np.isfinite(error))
    return np.abs(np.concatenate(cents)), float(np.concatenate(voiced).mean())


def onset_errors_s(prompt: Prompt, source: Spoken) -> Floats:
    """How far from its beat each vowel of the recording is heard in the prompt."""
    ours, theirs = _bands(prompt.sound), _bands(source.sound)
    return np.array(
        [
            _lag_s(theirs, one.vowel_s, ours, beat_s)
            for one, beat_s in zip(source.marks, prompt.beats_s, strict=True)
        ]
    )


def _bands(sound: Sound) -> Floats:
    """Levels in dB of five bands, [frames, bands], every millisecond."""
    width = int(0.010 * sound.rate_hz)
    padded = np.pad(sound.samples.astype(np.float64), width // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, width)
    frames = frames[:: int(_STEP_S * sound.rate_hz)] * np.hanning(width)
    power = np.abs(np.fft.rfft(frames, 512)) ** 2
    cuts = [int(hz / sound.rate_hz * 512) for hz in _BANDS_HZ]
    sums = [power[:, a:b].sum(axis=1) for a, b in pairwise(cuts)]
    return np.asarray(10.0 * np.log10(np.stack(sums, axis=1) + 1e-6), dtype=np.float64)


def _lag_s(theirs: Floats, at_s: float, ours: Floats, wanted_s: float) -> float:
    mark = round(at_s / _STEP_S)
    start = max(mark - round(_BEFORE_S / _STEP_S), 0)
    shape = theirs[start : mark + round(_AFTER_S / _STEP_S)]
    best = (np.inf, 0)
    reach = round(_SEARCH_S / _STEP_S)
    for lag in range(-reach, reach + 1):
        begin = round(wanted_s / _STEP_S) - (mark - start) + lag
        there = ours[begin : begin + len(shape)] if begin >= 0 else ours[:0]
        if len(there) == len(shape):
            distance = np.sum(((shape - shape.mean(0)) - (there - there.mean(0))) ** 2)
            best = min(best, (float(distance), lag))
    return best[1] * _STEP_S
