"""The index tells song from speech by steadiness and not by speed."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.analysis.speech_index import Anchor, Place, Steadiness, place, steadiness
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer
from mit_trainer.units import Floats
from tests.voices import COFFEE, MUSIC, answer, take_of, tune

Changes = dict[str, Any]
MODEL = default_rubric(places.RUBRICS).speech


def index_of(notation: str, performance: Performance, singer: Singer | None = None) -> float:
    """Sing, listen, and place the answer between song and speech."""
    take = take_of(answer(notation, performance, singer))
    heard = analyse(take, tune(notation), Manner.SPRECHGESANG, prompt_heard=False)
    assert heard.steadiness is not None
    return place(heard.steadiness, MODEL).index


@pytest.mark.parametrize("tonic_hz", [90.0, 180.0, 300.0])
def test_sung_is_low_and_spoken_is_high(tonic_hz: float) -> None:
    """The same phrase by the same voice: below 0.2 when sung, above 0.6 when spoken."""
    singer = Singer(tonic_hz=tonic_hz)

    assert index_of(COFFEE, Performance(spoken=0.0), singer) < 0.2
    assert index_of(COFFEE, Performance(spoken=1.0), singer) > 0.6


def test_the_way_from_song_to_speech_rises() -> None:
    """Over seven morphs of a phrase of seven syllables the order is kept (Spearman > 0.9)."""
    from scipy.stats import spearmanr

    morphs = np.linspace(0.0, 1.0, 7)
    found = [index_of(MUSIC, Performance(spoken=float(morph))) for morph in morphs]

    assert spearmanr(morphs, found).statistic > 0.9


def test_slow_speech_is_not_song() -> None:
    """Spoken at half the speed, the phrase still stands nearer to speech than to song."""
    assert index_of(MUSIC, Performance(spoken=1.0, tempo=0.5)) > 0.5


SUNG = Steadiness(0.22, 240.0, 0.87, 0.76, 23.0, 2.7, n_syllables=5, voiced_s=1.6, range_st=6.0)
"""The medians of song in the table; and those of speech."""
SPOKEN = Steadiness(0.09, 970.0, 0.74, 0.65, 35.0, 5.2, n_syllables=5, voiced_s=0.7, range_st=6.0)


def test_the_sum_is_the_one_of_the_rubric() -> None:
    """By hand, with the rubric's weights: a hold above 0.4 s and more voice than 0.8 are cut."""
    m = MODEL
    parts = (np.log(0.42), np.log(30.0), 0.8, 0.9, np.log(13.0), 0.6 * 1.0 / 0.9)
    weights = (m.hold, m.slope, m.voiced, m.near, m.spread, m.share)
    by_hand = m.intercept + float(np.dot(weights, parts))
    found = place(Steadiness(0.6, 30.0, 0.9, 0.9, 8.0, 1.0, 5, 3.0, 6.0), MODEL)

    assert found.logit == pytest.approx(by_hand)
    assert found.index == pytest.approx(1.0 / (1.0 + np.exp(by_hand)))
    assert found.high == pytest.approx(1.0 / (1.0 + np.exp(by_hand - m.band)))


def test_the_middle_of_song_and_of_speech() -> None:
    """The medians of 75 speakers: below 0.4 and above 0.75."""
    assert place(SUNG, MODEL).index < 0.4
    assert place(SPOKEN, MODEL).index > 0.75


def test_a_short_answer_has_a_wider_band() -> None:
    """Two syllables tell less than nine."""
    two, nine = (place(replace(SUNG, n_syllables=n), MODEL) for n in (2, 9))

    assert two.index == nine.index
    assert two.low < nine.low < nine.index < nine.high < two.high


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"n_syllables": 1}, "too little voice"),
        ({"voiced_s": 0.1}, "too little voice"),
        ({"voiced_share": 0.2}, "too rough or too soft"),
        ({"range_st": 0.5}, "on one tone"),
    ],
)
def test_what_cannot_be_told_has_a_reason_and_no_number(change: Changes, why: str) -> None:
    """One syllable, a blink of voice, creak, a monotone: no place, and why."""
    found = place(replace(SUNG, **change), MODEL)

    assert np.isnan([found.index, found.low, found.high]).all()
    assert why in str(found.why)


def test_a_persons_own_models_are_the_ends_of_her_way() -> None:
    """Between logits 1.0 (her song) and -1.0 (her speech): there 0.1 and 0.9, half-way 0.5."""
    anchor = Anchor(sung=1.0, spoken=-1.0)

    def anchored(logit: float) -> Place:
        model = replace(MODEL, intercept=MODEL.intercept + logit - place(SUNG, MODEL).logit)
        return place(SUNG, model, anchor)

    assert [anchored(z).index for z in (1.0, 0.0, -1.0)] == pytest.approx([0.1, 0.5, 0.9])
    assert anchored(0.3).logit == pytest.approx(0.3)


def level(pieces: list[tuple[float, float, float]]) -> tuple[Floats, list[Nucleus]]:
    """Make a track of straight stretches: (seconds, Hz at the start, Hz at the end)."""
    track, nuclei, start_s = [], [], 0.0
    for length_s, from_hz, to_hz in pieces:
        track.append(np.geomspace(from_hz, to_hz, round(length_s / 0.005)))
        nuclei.append(Nucleus(start_s, start_s + length_s / 2, start_s + length_s))
        start_s += length_s
    return np.concatenate(track), nuclei


def test_features_of_a_level_and_of_a_gliding_voice() -> None:
    """Two level halves of a second, and two that each glide through an octave."""
    flat = steadiness(*level([(0.5, 200.0, 200.0), (0.5, 240.0, 240.0)]))
    glide = steadiness(*level([(0.5, 200.0, 400.0), (0.5, 400.0, 200.0)]))

    assert flat.flat_s == pytest.approx(0.495)  # from the first of 100 frames to the last
    assert flat.slope_cents_per_s == pytest.approx(0.0, abs=1e-6)
    assert (flat.voiced_share, flat.within_50_cents_share) == (1.0, 1.0)
    assert flat.range_st == pytest.approx(12.0 * np.log2(1.2))
    assert flat.rate_syll_per_s == pytest.approx(2.0)
    assert glide.slope_cents_per_s == pytest.approx(2400.0, rel=0.02)
    assert glide.flat_s == pytest.approx(100.0 / 2400.0, abs=0.006)
    assert glide.within_50_cents_share == pytest.approx(100.0 / 1200.0, abs=0.02)
    assert glide.f0_sd_cents == pytest.approx(0.6 * 1200.0 / np.sqrt(12.0), rel=0.03)


def test_a_pause_belongs_to_no_syllable() -> None:
    """Half voiced up to the next onset; a second of silence behind a syllable is not counted."""
    f0_hz = np.full(600, np.nan)
    for start in (0, 40, 280):
        f0_hz[start : start + 20] = 200.0
    at_s = (0.0, 0.2, 1.4)
    found = steadiness(f0_hz, [Nucleus(s, s + 0.05, s + 0.1) for s in at_s])

    assert found.voiced_share == pytest.approx((0.5 + 1.0 + 1.0) / 3.0)
    assert found.voiced_s == pytest.approx(0.3)


@given(st.floats(0.5, 2.0), st.floats(60.0, 400.0))
def test_no_key_is_nearer_to_speech(wider: float, low_hz: float) -> None:
    """Any transposition leaves every feature as it is."""
    track, nuclei = level([(0.3, 1.0, 1.02), (0.4, 1.2 * wider, wider), (0.2, 1.0, 1.1)])

    here, there = steadiness(100.0 * track, nuclei), steadiness(low_hz * track, nuclei)

    assert vars(there) == pytest.approx(vars(here), rel=1e-6, abs=1e-6)


def test_no_voice_has_no_features() -> None:
    """Silence is NaN throughout, and no error."""
    nothing = steadiness(np.full(200, np.nan), [Nucleus(0.1, 0.2, 0.3)])

    assert (nothing.n_syllables, nothing.voiced_s) == (0, 0.0)
    assert np.isnan([nothing.flat_s, nothing.slope_cents_per_s, nothing.voiced_share]).all()
    assert place(nothing, MODEL).why == "too little voice to tell song from speech"
