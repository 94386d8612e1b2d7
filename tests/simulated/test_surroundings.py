"""A room and its noises are as loud as asked, and shift nothing."""

from math import inf

import numpy as np
import pytest

from mit_trainer.capture.take import Sound
from mit_trainer.simulated.surroundings import Surroundings, heard_in, sounding_db
from mit_trainer.units import level_db

RATE_HZ = 16000
T_S = np.arange(3 * RATE_HZ) / RATE_HZ
TONE = np.where((T_S > 1.0) & (T_S < 2.0), 0.1 * np.sin(2.0 * np.pi * 440.0 * T_S), 0.0)
SOUND = Sound(TONE.astype(np.float32), RATE_HZ)


def test_without_anything_a_sound_stays_as_it_is() -> None:
    """No room and no noise change no sample."""
    np.testing.assert_array_equal(heard_in(SOUND, Surroundings(), 1).samples, SOUND.samples)


def test_a_voice_is_as_loud_as_its_sounding_part() -> None:
    """A sine of 0.1 that sounds a third of the time has -23 dB."""
    assert sounding_db(TONE, RATE_HZ) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize(
    "where",
    [
        Surroundings(noise_db=-20.0),
        Surroundings(hum_db=-20.0),
        Surroundings(radio_db=-20.0),
        Surroundings(talk_db=-20.0, n_talking=2),
    ],
    ids=["hiss", "hum", "radio", "talk"],
)
def test_noises_lie_as_far_below_the_voice_as_asked(where: Surroundings) -> None:
    """What is added has -43 dB."""
    added = heard_in(SOUND, where, 1).samples - SOUND.samples

    assert level_db(added) == pytest.approx(-43.0, abs=0.2)


def test_the_mains_hum_at_their_own_frequency() -> None:
    """All of the added sound lies on multiples of 60 Hz."""
    where = Surroundings(hum_db=-10.0, hum_hz=60.0)
    added = heard_in(SOUND, where, 1).samples - SOUND.samples
    power = np.abs(np.fft.rfft(added)) ** 2
    f = np.fft.rfftfreq(added.size, 1.0 / RATE_HZ)

    assert power[np.isclose(f % 60.0, 0.0)].sum() > 0.999 * power.sum()


def test_an_echo_comes_after_and_dies_away() -> None:
    """Nothing before the tone; 60 dB less after the time of the echo."""
    heard = heard_in(SOUND, Surroundings(echo_s=0.5, echo_db=0.0), 1).samples
    at_end = level_db(heard[2 * RATE_HZ : int(2.05 * RATE_HZ)])
    later = level_db(heard[int(2.4 * RATE_HZ) : int(2.45 * RATE_HZ)])

    assert level_db(heard[:RATE_HZ]) < -140.0
    assert at_end - later == pytest.approx(48.0, abs=6.0)


def test_the_same_seed_is_the_same_place() -> None:
    """Chance comes from the seed alone; silence stays silent."""
    where = Surroundings(0.4, -6.0, -30.0, -30.0, 50.0, -20.0, -inf)
    once, again = (heard_in(SOUND, where, 7).samples for _ in range(2))

    np.testing.assert_array_equal(once, again)
