"""The ear knows when it is deaf, and says why in plain words."""

from dataclasses import replace

import numpy as np
import pytest

from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.quality import Quality
from mit_trainer.capture.take import Sound, Take
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance
from mit_trainer.units import Floats
from tests.voices import COFFEE, RATE_HZ, answer, take_of, tune

T_S = np.arange(4 * RATE_HZ) / RATE_HZ
CHANCE = np.random.default_rng(1)


def judged(take: Take, *, prompt_heard: bool = False) -> Quality:
    """Listen and keep what is said of the recording itself."""
    return analyse(take, tune(COFFEE), Manner.INTONED, prompt_heard=prompt_heard).quality


def recorded(samples: Floats, rate_hz: int = RATE_HZ) -> Take:
    """Make a take of anything."""
    return Take(Sound(samples.astype(np.float32), rate_hz), 0.0)


@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (np.zeros(0), "too short"),
        (0.1 * np.sin(np.arange(160)), "too short"),
        (np.zeros(RATE_HZ), "silent"),
        (np.full(RATE_HZ, 0.5), "silent"),
        (CHANCE.normal(0.0, 0.1, T_S.size), "voice"),
        (np.cumsum(CHANCE.normal(0.0, 1e-4, T_S.size)), "voice"),
        (0.1 * np.sin(2.0 * np.pi * 50.0 * T_S), "voice"),
        (0.1 * np.sin(2.0 * np.pi * 220.0 * T_S), "unbroken"),
        (0.5 * np.sign(np.sin(2.0 * np.pi * 200.0 * T_S)), "overloaded"),
    ],
    ids=["empty", "10 ms", "silence", "offset", "hiss", "rumble", "mains", "tone", "square"],
)
def test_what_is_no_voice_is_said_to_be_none(samples: Floats, why: str) -> None:
    """Nothing is measured, and the reason is named."""
    found = judged(recorded(samples))

    assert (found.voice, found.pitch, found.rhythm) == (False, False, False)
    assert why in found.why[0]


def test_a_good_recording_has_no_reason() -> None:
    """Clean singing is measured without a word."""
    assert judged(take_of(answer())) == Quality(True, True, True, False, 1.0, ())


def test_with_the_model_sounding_along_nothing_is_measured() -> None:
    """In unison nobody can tell the voices apart."""
    found = judged(take_of(answer()), prompt_heard=True)

    assert (found.voice, found.pitch, found.rhythm) == (True, False, False)
    assert found.why == ("the model's voice sounded along",)


def test_lost_sound_spoils_the_rhythm_and_not_the_pitch() -> None:
    """Where samples are missing, times are wrong and tones are not."""
    found = judged(replace(take_of(answer()), n_gaps=2))

    assert found.pitch
    assert not found.rhythm
    assert "lost some sound" in found.why[0]


def test_an_overloaded_voice_is_measured_with_a_word() -> None:
    """A voice cut at a quarter of its height still has its pitch; less is clear."""
    sound = answer().sound
    top = 0.25 * float(np.max(np.abs(sound.samples)))
    found = judged(recorded(np.clip(sound.samples, -top, top)))

    assert found.pitch
    assert found.clear < 1.0
    assert "too loud" in found.why[0]


def test_humming_is_told_from_words() -> None:
    """A closed mouth on the right tune is not the phrase."""
    hum = take_of(answer(manner=Manner.HUMMED))

    assert judged(hum).hummed
    assert not judged(take_of(answer())).hummed


def test_noise_as_loud_as_the_voice_makes_it_less_clear() -> None:
    """At 10 dB above the noise all is measured, with less trust."""
    found = judged(take_of(answer(performance=Performance(noise_db=-10.0))))

    assert found.pitch
    assert found.clear < 1.0


def test_a_recording_that_stopped_early_says_so() -> None:
    """The sentence of the microphone is not lost."""
    found = judged(replace(take_of(answer()), ended_early="The microphone is gone."))

    assert "the recording stopped early" in found.why
