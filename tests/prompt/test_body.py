"""The sound itself: what happens to level and to a recording without a voice."""

import numpy as np
import pytest

from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.prompt.body import RATE_HZ, Body, resung
from mit_trainer.prompt.recordings import Spoken, mark, spoken
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import level_db
from tests.prompt import listening


def vowel_levels(made: Body) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Level of each vowel in dB."""
    spans = zip(made.beats_s, made.ends_s, strict=True)
    return np.array(
        [
            level_db(made.samples[int((a + 0.05) * RATE_HZ) : int((b - 0.05) * RATE_HZ)])
            for a, b in spans
        ]
    )


@pytest.mark.parametrize("voice", ["clb", "bdl"])
def test_stress_is_about_3_db_and_nothing_is_swallowed(voice: str) -> None:
    """In "I want coffee" the stressed vowels are louder than the others, by 1 to 6 dB."""
    wanted = listening.order("I want coffee", voice)
    levels = vowel_levels(resung(wanted, listening.recording("I want coffee", voice), 1))
    louder = levels[[1, 2]].mean() - levels[[0, 3]].mean()
    assert 1.0 < louder < 6.0
    assert levels.max() - levels.min() < 10.0


def test_sprechgesang_exaggerates_stress() -> None:
    """The stressed vowels stand out more than in the intoned prompt."""
    source = listening.recording("I want coffee", "clb")
    contrast = {}
    for manner in (Manner.INTONED, Manner.SPRECHGESANG):
        levels = vowel_levels(resung(listening.order("I want coffee", manner=manner), source, 1))
        contrast[manner] = levels[[1, 2]].mean() - levels[[0, 3]].mean()
    assert contrast[Manner.SPRECHGESANG] > contrast[Manner.INTONED] + 0.5


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 96_000])
def test_recordings_of_any_rate_come_out_at_48_khz(rate_hz: int) -> None:
    """A recording at another rate is in tune too, and as long as planned."""
    from scipy.signal import resample_poly

    source = listening.recording("good morning", "clb")
    down = source.sound.rate_hz // 100
    moved = resample_poly(source.sound.samples, rate_hz // 100, down).astype(np.float32)
    made = resung(listening.order("good morning"), spoken(Sound(moved, rate_hz), source.marks), 1)
    assert made.samples.size / RATE_HZ - made.beats_s[-1] == pytest.approx(1.0, abs=0.01)


def test_a_recording_without_a_voice_is_refused() -> None:
    """Noise cannot be sung, and the sentence says what to do."""
    noise = np.random.default_rng(1).normal(0.0, 0.05, 24_000).astype(np.float32)
    whispered: Spoken = spoken(Sound(noise, 24_000), (mark(0.1, 0.15, 0.3), mark(0.4, 0.45, 0.7)))
    with pytest.raises(BadInput, match="no voice in this recording; speak"):
        resung(listening.order("thank you"), whispered, 1)
