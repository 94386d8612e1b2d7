"""Pulses and periods, on pulse trains whose truth is known by construction."""

import numpy as np
import pytest

from mit_trainer.praat.periods import lengthened, mended
from mit_trainer.units import Floats, level_db

RATE_HZ = 24_000
NATURAL = np.array([[0.0, 1.0], [100.0, 100.0]])


def buzz(seconds: float, hz: float = 100.0) -> tuple[Floats, Floats]:
    """Make decaying pulses at an even pitch; gives the samples and where the pulses are."""
    pulses_s = np.arange(0.002, seconds, 1.0 / hz)
    at_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    since_s = at_s - pulses_s[np.maximum(np.searchsorted(pulses_s, at_s, "right") - 1, 0)]
    ring = np.sin(2.0 * np.pi * 700.0 * since_s) * np.exp(-np.abs(since_s) * 400.0)
    return np.where(at_s >= pulses_s[0], ring, 0.0), pulses_s


def test_holes_inside_a_vowel_are_laid_through() -> None:
    """Of 100 regular pulses ten in the middle are lost: all come back within half a period."""
    _, truth_s = buzz(1.0)
    found = mended(np.delete(truth_s, slice(40, 50)), ((0.2, 0.8),), NATURAL)

    assert found.size == truth_s.size
    assert np.abs(found - truth_s).max() < 0.005


def test_crowded_pulses_are_taken_out() -> None:
    """A pulse in the middle of each period, an octave slip, is taken out inside the vowel."""
    _, truth_s = buzz(1.0)
    doubled = np.sort(np.concatenate((truth_s, truth_s + 0.004)))
    found = mended(doubled, ((0.0, 1.0),), NATURAL)
    assert np.diff(found).min() > 0.006
    assert abs(found.size - truth_s.size) <= 2


def test_outside_vowels_nothing_is_touched() -> None:
    """Where no voice is promised, holes stay holes."""
    pulses_s = np.array([0.1, 0.11, 0.5, 0.51])
    np.testing.assert_array_equal(mended(pulses_s, ((0.6, 0.7),), NATURAL)[:4], pulses_s)


def test_a_vowel_without_pulses_gets_them() -> None:
    """A wholly voiceless vowel of 0.2 s at 100 Hz gets about twenty."""
    assert 18 <= mended(np.zeros(0), ((0.3, 0.5),), NATURAL).size <= 20


@pytest.mark.parametrize("factor", [2.0, 7.5, 24.0])
def test_a_stretch_grows_by_its_factor(factor: float) -> None:
    """The held stretch becomes as long as asked, within two periods; the rest stays."""
    samples, pulses_s = buzz(1.0)
    edges_s = np.array([0.0, 0.4, 0.5, 1.0])
    found = lengthened(samples, RATE_HZ, pulses_s, edges_s, np.array([1.0, factor, 1.0]), 1)

    lengths_s = np.diff(found.edges_s)
    assert lengths_s[[0, 2]] == pytest.approx([0.4, 0.5])
    assert lengths_s[1] == pytest.approx(0.1 * factor, abs=0.02)
    assert found.samples.size == round(found.edges_s[-1] * RATE_HZ)
    before, after = int(0.39 * RATE_HZ), int(0.49 * RATE_HZ)
    np.testing.assert_array_equal(found.samples[:before], samples[:before])
    np.testing.assert_array_equal(found.samples[-after:], samples[-after:])


def test_pulses_and_level_go_on_through_the_walk() -> None:
    """In the longer sound every period is still a hundredth of a second, and no joint is heard."""
    samples, pulses_s = buzz(1.0)
    edges_s, factors = np.array([0.0, 0.4, 0.5, 1.0]), np.array([1.0, 10.0, 1.0])
    found = lengthened(samples, RATE_HZ, pulses_s, edges_s, factors, 1)

    assert np.abs(np.diff(found.pulses_s) - 0.01).max() < 1e-3
    blocks = found.samples[480 : 480 + 240 * 150].reshape(150, 240)
    levels = np.array([level_db(block) for block in blocks])
    assert levels.max() - levels.min() < 1.0
    assert np.abs(np.diff(found.samples)).max() <= 1.05 * np.abs(np.diff(samples)).max()


def held_periods(samples: Floats, pulses_s: Floats, span_s: tuple[float, float]) -> list[Floats]:
    """Cut the whole periods out of a stretch."""
    inside_s = pulses_s[(pulses_s >= span_s[0]) & (pulses_s < span_s[1])]
    starts = np.round(inside_s[:-1] * RATE_HZ).astype(int)
    return [samples[start : start + 240] for start in starts]


def test_going_to_and_fro_does_not_throb() -> None:
    """Periods that are strong and weak in turn come out nearer to each other."""
    samples, pulses_s = buzz(1.0)
    weak = (np.arange(samples.size) // 240) % 2 == 1
    samples = np.where(weak, 0.75 * samples, samples)
    edges_s, factors = np.array([0.0, 0.3, 0.5, 1.0]), np.array([1.0, 10.0, 1.0])
    found = lengthened(samples, RATE_HZ, pulses_s, edges_s, factors, 1)

    before = [level_db(one) for one in held_periods(samples, pulses_s, (0.3, 0.5))]
    after = [level_db(one) for one in held_periods(found.samples, found.pulses_s, (0.5, 2.0))]
    assert np.std(after) < 0.6 * np.std(before)


def test_a_breath_in_the_vowel_is_not_repeated() -> None:
    """Four noisy periods stay four: only periods that resemble a neighbour are walked through."""
    samples, pulses_s = buzz(1.0)
    noise = np.random.default_rng(1).normal(0.0, 0.1, 960)
    samples[9_120:10_080] = noise
    edges_s, factors = np.array([0.0, 0.3, 0.5, 1.0]), np.array([1.0, 10.0, 1.0])
    found = lengthened(samples, RATE_HZ, pulses_s, edges_s, factors, 1)

    clean = samples[round(pulses_s[5] * RATE_HZ) :][:240]
    likeness = [
        float(np.dot(one, clean) / np.sqrt(np.dot(one, one) * np.dot(clean, clean)))
        for one in held_periods(found.samples, found.pulses_s, (0.3, 2.3))
    ]
    assert np.count_nonzero(np.array(likeness) < 0.5) <= 6


def test_the_same_seed_takes_the_same_walk() -> None:
    """A walk can be repeated, and another seed takes another one."""
    samples, pulses_s = buzz(1.0)
    samples = samples * np.linspace(0.5, 1.5, samples.size)
    edges_s, factors = np.array([0.0, 0.3, 0.5, 1.0]), np.array([1.0, 10.0, 1.0])
    first, again, other = (
        lengthened(samples, RATE_HZ, pulses_s, edges_s, factors, seed).samples for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert first.size != other.size or np.any(first != other)


def test_too_few_periods_are_left_alone() -> None:
    """A stretch with two pulses cannot be walked through; it stays as it is."""
    samples, pulses_s = buzz(1.0)
    edges_s = np.array([0.0, 0.40, 0.415, 1.0])
    found = lengthened(samples, RATE_HZ, pulses_s, edges_s, np.array([1.0, 20.0, 1.0]), 1)
    np.testing.assert_array_equal(found.samples, samples)
    assert found.edges_s == pytest.approx(edges_s)
