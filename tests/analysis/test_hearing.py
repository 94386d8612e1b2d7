"""Two ears together follow the pitch, whatever the key, the level and the moment."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.analysis.hearing import ears, followed
from mit_trainer.analysis.pitch import PitchTrack
from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.second_ear import Opinion, second_opinion
from mit_trainer.units import Floats


def buzz(f0_hz: float, duration_s: float = 0.6, weaker: float = 1.0) -> Floats:
    """Add pulses at a known pitch, low-passed like a voice; every second may be weaker."""
    n = round(duration_s * RATE_HZ)
    f_hz = np.arange(0.5 * f0_hz, 6000.0, 0.5 * f0_hz)
    even = np.arange(1, f_hz.size + 1) % 2 == 0
    size = np.where(even, 1.0 + weaker, 1.0 - weaker) / (1.0 + (f_hz / 500.0) ** 2)
    t_s = np.arange(n) / RATE_HZ
    sound = np.sum(size[:, None] * np.cos(2.0 * np.pi * f_hz[:, None] * t_s), axis=0)
    return np.asarray(0.2 * sound / np.abs(sound).max(), dtype=np.float64)


def two_notes(low_hz: float, weaker: float = 1.0) -> Floats:
    """Sing a minor third up, with silence around."""
    quiet = np.zeros(RATE_HZ // 4)
    high_hz = low_hz * 2.0**0.25
    return np.concatenate((quiet, buzz(low_hz, 0.6, weaker), buzz(high_hz, 0.6, weaker), quiet))


def notes_hz(track: PitchTrack, late_s: float = 0.0) -> tuple[float, float]:
    """Give the middle pitch of both notes."""
    low = track.within(late_s + 0.35, late_s + 0.75)
    high = track.within(late_s + 0.95, late_s + 1.35)
    return float(np.median(low)), float(np.median(high))


@settings(max_examples=8, deadline=None)
@given(st.floats(85.0, 380.0))
def test_any_key_is_heard(low_hz: float) -> None:
    """Both notes of a minor third are within ten cents of the truth, wherever the voice lies."""
    heard = np.array(notes_hz(followed(two_notes(low_hz))))

    cents = 1200.0 * np.log2(heard / np.array([low_hz, low_hz * 2.0**0.25]))
    assert np.abs(cents).max() < 10.0


@settings(max_examples=6, deadline=None)
@given(st.floats(0.02, 3.0), st.floats(0.0, 0.5))
def test_level_and_delay_change_no_pitch(gain: float, late_s: float) -> None:
    """The same voice louder, softer or later has the same notes within three cents."""
    samples = two_notes(150.0)
    late = np.concatenate((np.zeros(round(late_s * RATE_HZ)), gain * samples))

    heard = notes_hz(followed(late), round(late_s * RATE_HZ) / RATE_HZ)

    cents = 1200.0 * np.log2(np.array(heard) / np.array(notes_hz(followed(samples))))
    assert np.abs(cents).max() < 3.0


@pytest.mark.parametrize("low_hz", [100.0, 180.0, 300.0])
@pytest.mark.parametrize("alone", [False, True], ids=["both ears", "Praat alone"])
def test_every_second_pulse_weaker_is_no_octave(low_hz: float, alone: bool) -> None:
    """A quarter less in every second pulse leaves the pitch where the pulses are."""
    samples = two_notes(low_hz, weaker=0.75)
    track = followed(samples, second_ear=(lambda _: None) if alone else second_opinion)

    np.testing.assert_allclose(notes_hz(track), (low_hz, low_hz * 2.0**0.25), rtol=0.01)


def test_an_even_noise_hides_few_notes() -> None:
    """In hiss as strong as the voice at least four fifths of both notes are heard."""
    samples = two_notes(160.0)
    noise = np.random.default_rng(3).normal(0.0, 1.0, samples.size)
    noise *= np.std(buzz(160.0)) / np.std(noise)
    track = followed(samples + noise)

    true_hz = np.where(track.t_s < 0.85, 160.0, 160.0 * 2.0**0.25)
    sung = (track.t_s > 0.3) & (track.t_s < 1.4)
    near = np.abs(1200.0 * np.log2(track.f0_hz / true_hz)) < 50.0
    assert near[sung].mean() > 0.8


@pytest.mark.parametrize("octave", [1.0, 0.5])
def test_the_other_ear_settles_the_octave(octave: float) -> None:
    """Where every second pulse is half as strong, the second ear says which octave it is."""

    def sure_of(samples: Floats) -> Opinion:
        t_s = np.arange(samples.size // 256, dtype=np.float64) * 0.016
        sung = (t_s > 0.25) & (t_s < 1.45)
        f0_hz = octave * np.where(t_s < 0.85, 200.0, 200.0 * 2.0**0.25)
        return Opinion(t_s, f0_hz, np.where(sung, 0.9, 0.0))

    low_hz, high_hz = notes_hz(followed(two_notes(200.0, weaker=0.5), second_ear=sure_of))

    assert low_hz == pytest.approx(octave * 200.0, rel=0.01)
    assert high_hz == pytest.approx(octave * 200.0 * 2.0**0.25, rel=0.01)


def test_a_person_s_range_is_kept_to() -> None:
    """Nothing outside the range that is given is heard."""
    track = followed(two_notes(150.0), range_hz=(120.0, 165.0))

    assert np.nanmax(track.f0_hz) < 170.0


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0),
        np.zeros(160),
        np.zeros(RATE_HZ),
        np.full(RATE_HZ, 0.7),
        np.full(RATE_HZ, np.nan),
        np.sign(np.sin(2.0 * np.pi * 155.0 * np.arange(RATE_HZ) / RATE_HZ)),
        1e6 * buzz(155.0),
        np.random.default_rng(1).normal(0.0, 0.2, 700),
    ],
    ids=["empty", "10 ms", "silence", "offset", "no numbers", "square", "far too loud", "44 ms"],
)
def test_nothing_hostile_stops_the_ear(samples: Floats) -> None:
    """Whatever comes, there is a track; where there is no voice it is empty or unvoiced."""
    track = followed(samples)

    assert track.t_s.size == track.f0_hz.size == track.strength.size
    if not np.nan_to_num(samples).any() or np.ptp(samples) == 0.0:
        assert not np.isfinite(track.f0_hz).any()


def test_the_same_sound_has_the_same_track() -> None:
    """Twice the same samples give twice the same bits."""
    samples = two_notes(140.0)

    np.testing.assert_array_equal(followed(samples).f0_hz, followed(samples).f0_hz)


def test_without_the_extra_praat_listens_alone() -> None:
    """Where the network cannot be imported all works, and the ears say who listened."""
    program = (
        "import sys; sys.modules['swift_f0'] = None\n"
        "import numpy as np\n"
        "from mit_trainer.analysis.hearing import ears, followed\n"
        "t = np.arange(16000) / 16000\n"
        "x = 0.1 * sum(np.sin(2 * np.pi * 180 * k * t) / k for k in range(1, 9))\n"
        "print(len(ears()), round(float(np.nanmedian(followed(x).f0_hz))))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["1", "180"]
    assert ears()[0].startswith("praat ")
