"""Known delays between loudspeaker and microphone are found again."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.calibration.bursts import bursts
from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.sound_delay import sound_delay
from mit_trainer.capture.take import Sound
from mit_trainer.units import Floats

RATE_HZ = 48_000
PLAYED = bursts(9, RATE_HZ)
FROM_S = 0.4


def room(
    delay_s: float,
    *,
    jitter_s: float = 0.0,
    echo: float = 0.0,
    noise_db: float = -90.0,
    gain: float = 0.3,
    muffled: bool = False,
    rate_hz: int = RATE_HZ,
    seed: int = 1,
) -> Sound:
    """Sound the bursts through a room: each its own delay, an echo 13 ms later, pink-ish noise."""
    chance = np.random.default_rng(seed)
    played = bursts(9, rate_hz)
    out = np.zeros(round((FROM_S + played.sound.duration_s + 1.0) * rate_hz))
    for pattern, start_s in zip(played.patterns, played.starts_s, strict=True):
        late_s = delay_s + jitter_s * chance.standard_normal()
        for gone_s, share in ((0.0, 1.0), (0.013, echo), (0.031, 0.6 * echo)):
            at = round((FROM_S + start_s + late_s + gone_s) * rate_hz)
            out[at : at + pattern.size] += gain * share * pattern
    if muffled:  # a small loudspeaker: everything above about 2 kHz falls away
        out = np.convolve(out, np.exp(-np.arange(60) / 4.0) / 4.0)[: out.size]
    level = gain * 0.35 * 0.3
    out += level * 10.0 ** (noise_db / 20.0) * chance.standard_normal(out.size)
    return Sound(out.astype(np.float32), rate_hz)


def measured(heard: Sound) -> Delay:
    """Measure with the numbers that are shipped."""
    return sound_delay(heard, bursts(9, heard.rate_hz), FROM_S, longest_s=0.6, least_clear=0.25)


@pytest.mark.parametrize("delay_s", [-0.03, 0.0, 0.005, 0.03, 0.12, 0.3, 0.5])
@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
def test_a_clean_delay_is_found_to_a_sample(delay_s: float, rate_hz: int) -> None:
    """In a quiet room without an echo the error is below a tenth of a millisecond."""
    found = measured(room(delay_s, rate_hz=rate_hz))

    assert found.n_good == 9
    assert found.delay_s == pytest.approx(delay_s, abs=1e-4)
    assert found.spread_s < 1e-4


@settings(max_examples=12, deadline=None)
@given(
    delay_s=st.floats(0.005, 0.5),
    echo=st.floats(0.0, 1.6),
    noise_db=st.floats(-40.0, 6.0),
    muffled=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_echo_noise_and_jitter_cost_less_than_three_milliseconds(
    delay_s: float, echo: float, noise_db: float, muffled: bool, seed: int
) -> None:
    """With 3 ms of jitter, an echo louder than the sound itself, and noise, the median holds."""
    heard = room(delay_s, jitter_s=0.003, echo=echo, noise_db=noise_db, muffled=muffled, seed=seed)

    found = measured(heard)

    assert found.n_good >= 7
    assert abs(found.delay_s - delay_s) < 0.003 + found.uncertain_s
    assert found.spread_s < 0.010


@pytest.mark.parametrize("kind", ["silence", "noise", "tone", "other"])
def test_nothing_is_found_where_nothing_was_played(kind: str) -> None:
    """Silence, noise, a tone and other bursts than ours give no delay."""
    n = round(8.5 * RATE_HZ)
    chance = np.random.default_rng(5)
    tone = np.sin(2 * np.pi * 440 * np.arange(n) / RATE_HZ)
    other = chance.standard_normal(n) * (np.sin(2 * np.pi * 1.3 * np.arange(n) / RATE_HZ) > 0.9)
    samples = {
        "silence": np.zeros(n),
        "noise": 0.1 * chance.standard_normal(n),
        "tone": 0.3 * tone,
        "other": 0.3 * other,
    }[kind]

    found = measured(Sound(samples.astype(np.float32), RATE_HZ))

    assert found.n_good <= 1
    assert kind != "silence" or isnan(found.delay_s)


def test_a_recording_cut_short_counts_only_what_is_there() -> None:
    """With the second half missing, about half of the bursts are good."""
    whole = room(0.05)
    half = Sound(whole.samples[: whole.samples.size // 2], RATE_HZ)

    found = measured(half)

    assert 3 <= found.n_good <= 5
    assert found.delay_s == pytest.approx(0.05, abs=1e-4)


def test_rates_must_agree() -> None:
    """A recording at another rate is refused, not measured wrongly."""
    with pytest.raises(ValueError, match="rates"):
        sound_delay(
            Sound(np.zeros(10, dtype=np.float32), 16_000), PLAYED, 0.0, longest_s=0.6, least_clear=8
        )


def power(samples: Floats) -> float:
    """Mean square."""
    return float(np.mean(np.asarray(samples) ** 2))


def test_bursts_are_all_different_and_spaced_unevenly() -> None:
    """No burst matches another by more than a quarter, no interval is below the longest delay."""
    for k, one in enumerate(PLAYED.patterns):
        for other in PLAYED.patterns[k + 1 :]:
            match = np.abs(np.correlate(one[::4], other[::4], "full")).max()
            assert match < 0.25 * np.sqrt(power(one[::4]) * power(other[::4])) * one[::4].size
    gaps = np.diff(PLAYED.starts_s)
    assert gaps.min() > 0.6
    assert np.std(gaps) > 0.03
    assert np.abs(PLAYED.sound.samples).max() < 0.36
