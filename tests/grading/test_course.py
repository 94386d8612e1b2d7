"""On the way from song to speech the index rises, by other voices than the fitted ones."""

import numpy as np

from mit_trainer.protocol.variant import Manner
from tests.bench.speech_course import course, index_of, kept, phrases

COFFEE = next(phrase for phrase in phrases() if phrase.id == "i-want-coffee")


def test_a_prompt_goes_from_sung_to_spoken_in_order() -> None:
    """Eleven steps: in order by Spearman, sung below 0.1, the natural voice above 0.7."""
    indices = course(COFFEE, "bdl")

    assert np.isfinite(indices).all()
    assert kept(indices) >= 0.95
    assert indices[0] < 0.1
    assert index_of(COFFEE, "bdl", Manner.SPOKEN) > 0.7
