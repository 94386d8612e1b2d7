"""Which phrases, and in which order."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase
from mit_trainer.record import SessionId
from mit_trainer.session.choosing import (
    COMES_BACK,
    EASY_START,
    FILLS_UP,
    GOOD_END,
    LEAST_PRACTISED,
    NEW,
    alike,
    chosen,
    in_order,
    pattern,
)
from mit_trainer.session.past import Past, Practised
from tests.courses import sitting
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
    orders = {tuple(p.id for p in chosen(phrases, LEVEL, seed).phrases) for seed in "aab"}
    assert len(orders) == 2


def test_only_the_phrases_of_the_level_are_practised() -> None:
    """The deck may hold more."""
    other = phrase("a LONG er one", level="advanced")
    assert [p.id for p in chosen(deck(HELLO, other), LEVEL, "s").phrases] == ["hel-lo"]


def test_a_deck_without_phrases_for_the_level_is_said() -> None:
    """In one sentence with what to do."""
    with pytest.raises(BadInput, match=r'"Table" has no phrase for the level "elementary"; choose'):
        chosen(deck(phrase("LA", level="advanced")), LEVEL, "s")


def test_a_phrase_without_its_question_is_said() -> None:
    """The protocol's last step could not be run."""
    with pytest.raises(BadInput, match='"hel lo" of the deck "Table" has no probe question'):
        chosen(deck(WATER, phrase("HEL lo", probe=None)), LEVEL, "s")


NOW = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)
RULES = CLASSIC.course
MANY = tuple(phrase(SHAPES[k % 4], id_=f"{k}") for k in range(16))


def practised(*rows: tuple[str, int, float, bool], n_sittings: int = 12) -> Past:
    """Give a past: phrase, sitting (the last is yesterday's), share of the points, dropped."""
    assert RULES is not None
    sittings = tuple(
        replace(sitting(1, 4, 4, 1), session=SessionId(f"s{k}")) for k in range(n_sittings)
    )
    phrases = tuple(
        Practised(name, f"s{k}", NOW - timedelta(days=n_sittings - k), share, dropped)
        for name, k, share, dropped in sorted(rows, key=lambda row: row[1])
    )
    return Past(sittings, phrases)


def ids(phrases: Iterable[Phrase]) -> list[str]:
    """Name phrases."""
    return [str(one.id) for one in phrases]


def test_the_least_practised_come_first() -> None:
    """Of sixteen phrases the ten that were practised less are taken, new ones before all."""
    past = practised(*((str(k), j, 1.0, False) for k in range(8) for j in range(k + 1)))

    choice = chosen(deck(*MANY), LEVEL, "s", rules=RULES, past=past, now_utc=NOW)

    assert sorted(ids(choice.phrases), key=int) == ["0", "1", *(str(k) for k in range(8, 16))]
    assert {choice.why[str(k)] for k in range(8, 16)} == {NEW}


def test_a_phrase_rests_for_a_day_and_fills_up_only_when_nothing_else_is_there() -> None:
    """What was practised an hour ago is left out, unless there is nothing else."""
    today = Practised("3", "s11", NOW - timedelta(hours=1), 1.0, False)
    past = replace(practised(), phrases=(today,))

    many = chosen(deck(*MANY), LEVEL, "s", rules=RULES, past=past, now_utc=NOW)
    few = chosen(deck(*MANY[:5]), LEVEL, "s", rules=RULES, past=past, now_utc=NOW)

    assert "3" not in ids(many.phrases)
    assert few.why["3"] == FILLS_UP


def test_what_failed_again_and_again_rests_and_comes_back() -> None:
    """Four times left early in a row: four sittings without it, then it is there again."""
    rows = [("0", k, 0.0, True) for k in (1, 2, 3, 4)]
    still = practised(*rows, n_sittings=8)  # three sittings since
    back = practised(*rows, n_sittings=9)  # four

    resting = chosen(deck(*MANY), LEVEL, "s", rules=RULES, past=still, now_utc=NOW)
    again = chosen(deck(*MANY), LEVEL, "s", rules=RULES, past=back, now_utc=NOW, count=16)

    assert "0" not in ids(resting.phrases)
    assert again.why["0"] in {COMES_BACK, GOOD_END, EASY_START}


def test_it_begins_easily_and_ends_with_what_goes_best() -> None:
    """The best known phrase is the last, the next best that fits the first."""
    rows = [("0", 1, 1.0, False), ("1", 1, 0.75, False), ("2", 1, 0.25, True)]
    choice = chosen(deck(*MANY[:8]), LEVEL, "s", rules=RULES, past=practised(*rows), now_utc=NOW)

    assert (ids(choice.phrases)[0], ids(choice.phrases)[-1]) == ("1", "0")
    assert (choice.why["1"], choice.why["0"]) == (EASY_START, GOOD_END)
    assert choice.why["2"] == COMES_BACK
    assert set(choice.why) == set(ids(choice.phrases))


@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=7), st.integers(0, 10**6))
def test_good_ends_never_make_neighbours_alike(shapes: list[str], seed: int) -> None:
    """Where an order without like neighbours exists, good ends keep it; each phrase is there."""
    phrases = [phrase(shape, id_=f"{k}") for k, shape in enumerate(shapes)]
    past = practised(*((str(k), 1, k / 10, False) for k in range(0, len(shapes), 2)))

    choice = chosen(deck(*phrases), LEVEL, str(seed), past=past)

    assert sorted(ids(choice.phrases)) == sorted(ids(phrases))
    if alike(in_order(phrases, random.Random(seed))) == 0:
        assert alike(choice.phrases) == 0


def test_only_trained_phrases_are_practised() -> None:
    """Untrained ones are kept for probes; a deck of nothing else is practised all the same."""
    probe = replace(WATER, item_set="untrained-same-pattern")
    assert ids(chosen(deck(HELLO, probe), LEVEL, "s").phrases) == [HELLO.id]
    assert ids(chosen(deck(probe), LEVEL, "s").phrases) == [WATER.id]


def test_a_level_takes_the_phrases_that_its_file_names() -> None:
    """A level may take those of a deck's other levels; too long ones only when alone."""
    long = phrase("a VE ry LONG one in DEED", level="advanced")
    level = replace(LEVEL, takes=("elementary", "advanced"))
    assert ids(chosen(deck(HELLO, long), level, "s").phrases) == [HELLO.id]
    assert ids(chosen(deck(long), level, "s").phrases) == [long.id]


def test_the_least_practised_of_old_ones_say_so() -> None:
    """A phrase that was practised before, and not left early, has its own reason."""
    rows = [(str(k), 1, 0.5, False) for k in range(5)]
    choice = chosen(deck(*MANY[:5]), LEVEL, "s", rules=RULES, past=practised(*rows), now_utc=NOW)
    assert sorted(choice.why.values()) == [EASY_START, GOOD_END, *[LEAST_PRACTISED] * 3]
