"""The envelope rises where vowels start and knows nothing of gain."""

import numpy as np
import pytest

from mit_trainer.analysis.envelope import Envelope, envelope
from mit_trainer.analysis.pitch import PitchTrack
from mit_trainer.analysis.prepare import RATE_HZ, prepared
from mit_trainer.praat.listen import contour
from mit_trainer.simulated.voice import Performance
from mit_trainer.units import Floats
from tests.voices import answer


def heard(samples: Floats) -> Envelope:
    """Analyse samples at 16 kHz with Praat's pitch."""
    found = contour(samples, RATE_HZ)
    return envelope(samples, PitchTrack(found.t_s, found.f0_hz, found.strength))


@pytest.fixture(scope="module")
def samples() -> Floats:
    """Sing a phrase that starts at 0.3 s."""
    return prepared(answer().sound)


def test_vowels_are_sonorous_and_silence_is_not(samples: Floats) -> None:
    """In the middle of each true vowel more than 0.5, before the first less than 0.05."""
    found = heard(samples)

    for vowel in answer().syllables:
        assert found.sonority[round((vowel.onset_s + vowel.end_s) / 2.0 / 0.005)] > 0.5
    assert found.sonority[:50].max() < 0.05


def test_gain_changes_nothing(samples: Floats) -> None:
    """A hundredth of the loudness gives the same envelope."""
    loud, soft = heard(samples), heard(0.01 * samples)

    np.testing.assert_allclose(soft.sonority, loud.sonority, atol=1e-3)
    np.testing.assert_allclose(soft.onset, loud.onset, atol=1e-2)


def test_silence_around_it_changes_nothing(samples: Floats) -> None:
    """Ten seconds more of nothing shift the envelope and leave its values."""
    more = np.concatenate((np.zeros(5 * RATE_HZ), samples, np.zeros(5 * RATE_HZ)))
    alone, padded = heard(samples), heard(more)

    np.testing.assert_allclose(padded.sonority[1050:1900], alone.sonority[50:900], atol=0.03)


def test_the_room_is_measured_between_the_vowels() -> None:
    """Noise 20 dB below the vowels is told from noise 50 dB below."""
    quiet = heard(prepared(answer().sound)).noise_db
    noisy = heard(prepared(answer(performance=Performance(noise_db=-20.0)).sound)).noise_db

    assert quiet < -40.0
    assert -30.0 < noisy < -18.0


def test_without_a_voice_there_is_no_envelope() -> None:
    """Silence gives zeros on the grid and no error."""
    found = envelope(np.zeros(RATE_HZ), PitchTrack(np.zeros(0), np.zeros(0), np.zeros(0)))

    assert found.t_s.size == 201
    assert not found.onset.any()
