"""Known delays between the knock of a finger and the touch it makes are found again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.touch_delay import knocks_s, touch_delay
from mit_trainer.capture.take import Sound
from mit_trainer.units import Floats

RATE_HZ = 48_000


def knocking(
    at_s: Floats,
    *,
    noise_db: float = -60.0,
    echo: float = 0.0,
    humming: bool = False,
    seed: int = 1,
) -> Sound:
    """Knock on glass: a click and two short resonances, each knock as hard as it comes."""
    chance = np.random.default_rng(seed)
    t = np.arange(round(0.08 * RATE_HZ)) / RATE_HZ
    ring = np.sin(2 * np.pi * 420 * t) + 0.6 * np.sin(2 * np.pi * 1900 * t)
    knock = np.exp(-t / 0.008) * ring + np.exp(-t / 0.001) * chance.standard_normal(t.size)
    out = np.zeros(round((at_s[-1] + 1.5) * RATE_HZ))
    for one_s in at_s:
        hard = 0.2 * chance.uniform(0.5, 1.5)
        for gone_s, share in ((0.0, 1.0), (0.021, echo)):
            at = round((one_s + gone_s) * RATE_HZ)
            out[at : at + knock.size] += share * hard * knock
    out += 0.2 * 10.0 ** (noise_db / 20.0) * chance.standard_normal(out.size)
    if humming:
        out += 0.01 * np.sin(2 * np.pi * 100 * np.arange(out.size) / RATE_HZ)
    return Sound(out.astype(np.float32), RATE_HZ)


def person(n: int = 9, seed: int = 1) -> Floats:
    """Knock as a person does: about once a second, never evenly."""
    chance = np.random.default_rng(seed)
    return 0.8 + np.cumsum(chance.uniform(0.7, 1.3, n))


def measured(heard: Sound, touches_s: Floats) -> Delay:
    """Measure with the numbers that are shipped."""
    return touch_delay(touches_s, knocks_s(heard, least_rise_db=12.0), longest_s=0.6)


@pytest.mark.parametrize("delay_s", [-0.01, 0.005, 0.02, 0.08, 0.2, 0.5])
def test_a_clean_delay_is_found_within_two_milliseconds(delay_s: float) -> None:
    """In a quiet room with a steady panel the start of the knock is found closely."""
    at_s = person()

    found = measured(knocking(at_s), at_s + delay_s)

    assert found.n_good == 9
    assert found.delay_s == pytest.approx(delay_s, abs=0.002)


@settings(max_examples=20, deadline=None)
@given(
    delay_s=st.floats(0.005, 0.5),
    noise_db=st.floats(-60.0, -26.0),
    echo=st.floats(0.0, 0.7),
    humming=st.booleans(),
    seed=st.integers(0, 10_000),
)
def test_echo_noise_and_a_slow_panel_cost_less_than_ten_milliseconds(
    delay_s: float, noise_db: float, echo: float, humming: bool, seed: int
) -> None:
    """A panel that looks 60 times a second, a room with echo and noise: within 10 ms."""
    chance = np.random.default_rng(seed)
    at_s = person(seed=seed)
    touches_s = at_s + delay_s + chance.uniform(-0.0083, 0.0083, at_s.size)

    found = measured(
        knocking(at_s, noise_db=noise_db, echo=echo, humming=humming, seed=seed), touches_s
    )

    assert found.n_good >= 7
    assert abs(found.delay_s - delay_s) < 0.010
    assert found.spread_s < 0.025


def test_unheard_knocks_and_strange_noises_do_no_harm() -> None:
    """Two touches too soft to be heard and three doors in between change nothing."""
    at_s = person()
    doors_s = np.array([1.0, 4.31, 7.77])
    heard = knocking(np.sort(np.concatenate((at_s[[0, 1, 3, 4, 5, 7, 8]], doors_s))))

    found = measured(heard, at_s + 0.06)

    assert found.n_good >= 7
    assert found.delay_s == pytest.approx(0.06, abs=0.005)


@pytest.mark.parametrize("noise_db", [-60.0, 0.0])
def test_without_knocks_there_is_no_delay(noise_db: float) -> None:
    """Touches in a silent or a noisy room in which nothing knocks give fewer than seven."""
    chance = np.random.default_rng(3)
    quiet = 0.1 * 10 ** (noise_db / 20) * chance.standard_normal(round(12 * RATE_HZ))

    found = measured(Sound(quiet.astype(np.float32), RATE_HZ), person() + 0.1)

    assert found.n_good < 7


def test_nothing_at_all_is_no_delay() -> None:
    """No sound, or no touches, give zero good trials and no number."""
    nothing = Sound(np.zeros(0, dtype=np.float32), RATE_HZ)

    assert measured(nothing, person()).n_good == 0
    assert measured(knocking(person()), np.zeros(0)).n_good == 0
    assert np.isnan(measured(nothing, person()).delay_s)
