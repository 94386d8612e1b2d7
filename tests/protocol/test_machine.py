"""The machine against every sequence of outcomes, and against the published scoring."""

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from mit_trainer import places
from mit_trainer.protocol.machine import advance, orders, replay
from mit_trainer.protocol.reader import read_variant
from mit_trainer.protocol.variant import Level
from tests.protocol.states import Explored, explored, positions

DATA = Path(__file__).parent / "data"
THREE_LEVELS = DATA / "three-levels.toml"
SHIPPED = {read_variant(path).id: read_variant(path) for path in places.VARIANTS.glob("*.toml")}
TABLE = read_variant(THREE_LEVELS)
LEVELS = [
    pytest.param(level, id=f"{variant.id}-{level.id}")
    for variant in (*SHIPPED.values(), TABLE)
    for level in variant.levels
]
EXAMPLES: list[dict[str, Any]] = tomllib.loads(
    (DATA / "worked-examples.toml").read_text(encoding="utf-8")
)["example"]


@lru_cache
def all_of(level: Level) -> Explored:
    """Explore a level once for all tests."""
    return explored(level)


@pytest.mark.parametrize("level", LEVELS)
def test_every_sequence_of_outcomes_ends_within_the_maximum(level: Level) -> None:
    """No answer, however it goes, keeps a person in a phrase or earns more than there is."""
    found = all_of(level)

    points = {end.points for end in found.ends}
    assert max(points) == level.points_max
    assert min(points) == 0
    assert all(state.points <= level.points_max for state in found.states)
    assert found.n_sequences >= len(found.ends) > 0


@pytest.mark.parametrize("level", LEVELS)
def test_a_step_never_earns_more_than_it_is_worth_nor_twice(level: Level) -> None:
    """Points by step add up to the score, each step counted once, in every state there is."""
    for state in all_of(level).states:
        steps = [step for step, _ in state.earned]
        assert len(set(steps)) == len(steps)
        assert all(0 < points <= level.step(step).points for step, points in state.earned)


@pytest.mark.parametrize("level", LEVELS)
def test_every_step_of_a_level_can_be_reached(level: Level) -> None:
    """No step stands in a file for nothing, and every try that is offered can be made."""
    states = all_of(level).states
    assert {state.step for state in states} == {step.id for step in level.steps}
    for step in level.steps:
        tries = {s.try_number for s in states if s.step == step.id and not s.backup_for}
        alone = {s.try_number for s in states if s.step == step.id and s.backup_for}
        most = step.tries + (step.backup is not None)
        assert max(tries | alone) <= most
        assert not tries or max(tries) == most or not tries - {1}


def test_going_round_is_noticed() -> None:
    """The exploration itself tells a level that never ends (one that no file could hold)."""
    level = SHIPPED["classic-mit"].levels[0]
    round_ = replace(level.steps[-1], on_fail=level.steps[0].id)
    with pytest.raises(AssertionError, match="comes back"):
        explored(replace(level, steps=(*level.steps[:-1], round_)))


def test_how_much_was_explored() -> None:
    """The numbers of states and sequences are known, so that none is lost unseen."""
    counts = {
        f"{variant.id} {level.id}": (positions(all_of(level)), all_of(level).n_sequences)
        for variant in SHIPPED.values()
        for level in variant.levels
    }
    assert counts == EXPLORED


# Positions of the machine, and sequences of outcomes from first try to end.  What nobody
# answers, or is run as a backup, counts both outcomes.  By hand for the first: listen (2)
# x [4 ways to fail unison = 1, 4 to pass it x (1 to fail fading, 4 to pass it x (1 to fail
# repetition + 2 of the question))] = 2 x (1 + 4 x (1 + 4 x 3)) = 106.
EXPLORED = {
    "classic-mit elementary": (15, 106),
    "classic-mit intermediate": (15, 138),
    "classic-mit advanced": (18, 320),
    "four-level-mit level-one": (8, 5),
    "four-level-mit level-two": (14, 53),
    "four-level-mit level-three": (14, 69),
    "four-level-mit level-four": (14, 104),
    "french-tmr tmr-beat": (5, 6),
    "french-tmr tmr-melody": (6, 10),
    "french-tmr tmr-phrases": (12, 84),
    "japanese-mit mora-words": (15, 106),
    "japanese-mit mora-sentences": (15, 138),
    "modified-mit whole-phrases": (11, 192),
    "rhythm-only on-the-beat": (16, 212),
    "spoken-control spoken-steps": (15, 106),
}


@pytest.mark.parametrize("answer_to_a_dot", [True, False])
@pytest.mark.parametrize(
    ("example", "tries", "points", "end"),
    [
        pytest.param(example, *row, id=f"{example['level']} {row[0]}")
        for example in EXAMPLES
        for row in example["rows"]
    ],
)
def test_worked_examples_score_as_published(
    example: dict[str, Any], tries: str, points: int, end: str, answer_to_a_dot: bool
) -> None:
    """The published points come out, whatever is answered to a backup."""
    level = SHIPPED[example["protocol"]].level(example["level"])

    state = replay(level, [answer_to_a_dot if t == "." else t == "+" for t in tries if t != " "])

    assert (state.points, state.ended) == (points, end)
    assert level.points_max == example["points_max"]


def test_every_shipped_level_has_worked_examples() -> None:
    """No level is shipped without a table of its scoring and where that comes from."""
    levels = {(variant.id, level.id) for variant in SHIPPED.values() for level in variant.levels}
    assert {(one["protocol"], one["level"]) for one in EXAMPLES} == levels
    assert all(one["source"].strip() for one in EXAMPLES)


def test_a_backup_is_run_once_and_says_so() -> None:
    """The state says why a step is run, so that a break can be mended in the middle."""
    level = TABLE.level("intermediate")

    backup = replay(level, [True, True, False])
    again = advance(level, backup, False)

    assert (backup.step, backup.backup_for, orders(level, backup).points) == (
        "fading",
        "delayed-repeat",
        0,
    )
    assert (again.step, again.after_backup, again.try_number) == ("delayed-repeat", True, 2)
    assert orders(level, again).points == 1


def test_tries_come_before_the_backup_and_after_it_there_is_one() -> None:
    """Three tries, one backup, one more try for three points: then the phrase goes elsewhere."""
    level = TABLE.level("many-tries-then-a-backup")

    assert replay(level, [False, False, False]).step == "second"
    assert replay(level, [False, False, False, True, True]).points == 3
    assert replay(level, [False, False, False, True, False]).step == "third"


def test_orders_carry_what_the_step_says() -> None:
    """A delayed repetition waits six seconds and lets the patient tap."""
    level = TABLE.level("intermediate")
    now = orders(level, replay(level, [True, True]))

    assert (now.step, now.delay_s, now.tapping, now.points) == ("delayed-repeat", 6.0, "self", 2)


def test_an_ended_phrase_cannot_go_on() -> None:
    """Going on after the end is a defect of the caller, not a score."""
    level = TABLE.level("intermediate")
    with pytest.raises(ValueError, match="ended with 'done'"):
        replay(level, [True, True, True, True, True, True])
