"""The periods of a voice: laid without holes, and walked through instead of repeated.

A vowel that is drawn out twenty-fold by repeating each period twenty times sounds like
an organ that changes its stop now and then.  Here its steady part is first made longer at
its own pitch: a slow random walk goes to and fro through its periods, so that no period
is heard twice running for long.

Conventions
-----------
Times are seconds from the first sample.  A *pulse* is the instant at which a period
begins; pulses ascend.  Samples are float64.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mit_trainer.units import Floats

_GAP = 1.6  # periods without a pulse that count as a hole
_CROWD = 0.6  # of a period: a pulse nearer than that is one too many
_FEWEST = 3  # pulses in a stretch that can be walked through
_LIKE = 0.6  # correlation of a period with its neighbour
_TURN = 0.3  # how readily the walk turns round


@dataclass(frozen=True)
class Longer:
    """A recording some of whose stretches have become longer; its pulses and edges with it."""

    samples: Floats
    pulses_s: Floats
    edges_s: Floats


def mended(found_s: Floats, voiced_s: tuple[tuple[float, float], ...], natural: Floats) -> Floats:
    """Take out crowded pulses, and lay new ones through the holes of each voiced stretch.

    Parameters
    ----------
    natural : [2, n], times and the recording's own pitch in Hz, without gaps
    """
    vowels = [
        _regular(found_s[(found_s > start_s) & (found_s < end_s)], start_s, end_s, natural)
        for start_s, end_s in voiced_s
    ]
    outside = np.ones(found_s.size, dtype=bool)
    for start_s, end_s in voiced_s:
        outside &= (found_s <= start_s) | (found_s >= end_s)
    return np.sort(np.concatenate((found_s[outside], *vowels)))


def _regular(inside_s: Floats, start_s: float, end_s: float, natural: Floats) -> list[float]:
    kept: list[float] = []
    for pulse_s in (*inside_s, end_s):
        before_s = kept[-1] if kept else start_s
        period_s = 1.0 / float(np.interp(pulse_s, *natural))
        gap_s = float(pulse_s) - before_s
        if kept and gap_s < _CROWD * period_s:
            continue
        if gap_s > _GAP * period_s:
            holes = max(round(gap_s / period_s), 1)
            kept.extend(before_s + gap_s * np.arange(1, holes) / holes)
        if pulse_s < end_s:
            kept.append(float(pulse_s))
    return kept


def lengthened(
    samples: Floats,
    rate_hz: int,
    pulses_s: Floats,
    edges_s: Floats,
    factors: Floats,
    seed: int,
) -> Longer:
    """Walk through every stretch whose factor is above 1 until it is about as long as that.

    Parameters
    ----------
    edges_s, factors : n + 1 borders of the stretches, and n lengthenings
    """
    chance = np.random.default_rng(seed)
    parts: list[Floats] = []
    pulses: list[Floats] = []
    edges, at_s = [0.0], 0.0
    for start_s, end_s, factor in zip(edges_s[:-1], edges_s[1:], factors, strict=True):
        inside_s = pulses_s[(pulses_s >= start_s) & (pulses_s < end_s)]
        piece = samples[round(start_s * rate_hz) : round(end_s * rate_hz)]
        walked = None
        if factor > 1.0 and inside_s.size >= _FEWEST:
            walked = _walked(samples, rate_hz, inside_s, (start_s, end_s), factor, chance)
        piece, inside_s = walked or (piece, inside_s - start_s)
        parts.append(piece)
        pulses.append(inside_s + at_s)
        at_s += piece.size / rate_hz
        edges.append(at_s)
    return Longer(np.concatenate(parts), np.concatenate(pulses), np.array(edges))


def _walked(
    samples: Floats,
    rate_hz: int,
    inside_s: Floats,
    span_s: tuple[float, float],
    factor: float,
    chance: np.random.Generator,
) -> tuple[Floats, Floats] | None:
    """Lengthen one stretch; gives its samples, and its pulses from its own start.

    None when it has too few periods to walk through.
    """
    start, end = (round(edge_s * rate_hz) for edge_s in span_s)
    pulses = np.round(inside_s * rate_hz).astype(int)
    overlap = int(np.diff(pulses).min()) // 3
    # The walk keeps off the borders, where the joints would have no room.
    at = pulses[(pulses - start > overlap) & (end - pulses > overlap)]
    if at.size < _FEWEST:
        return None
    outside = (at[0] - start) + (end - at[-1])
    alike = _alike(samples, at)
    order = _walk(np.diff(at), alike, (end - start) * factor - outside, chance)
    cuts = [(start, at[0]), *((at[i], at[i + 1]) for i in order), (at[-1], end)]
    gains = [1.0, *_evening(samples, at)[order], 1.0]
    lengths = np.array([stop - begin for begin, stop in cuts])
    walked = np.cumsum(lengths[:-1])
    before, after = pulses[pulses < at[0]] - start, pulses[pulses > at[-1]] - end + lengths.sum()
    joined = _joined(samples, cuts, gains, overlap)
    return joined, np.concatenate((before, walked, after)) / rate_hz


def _walk(
    periods: Floats, alike: list[int], length: float, chance: np.random.Generator
) -> list[int]:
    """Go to and fro through the alike periods until the length is reached, then to the end."""
    here, heading = 0, 1
    order = list(range(alike[0]))
    covered = float(periods[: alike[0]].sum())
    while covered + periods[alike[here] :].sum() < length:
        order.append(alike[here])
        covered += periods[alike[here]]
        if chance.random() < _TURN:
            heading = -heading
        if not 0 <= here + heading < len(alike):
            heading = -heading
        here = min(max(here + heading, 0), len(alike) - 1)
    return order + list(range(alike[here], periods.size))


def _alike(samples: Floats, at: Floats) -> list[int]:
    """Choose the periods that resemble a neighbour: no creak, no breath.  All, if none does."""
    likeness = [0.0]
    for one, other in pairwise(pairwise(at)):
        size = min(one[1] - one[0], other[1] - other[0])
        first, second = (samples[start : start + size] for start in (one[0], other[0]))
        power = np.sqrt(np.dot(first, first) * np.dot(second, second)) + 1e-12
        likeness.append(float(np.dot(first, second) / power))
    likeness.append(0.0)
    chosen = [i for i, pair in enumerate(pairwise(likeness)) if max(pair) > _LIKE]
    return chosen or list(range(len(at) - 1))


def _evening(samples: Floats, at: Floats) -> Floats:
    """Factors that bring the periods nearer to one level: to and fro must not throb."""
    powers = [np.mean(np.square(samples[start:end])) + 1e-12 for start, end in pairwise(at)]
    levels = np.sqrt(np.array(powers))
    return np.asarray(np.clip(levels.mean() / levels, 0.7, 1.4), dtype=np.float64)


def _joined(
    samples: Floats, cuts: list[tuple[int, int]], gains: list[float], overlap: int
) -> Floats:
    """Put pieces one after the other, each joint cross-faded over twice the overlap."""
    total = sum(end - start for start, end in cuts)
    out = np.zeros(total)
    fade = 0.5 - 0.5 * np.cos(np.pi * (np.arange(2 * overlap) + 0.5) / (2 * overlap))
    place = 0
    for index, ((start, end), gain) in enumerate(zip(cuts, gains, strict=True)):
        before = overlap if index > 0 else 0
        after = overlap if index + 1 < len(cuts) else 0
        piece = gain * samples[start - before : end + after]
        if before:
            piece[: 2 * before] *= fade[: piece.size]
        if after:
            piece[-2 * after :] *= fade[::-1][-piece.size :]
        out[place - before : place - before + piece.size] += piece
        place += end - start
    return out
