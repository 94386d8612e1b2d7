"""Each vowel's end, pitch and steadiness are those that were sung."""

import numpy as np
import pytest

from mit_trainer.analysis.envelope import Envelope
from mit_trainer.analysis.nuclei import heights_after, nucleus
from mit_trainer.analysis.pitch import PitchTrack
from mit_trainer.analysis.prepare import prepared
from mit_trainer.simulated.voice import Singer
from mit_trainer.units import Floats
from tests.analysis.test_envelope import heard
from tests.voices import answer

T_S = np.linspace(0.0, 1.995, 400)


def plain(f0_hz: Floats) -> Envelope:
    """Make a loud, even envelope of two seconds that is voiced where there is a pitch."""
    voiced = np.isfinite(f0_hz)
    sonority = np.where(voiced, 1.0, 0.1)
    track = PitchTrack(T_S, f0_hz, voiced.astype(np.float64))
    level_db = np.where(voiced, 0.0, -60.0)
    return Envelope(T_S, level_db, np.zeros((400, 24)), sonority, sonority, sonority, track, -50.0)


def test_sung_vowels_have_their_true_pitch_and_end() -> None:
    """Within 10 cents and, there being a consonant to die away in, 60 ms."""
    sung = answer(singer=Singer(vibrato_cents=40.0))
    found = heard(prepared(sung.sound))

    for vowel in sung.syllables:
        measured = nucleus(found, vowel.onset_s, vowel.end_s + 0.1)
        assert abs(1200.0 * np.log2(measured.f0_hz / vowel.f0_hz)) < 10.0
        assert measured.end_s == pytest.approx(vowel.end_s, abs=0.06)
        assert vowel.onset_s <= measured.peak_s <= vowel.end_s


def test_steadiness_is_the_longest_stretch_within_a_semitone() -> None:
    """Half a second on one tone, then a glide of twelve semitones a second."""
    f0_hz = np.full(400, np.nan)
    f0_hz[:100] = 200.0
    f0_hz[100:200] = 200.0 * 2.0 ** (np.arange(1, 101) * 0.005)

    # the glide adds one semitone, at 12 semitones a second 83 ms, 16 frames
    assert nucleus(plain(f0_hz), 0.0, 2.0).steady_s == pytest.approx(0.58, abs=0.01)


def test_the_slope_is_that_of_the_glide() -> None:
    """Six semitones in one second are six semitones a second, falling or rising."""
    f0_hz = np.full(400, np.nan)
    f0_hz[:200] = 200.0 * 2.0 ** (-np.arange(200) * 0.005 * 6.0 / 12.0)

    assert nucleus(plain(f0_hz), 0.0, 2.0).slope_st_per_s == pytest.approx(6.0, abs=0.01)


def test_a_short_break_does_not_end_a_vowel_and_a_long_one_does() -> None:
    """30 ms without voice are bridged, 100 ms are not."""
    f0_hz = np.full(400, 200.0)
    f0_hz[100:106] = np.nan
    f0_hz[200:220] = np.nan

    assert nucleus(plain(f0_hz), 0.0, 2.0).end_s == pytest.approx(1.0)


def test_a_voiceless_syllable_has_no_pitch() -> None:
    """Whispered or lost: NaN, never 0."""
    measured = nucleus(plain(np.full(400, np.nan)), 0.0, 1.0)

    assert np.isnan([measured.f0_hz, measured.slope_st_per_s]).all()
    assert measured.steady_s == 0.0


def test_heights_are_taken_just_after_each_time() -> None:
    """An octave above 100 Hz is 12 semitones; where there is no voice there is no height."""
    f0_hz = np.full(400, 200.0)
    f0_hz[200:] = np.nan

    np.testing.assert_allclose(
        heights_after(plain(f0_hz), np.array([0.2, 1.5])), [12.0, np.nan], atol=1e-9
    )
