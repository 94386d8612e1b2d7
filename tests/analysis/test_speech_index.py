"""The index tells song from speech by steadiness and not by speed."""

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.nuclei import Nucleus
from mit_trainer.analysis.speech_index import Steadiness, speech_index, steadiness
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer
from tests.voices import COFFEE, MUSIC, answer, take_of, tune

MODEL = default_rubric(places.RUBRICS).speech


def index_of(notation: str, performance: Performance, singer: Singer | None = None) -> float:
    """Sing, listen, and place the answer between song and speech."""
    take = take_of(answer(notation, performance, singer))
    heard = analyse(take, tune(notation), Manner.SPRECHGESANG, prompt_heard=False)
    assert heard.steadiness is not None
    return speech_index(heard.steadiness, MODEL)


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


def test_the_sum_is_the_published_one() -> None:
    """By hand: 5.036 - 2.888 x 0.5 + 2.776 x 0.8 - 6.962 x 0.8 + 3.365 x 0.55 = 2.094."""
    found = Steadiness(0.5, 0.8, 0.8, 0.55, n_nuclei=4, voiced_s=2.0)

    assert speech_index(found, MODEL) == pytest.approx(1.0 / (1.0 + np.exp(2.09395)), abs=1e-5)


@pytest.mark.parametrize(("n_nuclei", "voiced_s"), [(2, 3.0), (5, 0.2)])
def test_too_little_voice_has_no_place(n_nuclei: int, voiced_s: float) -> None:
    """Two vowels, or a fifth of a second, are not enough."""
    found = Steadiness(0.5, 0.8, 0.8, 0.55, n_nuclei=n_nuclei, voiced_s=voiced_s)

    assert np.isnan(speech_index(found, MODEL))


def test_features_of_a_level_and_of_a_gliding_voice() -> None:
    """A level second is all plateau; one rising by twelve semitones has none."""
    level = steadiness(np.full(200, 200.0), [Nucleus(0.0, 0.5, 1.0, slope_st_per_s=0.0)])
    glide = steadiness(
        200.0 * 2.0 ** np.linspace(0.0, 1.0, 200), [Nucleus(0.0, 0.5, 1.0, slope_st_per_s=12.0)]
    )

    assert (level.plateau, glide.plateau) == (1.0, 0.0)
    assert level.slope == pytest.approx(np.log10(0.5))
    assert glide.slope == pytest.approx(np.log10(12.5))
    assert glide.entropy == pytest.approx(1.0, abs=0.02)
    assert level.voiced_s == pytest.approx(1.0)


def test_no_voice_has_no_features() -> None:
    """Silence is NaN throughout, and no error."""
    nothing = steadiness(np.full(200, np.nan), [])

    assert np.isnan([nothing.slope, nothing.plateau, nothing.entropy, nothing.gini]).all()
