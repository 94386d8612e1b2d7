"""Which level a phrase of some length belongs to."""

import pytest

from mit_trainer import places
from mit_trainer.protocol.reader import default_variant


@pytest.mark.parametrize(
    ("n_syllables", "place"),
    [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1), (6, 1), (7, 2), (12, 2), (30, 2)],
)
def test_a_phrase_goes_to_the_level_in_whose_middle_it_is(n_syllables: int, place: int) -> None:
    """Two or three, four to six, seven and more: as the three classic levels overlap."""
    variant = default_variant(places.VARIANTS)
    assert variant.level_for(n_syllables) == variant.levels[place]
