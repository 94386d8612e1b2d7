"""A shipped recording that is laid again says truly where its syllables are."""

import numpy as np
import parselmouth
import pytest

from mit_trainer import places
from mit_trainer.phrase.find import find
from mit_trainer.prompt.recordings import read_voice
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.simulated.performance import Performance, Sung
from mit_trainer.simulated.recorded import sing_recorded
from mit_trainer.units import level_db

PLAN: ProsodyPlan = plan(find("I want coffee").phrase, Style(3.0, 72.0, 1.25, 3.0), 110.0)


def _sung(performance: Performance) -> Sung:
    voice = read_voice(places.AUDIO, "en", "bdl")
    assert voice is not None
    sung = sing_recorded(PLAN, voice, 120.0, performance, seed=1)
    assert sung is not None
    return sung


@pytest.mark.parametrize(
    ("performance", "order"),
    [
        (Performance(pitch_error_st=(0.5, -1.0, 0.0, 0.0)), [0, 1, 2, 3]),
        (Performance(left_out=(1,), repeated=(2,)), [0, None, 2, 3]),
        (Performance(false_start=2, tempo=1.3), [None, None, 0, 1, 2, 3]),
    ],
    ids=["in order", "left out and begun twice", "false start"],
)
def test_praat_hears_each_vowel_where_and_as_high_as_the_truth_says(
    performance: Performance, order: list[int | None]
) -> None:
    """Within 15 cents in the middle of the vowel."""
    sung = _sung(performance)
    heard = parselmouth.Sound(sung.sound.samples.astype(np.float64), 48000.0)
    pitch = heard.to_pitch_ac(0.01, 80.0, octave_cost=0.03, pitch_ceiling=250.0)
    f0_hz, t = pitch.selected_array["frequency"], pitch.xs()

    assert [s.index for s in sung.syllables] == order
    for s in sung.syllables:
        inside = (t > s.onset_s + 0.05) & (t < s.end_s - 0.05) & (f0_hz > 0.0)
        assert abs(1200.0 * np.log2(np.median(f0_hz[inside]) / s.f0_hz)) < 15.0


def test_a_pause_is_silent_and_moves_what_comes_after() -> None:
    """One second before the third syllable."""
    plain, paused = _sung(Performance()), _sung(Performance(pauses_s=((2, 1.0),)))
    at_s = paused.syllables[2].onset_s

    assert at_s - plain.syllables[2].onset_s == pytest.approx(1.0, abs=0.001)
    quiet = paused.sound.samples[int((at_s - 0.9) * 48000) : int((at_s - 0.4) * 48000)]
    assert level_db(quiet) < -80.0


def test_a_phrase_that_nobody_recorded_is_not_sung() -> None:
    """None, and no error."""
    voice = read_voice(places.AUDIO, "en", "bdl")
    assert voice is not None
    strange = plan(find("the moon is blue").phrase, Style(3.0, 72.0, 1.25, 3.0), 110.0)

    assert sing_recorded(strange, voice, 120.0, Performance(), 1) is None
