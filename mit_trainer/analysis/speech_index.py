"""Where an answer stands between song and speech: 0 sung, 1 spoken.

Singers hold a pitch, speakers glide through it, and the voice of song is broken less
often.  Steadiness and voicing tell the two apart where speed cannot, because slow speech
after a stroke is not song.  So a hold counts no further than a rubric says, the fit has
seen slowed speech, and the tempo is used only to make a share of a hold.

A voice on one tone is steady whether it sings or speaks: for it the index is not known,
and nobody should read the index without the interval between high and low beside it.

Conventions
-----------
The features of one syllable, from its onset to the next, are those of the table that
the weights were fitted on (75 speakers, Ozaki et al. 2024), in the same units: seconds,
cents, cents a second and shares.  An answer has their medians (means for the shares).
The model is a logistic regression on `terms`; its numbers come from a rubric file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, nan, sqrt
from typing import TypeVar

import numpy as np

from mit_trainer.analysis.envelope import STEP_S
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.units import Floats, semitones

V = TypeVar("V", float, Floats)

_HOLD_CENTS = 100.0
_NEAR_CENTS = 50.0
_EDGE_SHARE = 0.2  # of the voiced frames at either end of a syllable is left out
_LEAST_FRAMES = 3  # for a slope
_PAUSE_S = 0.25  # a longer silence is a break: the syllable before it ends with its voice
_UNIT_SYLLABLES = 5  # in a row of the table
_RANGE = (5.0, 95.0)  # per cent


@dataclass(frozen=True)
class SteadinessModel:
    """Weights of the logistic regression for "sung", and when it may be used.

    Attributes
    ----------
    hold_most_s, voiced_most : longer holds and more voice than this count as this
    band : half the width of the answer's band for five syllables, in logits
    least_syllables, least_voiced_s, least_voiced_share : less is too little to tell
    one_tone_st : a voice that moves less than this is on one tone
    anchor_sung, anchor_spoken : where a person's own models are brought to
    """

    intercept: float
    hold: float
    slope: float
    voiced: float
    near: float
    spread: float
    share: float
    hold_most_s: float
    voiced_most: float
    band: float
    least_syllables: float
    least_voiced_s: float
    least_voiced_share: float
    one_tone_st: float
    anchor_sung: float
    anchor_spoken: float


@dataclass(frozen=True)
class Steadiness:
    """How pitch moves within the syllables of one answer.

    Attributes
    ----------
    flat_s : longest voiced stretch that stays within 100 cents
    slope_cents_per_s : size of the regression slope over the middle 60 % of the voice
    voiced_share : of the time from onset to onset
    within_50_cents_share : of the voiced time, within 50 cents of the syllable's median
    f0_sd_cents : standard deviation over the middle 60 %
    rate_syll_per_s : 1 / median length of a syllable, only to make a share of a hold
    n_syllables, voiced_s : how many have a slope, and how long the voice sounded
    range_st : from the 5th to the 95th percentile of the middles of all syllables
    """

    flat_s: float
    slope_cents_per_s: float
    voiced_share: float
    within_50_cents_share: float
    f0_sd_cents: float
    rate_syll_per_s: float
    n_syllables: int
    voiced_s: float
    range_st: float


@dataclass(frozen=True)
class Anchor:
    """A person's own models: the logit of "sung" in the middle of her sung and spoken ones."""

    sung: float
    spoken: float


@dataclass(frozen=True)
class Place:
    """Between song (0) and speech (1): the index, its band, and why it is not known.

    ``logit`` is that of "sung" before any anchor.
    """

    index: float = nan
    low: float = nan
    high: float = nan
    logit: float = nan
    why: str | None = None


def steadiness(f0_hz: Floats, nuclei: Sequence[Nucleus]) -> Steadiness:
    """Features of one answer; ``f0_hz`` is its track on the 5 ms grid, nuclei in order."""
    height = 100.0 * semitones(f0_hz, 100.0)
    rows, middles = [], []
    for k, nucleus in enumerate(nuclei):
        end_s = nucleus.end_s
        if k + 1 < len(nuclei) and nuclei[k + 1].onset_s - end_s <= _PAUSE_S:
            end_s = nuclei[k + 1].onset_s
        syllable = height[round(nucleus.onset_s / STEP_S) : round(end_s / STEP_S)]
        voiced = np.flatnonzero(np.isfinite(syllable))
        cut = int(_EDGE_SHARE * voiced.size)
        middle = voiced[cut : voiced.size - cut]
        if middle.size < _LEAST_FRAMES:
            continue
        cents = syllable[middle]
        rows.append(
            (
                held_s(syllable),
                abs(float(np.polyfit(middle * STEP_S, cents, 1)[0])),
                voiced.size / syllable.size,
                _near_share(syllable[voiced]),
                float(np.std(cents)),
                voiced.size * STEP_S,
                syllable.size * STEP_S,
            )
        )
        middles.append(cents)
    if not rows:
        return Steadiness(nan, nan, nan, nan, nan, nan, 0, 0.0, nan)
    flat, slope, share, near, spread, voiced_s, length_s = np.array(rows).T
    low, high = np.percentile(np.concatenate(middles), _RANGE)
    return Steadiness(
        flat_s=float(np.median(flat)),
        slope_cents_per_s=float(np.median(slope)),
        voiced_share=float(np.mean(share)),
        within_50_cents_share=float(np.mean(near)),
        f0_sd_cents=float(np.median(spread)),
        rate_syll_per_s=1.0 / float(np.median(length_s)),
        n_syllables=len(rows),
        voiced_s=float(np.sum(voiced_s)),
        range_st=float(high - low) / 100.0,
    )


def held_s(cents: Floats) -> float:
    """Longest voiced stretch, first frame to last, that stays within 100 cents; seconds."""
    longest, start = 0, 0
    for k, here in enumerate(cents):
        if not np.isfinite(here):
            start = k + 1
            continue
        while np.ptp(cents[start : k + 1]) > _HOLD_CENTS:
            start += 1
        longest = max(longest, k - start)
    return longest * STEP_S


def terms(features: Mapping[str, V], *, hold_most_s: float, voiced_most: float) -> dict[str, V]:
    """Give what the weights are multiplied with, by the weights' names.

    Parameters
    ----------
    features : by the names of `Steadiness` and of the table's columns; numbers or arrays
    """
    held_share = features["flat_s"] * features["rate_syll_per_s"] / features["voiced_share"]
    return {
        "hold": np.log(np.minimum(features["flat_s"], hold_most_s) + 0.02),
        "slope": np.log(np.maximum(features["slope_cents_per_s"], 10.0)),
        "voiced": np.minimum(features["voiced_share"], voiced_most),
        "near": features["within_50_cents_share"],
        "spread": np.log(features["f0_sd_cents"] + 5.0),
        "share": np.minimum(held_share, 1.2),
    }


def place(found: Steadiness, model: SteadinessModel, anchor: Anchor | None = None) -> Place:
    """Place an answer between song and speech, or say why that cannot be told."""
    why = _too_little(found, model)
    if why is not None:
        return Place(why=why)
    parts = terms(vars(found), hold_most_s=model.hold_most_s, voiced_most=model.voiced_most)
    sung = model.intercept + sum(getattr(model, name) * part for name, part in parts.items())
    reach = model.band * sqrt(_UNIT_SYLLABLES / found.n_syllables)
    low, index, high = (_index(sung + away, model, anchor) for away in (reach, 0.0, -reach))
    return Place(index, low, high, float(sung))


def logit(share: float) -> float:
    """Give the logit of a share that is neither 0 nor 1."""
    return log(share / (1.0 - share))


def _too_little(found: Steadiness, model: SteadinessModel) -> str | None:
    if found.n_syllables < model.least_syllables or found.voiced_s < model.least_voiced_s:
        return "too little voice to tell song from speech"
    if found.voiced_share < model.least_voiced_share:
        return "the voice was too rough or too soft to tell song from speech"
    if found.range_st < model.one_tone_st:
        return "the voice stayed on one tone, which is steady in song and in speech"
    return None


def _index(sung: float, model: SteadinessModel, anchor: Anchor | None) -> float:
    if anchor is not None:
        there_sung, there_spoken = -logit(model.anchor_sung), -logit(model.anchor_spoken)
        share = (sung - anchor.sung) / (anchor.spoken - anchor.sung)
        sung = there_sung + share * (there_spoken - there_sung)
    return 1.0 / (1.0 + exp(min(max(float(sung), -50.0), 50.0)))


def _near_share(cents: Floats) -> float:
    return float(np.mean(np.abs(cents - np.median(cents)) <= _NEAR_CENTS))
