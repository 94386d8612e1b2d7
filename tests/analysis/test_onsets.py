"""True vowel starts are among the candidates, and have the better odds."""

import numpy as np
import pytest

from mit_trainer.analysis.onsets import Candidates, candidates
from mit_trainer.analysis.prepare import prepared
from mit_trainer.simulated.voice import Performance, Singer, Sung
from tests.analysis.test_envelope import heard
from tests.voices import BED, COFFEE, MUSIC, answer


def found_in(sung: Sung) -> Candidates:
    """Look for vowel starts in an answer."""
    return candidates(heard(prepared(sung.sound)))


@pytest.mark.parametrize("notation", [BED, COFFEE, MUSIC])
@pytest.mark.parametrize("noise_db", [-50.0, -20.0, -10.0])
def test_each_true_start_has_a_good_candidate(notation: str, noise_db: float) -> None:
    """Within 50 ms of each true vowel start lies a candidate whose odds are above -2."""
    sung = answer(notation, Performance(noise_db=noise_db))
    found = found_in(sung)
    good_s = found.t_s[found.odds > -2.0]

    for vowel in sung.syllables:
        assert np.min(np.abs(good_s - vowel.onset_s)) < 0.05


def test_candidates_in_a_held_vowel_are_unlikely() -> None:
    """Inside long trembling vowels nothing is likelier than one in four."""
    sung = answer(BED, Performance(tempo=0.5), Singer(tremor_st=0.5))
    found = found_in(sung)

    for vowel in sung.syllables:
        inside = (found.t_s > vowel.onset_s + 0.15) & (found.t_s < vowel.end_s - 0.15)
        assert np.all(found.odds[inside] < -1.0)


def test_silence_has_no_candidates() -> None:
    """Nothing begins where nothing sounds."""
    assert candidates(heard(np.zeros(16000))).t_s.size == 0
