"""The model's voice is found where it is, and only there."""

from dataclasses import replace
from functools import cache
from math import nan

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.bleed import bleed, silenced
from mit_trainer.analysis.features import Analysis
from mit_trainer.analysis.prepare import prepared
from mit_trainer.capture.take import Played, Sound, Take
from mit_trainer.phrase.find import find
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.performance import Performance, Singer
from mit_trainer.simulated.surroundings import Surroundings, heard_in
from mit_trainer.simulated.voice import sing
from mit_trainer.units import Floats, amplitude

RATE_HZ = 16000
PLAN = plan(find("I want coffee").phrase, Style(3.0, 72.0, 1.25, 3.0), 110.0)


@cache
def prompt() -> Prompt:
    """Have the shipped man's voice intone the phrase, at 16 kHz."""
    made = make(PromptOrder(PLAN, Manner.INTONED, "bdl"), places.AUDIO)
    samples = prepared(made.sound).astype(np.float32)
    return replace(made, sound=Sound(samples, RATE_HZ))


@cache
def voice() -> Floats:
    """Answer five seconds long, in unison with a prompt that begins at 0.2 s."""
    late_s = 0.25 + prompt().beats_s[0]
    performance = Performance(starts_after_s=late_s, pitch_error_st=(0.2, -0.1, 0.3, 0.0))
    sung = sing(PLAN, Manner.INTONED, Singer(tonic_hz=112.0), performance, 3, RATE_HZ)
    out = np.zeros(7 * RATE_HZ)
    out[: sung.sound.samples.size] = sung.sound.samples[: out.size]
    return out


def through_the_room(at_s: float, level: float) -> Floats:
    """Let the prompt come out of a loudspeaker in a room, some milliseconds late."""
    wet = heard_in(prompt().sound, Surroundings(echo_s=0.3, echo_db=-6.0), 1).samples
    out = np.zeros(7 * RATE_HZ)
    start = int(at_s * RATE_HZ)
    part = wet[max(0, -start) : out.size - start]
    out[max(0, start) : max(0, start) + part.size] = part * level
    return out


def heard(samples: Floats, *played: Played) -> Analysis:
    """Listen to a take in which a model sounded along."""
    take = Take(Sound(samples.astype(np.float32), RATE_HZ), 0.0)
    return analyse(take, PLAN, Manner.INTONED, prompt_heard=True, played=played)


@pytest.mark.parametrize("told_s", [0.2, nan])
@pytest.mark.parametrize("bleed_db", [6.0, 0.0, -10.0])
def test_the_model_is_found_where_it_sounds(bleed_db: float, told_s: float) -> None:
    """As loud as the voice or 10 dB softer, 130 ms later than told or at any time."""
    samples = voice() + through_the_room(0.33, amplitude(bleed_db))
    found = bleed(samples, Played(prompt().sound, told_s))

    assert found is not None
    assert found.from_s == pytest.approx(0.33, abs=0.1)
    assert found.until_s > 0.33 + prompt().ends_s[-1]


@pytest.mark.parametrize("told_s", [0.2, nan])
def test_another_voice_that_sings_the_same_is_not_the_model(told_s: float) -> None:
    """With headphones there is only the answer, however well it keeps in unison."""
    assert bleed(voice(), Played(prompt().sound, told_s)) is None


def test_an_answer_in_unison_is_measured_with_headphones_and_not_without() -> None:
    """The same answer: all four syllables, or none and why."""
    played = Played(prompt().sound, 0.2)
    alone = heard(voice(), played)
    along = heard(voice() + through_the_room(0.33, 1.0), played)

    assert alone.quality.pitch
    assert all(syllable is not None for syllable in alone.syllables)
    assert not along.quality.pitch


def test_an_answer_after_the_end_of_the_model_is_measured() -> None:
    """The last second of the model lies at the start of the take, and is left out."""
    late = np.concatenate((np.zeros(RATE_HZ), voice()))[: 7 * RATE_HZ]
    at_s = 0.9 - prompt().sound.duration_s
    found = heard(late + through_the_room(at_s, 1.0), Played(prompt().sound, at_s - 0.1))

    assert found.quality.pitch
    assert found.quality.why == ("the model's voice was left out",)
    assert all(syllable is not None for syllable in found.syllables)


def test_silenced_is_silent_inside_and_as_it_was_outside() -> None:
    """Nothing is left of the stretch, nothing is changed 20 ms away from it."""
    found = bleed(through_the_room(0.3, 1.0), Played(prompt().sound, 0.3))
    assert found is not None
    samples = np.ones(7 * RATE_HZ)
    quiet = silenced(samples, (replace(found, from_s=1.0, until_s=2.0),))

    assert not quiet[RATE_HZ : 2 * RATE_HZ].any()
    assert quiet[: int(0.98 * RATE_HZ)].all()
    assert samples.all()
