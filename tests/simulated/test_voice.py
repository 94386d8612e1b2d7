"""The synthetic voice sings what it says it sings."""

import numpy as np
import parselmouth
import pytest

from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer, Sung, sing
from mit_trainer.units import level_db

COFFEE = Phrase(
    PhraseId("i-want-coffee"),
    "I want coffee",
    "en",
    (
        Syllable("i", False, True),
        Syllable("want", False, True),
        Syllable("cof", True, True),
        Syllable("fee", False, False),
    ),
)
PLAN: ProsodyPlan = plan(COFFEE, Style(3.0, 60.0, 1.0, 0.0), 220.0)


def _sung(performance: Performance | None = None, singer: Singer | None = None) -> Sung:
    return sing(PLAN, Manner.INTONED, singer or Singer(), performance or Performance(), seed=1)


@pytest.mark.parametrize("tonic_hz", [80.0, 160.0, 400.0])
def test_praat_hears_the_pitch_that_was_sung(tonic_hz: float) -> None:
    """Praat's own pitch of each vowel is the true one within three cents."""
    sung = _sung(singer=Singer(tonic_hz=tonic_hz))
    heard = parselmouth.Sound(sung.sound.samples.astype(np.float64), 48000.0)
    pitch = heard.to_pitch_ac(0.01, 0.7 * tonic_hz, octave_cost=0.03, pitch_ceiling=2 * tonic_hz)
    f0_hz, t = pitch.selected_array["frequency"], pitch.xs()

    for syllable in sung.syllables:
        inside = (t > syllable.onset_s) & (t < syllable.end_s) & (f0_hz > 0.0)
        cents = 1200.0 * np.log2(np.median(f0_hz[inside]) / syllable.f0_hz)
        assert abs(cents) < 3.0


def test_vowels_fall_on_the_beats() -> None:
    """At one syllable a second from 0.3 s on, vowels start at 0.3, 1.3, 2.3 and 3.3 s."""
    onsets = [syllable.onset_s for syllable in _sung().syllables]

    assert onsets == pytest.approx([0.3, 1.3, 2.3, 3.3])


def test_the_voice_is_loud_in_its_vowels_and_not_before() -> None:
    """Each true vowel is far louder than the silence before the first."""
    sung = _sung()
    rate_hz = sung.sound.rate_hz
    silence_db = level_db(sung.sound.samples[: int(0.25 * rate_hz)])

    for s in sung.syllables:
        vowel = sung.sound.samples[int(s.onset_s * rate_hz) : int(s.end_s * rate_hz)]
        assert level_db(vowel) > silence_db + 30.0


def test_the_same_arguments_give_the_same_samples() -> None:
    """Chance comes from the seed alone."""
    np.testing.assert_array_equal(_sung().sound.samples, _sung().sound.samples)


def test_what_was_asked_for_is_what_is_missing_or_too_many() -> None:
    """The truth lists syllables as they sounded: one left out, one begun twice, one strange."""
    sung = _sung(Performance(left_out=(0,), repeated=(2,), extra_after=(3,)))

    assert [syllable.index for syllable in sung.syllables] == [1, None, 2, 3, None]


def test_a_high_syllable_is_a_minor_third_above_a_low_one() -> None:
    """Three semitones are a ratio of 1.1892; flat singing has none."""
    singer = Singer(drift_cents=0.0)
    steps = _sung(singer=singer).syllables
    flat = _sung(Performance(flat=True), singer).syllables

    assert steps[2].f0_hz / steps[3].f0_hz == pytest.approx(1.1892, abs=1e-3)
    assert flat[2].f0_hz == pytest.approx(flat[3].f0_hz, rel=1e-9)


def test_spoken_syllables_are_quick_and_falling() -> None:
    """Speech has four to six syllables a second and ends lower than it began."""
    spoken = sing(PLAN, Manner.SPOKEN, Singer(), Performance(), seed=1).syllables
    gaps = np.diff([syllable.onset_s for syllable in spoken])

    assert 4.0 < 1.0 / np.mean(gaps) < 6.0
    assert spoken[-1].f0_hz < spoken[0].f0_hz


def test_room_noise_is_as_loud_as_asked() -> None:
    """Noise 20 dB below the voice leaves 20 dB between vowels and silence."""
    sung = _sung(Performance(noise_db=-20.0, starts_after_s=1.0))
    samples, rate_hz = sung.sound.samples, sung.sound.rate_hz
    vowels = np.concatenate(
        [samples[int(s.onset_s * rate_hz) : int(s.end_s * rate_hz)] for s in sung.syllables]
    )

    assert level_db(vowels) - level_db(samples[: rate_hz // 2]) == pytest.approx(20.0, abs=1.5)


def test_a_style_in_whole_numbers_is_sung_too() -> None:
    """Heights of 0 and 3 without a decimal point make the same sound as 0.0 and 3.0."""
    whole = plan(COFFEE, Style(3, 60, 1, 0), 220)
    sung = sing(whole, Manner.INTONED, Singer(), Performance(), seed=1)

    np.testing.assert_array_equal(sung.sound.samples, _sung().sound.samples)


def test_beginnings_that_are_given_up_are_in_the_truth() -> None:
    """A syllable broken off comes before its own; a false start before the whole phrase."""
    broken = _sung(Performance(broken_off=(2,))).syllables
    anew = _sung(Performance(false_start=2)).syllables

    assert [s.index for s in broken] == [0, 1, None, 2, 3]
    assert broken[2].end_s - broken[2].onset_s < 0.3
    assert broken[3].onset_s - broken[2].end_s > 0.4
    assert [s.index for s in anew] == [None, None, 0, 1, 2, 3]
    assert anew[2].onset_s - anew[1].end_s > 0.4


def test_a_voice_that_leaps_up_is_heard_an_octave_higher() -> None:
    """In the last third of the vowel Praat hears twice the true pitch of the syllable."""
    sung = _sung(Performance(octave_slips=(2,)))
    heard = parselmouth.Sound(sung.sound.samples.astype(np.float64), 48000.0)
    pitch = heard.to_pitch_ac(0.01, 100.0, octave_cost=0.03, pitch_ceiling=500.0)
    slipped = sung.syllables[2]
    f0_hz, t = pitch.selected_array["frequency"], pitch.xs()
    late = (t > slipped.end_s - 0.2) & (t < slipped.end_s - 0.05) & (f0_hz > 0.0)

    assert np.median(f0_hz[late]) / slipped.f0_hz == pytest.approx(2.0, rel=0.03)


def test_a_voice_that_breaks_down_ends_in_slow_irregular_pulses() -> None:
    """Praat finds no steady pitch in the last 0.2 s of the vowel, and the truth keeps its own."""
    whole, broken = _sung(), _sung(singer=Singer(fry_s=0.25))
    heard = parselmouth.Sound(broken.sound.samples.astype(np.float64), 48000.0)
    pitch = heard.to_pitch_ac(0.01, 100.0, voicing_threshold=0.6, pitch_ceiling=400.0)
    f0_hz, t = pitch.selected_array["frequency"], pitch.xs()
    last = broken.syllables[3]
    late = (t > last.end_s - 0.2) & (t < last.end_s)

    assert np.mean(f0_hz[late] > 0.0) < 0.3
    assert last.f0_hz == pytest.approx(whole.syllables[3].f0_hz, rel=0.01)


def test_the_truth_counts_what_is_missing_and_what_is_too_many() -> None:
    """One of four left out and one begun twice."""
    sung = _sung(Performance(left_out=(0,), repeated=(2,)))

    assert sung.missing(4) == (0,)
    assert sung.n_added == 1
