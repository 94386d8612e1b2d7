"""Which phrases, and in which order."""

import random
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.session.choosing import chosen, in_order, pattern
from tests.session.rig import CLASSIC, HELLO, WATER, deck, phrase

LEVEL = CLASSIC.level("elementary")
SHAPES = ("LA", "la LA", "LA la", "la LA la")


def smooth(phrases: list[object]) -> bool:
    """Whether no two neighbours have the same tone pattern."""
    return all(pattern(a) != pattern(b) for a, b in pairwise(phrases))  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(SHAPES), max_size=7), st.integers(0, 10**6))
def test_no_two_neighbours_sound_alike_when_there_is_such_an_order(
    shapes: list[str], seed: int
) -> None:
    """Against all orders there are: whenever one is without equal neighbours, so is ours."""
    phrases = [phrase(shape, id_=f"{k}") for k, shape in enumerate(shapes)]

    ordered = in_order(phrases, random.Random(seed))

    assert sorted(p.id for p in ordered) == sorted(p.id for p in phrases)
    possible = any(smooth(list(order)) for order in permutations(phrases))
    assert smooth(list(ordered)) == possible


def test_the_same_seed_gives_the_same_order_and_another_seed_another() -> None:
    """A sitting can be explained and repeated."""
    phrases = deck(*(phrase(SHAPES[k % 4], id_=f"{k}") for k in range(12)))
    orders = {tuple(p.id for p in chosen(phrases, LEVEL, seed)) for seed in "aab"}
    assert len(orders) == 2


def test_only_the_phrases_of_the_level_are_practised() -> None:
    """The deck may hold more."""
    other = phrase("a LONG er one", level="advanced")
    assert [p.id for p in chosen(deck(HELLO, other), LEVEL, "s")] == ["hel-lo"]


def test_a_deck_without_phrases_for_the_level_is_said() -> None:
    """In one sentence with what to do."""
    with pytest.raises(BadInput, match=r'"Table" has no phrase for the level "elementary"; choose'):
        chosen(deck(phrase("LA", level="advanced")), LEVEL, "s")


def test_a_phrase_without_its_question_is_said() -> None:
    """The protocol's last step could not be run."""
    with pytest.raises(BadInput, match='"hel lo" of the deck "Table" has no probe question'):
        chosen(deck(WATER, phrase("HEL lo", probe=None)), LEVEL, "s")
