"""The machine against every sequence of outcomes, and against the published scoring."""

from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.protocol.machine import State, advance, begin, orders, replay
from mit_trainer.protocol.reader import read_variant
from mit_trainer.protocol.variant import Level, Variant

DATA = Path(__file__).parent / "data"
CLASSIC = places.VARIANTS / "classic-mit.toml"
THREE_LEVELS = DATA / "three-levels.toml"
FILES = [*sorted(places.VARIANTS.glob("*.toml")), *sorted(DATA.glob("*.toml"))]
LEVELS = [
    pytest.param(level, id=f"{path.stem}-{level.id}")
    for path in FILES
    for level in read_variant(path).levels
]

MORE_TRIES_THAN_ANY_PHRASE = 60


def every_road(level: Level, state: State, road: tuple[bool, ...] = ()) -> list[State]:
    """All ends that any sequence of outcomes leads to from here."""
    assert len(road) < MORE_TRIES_THAN_ANY_PHRASE, f"no end in sight after {road}"
    if state.ended:
        return [state]
    return [
        end
        for passed in (True, False)
        for end in every_road(level, advance(level, state, passed), (*road, passed))
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_every_sequence_of_outcomes_ends_within_the_maximum(level: Level) -> None:
    """No answer, however it goes, keeps a person in a phrase or earns more than there is."""
    ends = every_road(level, begin(level))

    points = {end.points for end in ends}
    assert max(points) == level.points_max
    assert min(points) == 0
    assert all(sum(p for _, p in end.earned) == end.points for end in ends)


@pytest.mark.parametrize("level", LEVELS)
def test_a_step_never_earns_more_than_it_is_worth_nor_twice(level: Level) -> None:
    """Points by step add up to the score, each step counted once."""
    for end in every_road(level, begin(level)):
        steps = [step for step, _ in end.earned]
        assert len(set(steps)) == len(steps)
        assert all(points <= level.step(step).points for step, points in end.earned)


# Each try of a phrase in order: + passed, - not passed, . a step to which nobody
# answers or that is run as a backup.  Helm-Estabrooks, Nicholas & Morgan 1989, as it
# is reported: four points in the first level, each for one step, two steps with up to
# four tries; five in the second (1 + 2 + 2) and eight in the third (2 + 2 + 2 + 2),
# where a step that is passed after its backup earns one.
WORKED = [
    # level, tries, points, end
    ("elementary", ".++++", 4, "done"),
    ("elementary", ".+++-", 3, "done"),
    ("elementary", ".++-", 2, "drop"),
    ("elementary", ".+----", 1, "drop"),
    ("elementary", ".----", 0, "drop"),
    ("elementary", ".---+---+++", 4, "done"),
    ("intermediate", ".+++", 5, "done"),
    ("intermediate", ".---+++", 5, "done"),
    ("intermediate", ".----", 0, "drop"),
    ("intermediate", ".+-.++", 4, "done"),
    ("intermediate", ".+-.-", 1, "drop"),
    ("intermediate", ".++-.+", 4, "done"),
    ("intermediate", ".++-.-", 3, "done"),
    ("intermediate", ".+-.+-.+", 3, "done"),
    ("advanced", "+.+++", 8, "done"),
    ("advanced", "-.+.+++", 7, "done"),
    ("advanced", "-.-", 0, "drop"),
    ("advanced", "+.-.-", 2, "drop"),
    ("advanced", "+.+-.-", 4, "drop"),
    ("advanced", "+.++-.-", 6, "done"),
    ("advanced", "-.+.-.+-.+-.+", 4, "done"),
]


def level_called(name: str) -> Level:
    """One of the classic levels."""
    variants: list[Variant] = [read_variant(CLASSIC), read_variant(THREE_LEVELS)]
    return next(level for variant in variants for level in variant.levels if level.id == name)


@pytest.mark.parametrize(("name", "tries", "points", "end"), WORKED)
@pytest.mark.parametrize("answer_to_a_dot", [True, False])
def test_worked_examples_score_as_published(
    name: str, tries: str, points: int, end: str, answer_to_a_dot: bool
) -> None:
    """The published points come out, whatever is answered to a backup."""
    level = level_called(name)

    state = replay(level, [answer_to_a_dot if t == "." else t == "+" for t in tries])

    assert (state.points, state.ended) == (points, end)


def test_the_maximum_counts_whole() -> None:
    """Four, five and eight points are possible in the three classic levels."""
    levels = [level_called(name) for name in ("elementary", "intermediate", "advanced")]
    assert [level.points_max for level in levels] == [4, 5, 8]


def test_a_backup_is_run_once_and_says_so() -> None:
    """The state says why a step is run, so that a break can be mended in the middle."""
    level = level_called("intermediate")

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
    level = level_called("many-tries-then-a-backup")

    assert replay(level, [False, False, False]).step == "second"
    assert replay(level, [False, False, False, True, True]).points == 3
    assert replay(level, [False, False, False, True, False]).step == "third"


def test_orders_carry_what_the_step_says() -> None:
    """A delayed repetition waits six seconds and lets the patient tap."""
    level = level_called("intermediate")
    now = orders(level, replay(level, [True, True]))

    assert (now.step, now.delay_s, now.tapping, now.points) == ("delayed-repeat", 6.0, "self", 2)


def test_an_ended_phrase_cannot_go_on() -> None:
    """Going on after the end is a defect of the caller, not a score."""
    level = level_called("elementary")
    with pytest.raises(ValueError, match="ended with 'done'"):
        replay(level, [True, True, True, True, True, True])
