"""Sittings become series, and a criterion is met by the sittings that a person would name."""

from math import isnan, nan

import pytest
from hypothesis import given, settings

from mit_trainer.progress import (
    CriterionResult,
    Phase,
    course,
    criterion_met,
    levels,
    points_of,
)
from mit_trainer.protocol.variant import Criterion
from mit_trainer.record import SessionSummary
from tests.courses import (
    ELEMENTARY,
    FIVE,
    INTERMEDIATE,
    LEVELS,
    VARIANT,
    any_course,
    scored,
    sitting,
)


def _asked(rule: str, *, sessions: int = 5, share: float = 0.9) -> Criterion:
    return Criterion(share=share, sessions=sessions, rule=rule, source="test", trust="I")


def _result(rule: str, *percents: float, sessions: int = 5) -> CriterionResult:
    points = course(scored(*percents)).score.points
    return criterion_met(points, _asked(rule, sessions=sessions))


def _numbers(answer: CriterionResult) -> list[int]:
    return [point.number for point in answer.points]


def test_five_sittings_give_the_table_worked_out_by_hand() -> None:
    """22/40, 30/40, nothing, 30/32 (2 of 10 phrases untrained) and 18/40 are these percentages."""
    looked_at = course(FIVE)

    table = [
        (point.number, point.value, point.n, point.n_asked) for point in looked_at.score.points
    ]
    assert table == [
        (1, 55.0, 10, 10),
        (2, 75.0, 10, 10),
        (3, pytest.approx(nan, nan_ok=True), 0, 0),
        (4, 93.75, 8, 8),
        (5, 45.0, 8, 8),
    ]
    assert [(point.value, point.n) for point in looked_at.untrained.measured] == [(87.5, 2)]


def test_the_speech_index_says_how_many_answers_it_rests_on() -> None:
    """A sitting in which nothing could be measured is a gap with its number of answers, not 0."""
    points = course(FIVE).speech_index.points

    assert [(point.n, point.n_asked) for point in points] == [
        (9, 12),
        (0, 12),
        (1, 2),
        (10, 10),
        (3, 16),
    ]
    assert [point.gap for point in points] == [False, True, False, False, False]
    assert (points[0].low, points[0].high) == (0.05, 0.20)
    assert isnan(points[2].low)


def test_steps_keep_their_share_and_their_points() -> None:
    """The probe of the second sitting earned 5 of 7 points, that of the third none of none."""
    by_step = {series.measure: series for series in course(FIVE).by_step}

    assert list(by_step) == ["unison", "unison-fading", "repetition", "probe", "delayed"]
    probe = by_step["probe"].points
    assert probe[1].value == pytest.approx(500 / 7)
    assert probe[1].n == 7
    assert probe[2].gap


def test_a_change_of_level_begins_a_phase() -> None:
    """Four sittings at one level and one at the next are two phases."""
    assert course(FIVE).phases == (
        Phase(VARIANT, ELEMENTARY, 1, 4),
        Phase(VARIANT, INTERMEDIATE, 5, 5),
    )


def test_coming_back_to_a_level_is_a_phase_of_its_own() -> None:
    """Up and down again are three phases, so no line joins the first to the last."""
    names = [ELEMENTARY, INTERMEDIATE, ELEMENTARY]
    summaries = [sitting(number, 1, 2, 1, level=name) for number, name in enumerate(names, 1)]

    assert [(phase.first, phase.last) for phase in course(summaries).phases] == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]


def test_simulated_sittings_are_left_out_beside_real_ones() -> None:
    """Two real and one simulated sitting are a course of two, and the third is counted."""
    summaries = (sitting(1, 1, 4, 1), sitting(2, 4, 4, 1, simulated=True), sitting(3, 2, 4, 1))

    looked_at = course(summaries)

    assert [point.value for point in looked_at.score.points] == [25.0, 50.0]
    assert (looked_at.simulated, looked_at.left_out) == (False, 1)


def test_simulated_sittings_alone_are_a_simulated_course() -> None:
    """A course of nothing but simulated sittings says that it is simulated."""
    looked_at = course(scored(50.0, 60.0, simulated=True))

    assert (looked_at.simulated, looked_at.left_out) == (True, 0)


def test_no_sittings_are_an_empty_course_of_nobody() -> None:
    """Without any sitting there are no points, no phases, and nothing is called simulated."""
    looked_at = course(())

    assert (looked_at.score.points, looked_at.phases, looked_at.simulated) == ((), (), False)


@pytest.mark.parametrize(
    ("percents", "met", "which"),
    [
        ((90, 90, 90, 90, 90), True, [1, 2, 3, 4, 5]),
        ((50, 95, 91, 90, 100, 92), True, [2, 3, 4, 5, 6]),
        ((90, 90, 90, 90, 89.5), False, []),
        ((95, 95, 89.5, 95, 95), False, [4, 5]),
        ((95, 95, 95, 95), False, [1, 2, 3, 4]),
        ((), False, []),
    ],
)
def test_each_of_five_sittings_must_reach_the_share(
    percents: tuple[float, ...], met: bool, which: list[int]
) -> None:
    """One sitting below the share breaks the row; exactly the share is enough."""
    answer = _result("each", *percents)

    assert (answer.met, _numbers(answer)) == (met, which)


@pytest.mark.parametrize(
    ("percents", "met"),
    [
        ((80, 85, 95, 95, 95), True),  # 450 / 5 = 90
        ((80, 85, 95, 95, 94.5), False),  # 449.5 / 5 = 89.9
        ((10, 80, 85, 95, 95, 95), True),  # only the last five
        ((100, 100, 100, 100), False),
    ],
)
def test_the_mean_of_the_last_five_may_reach_the_share(
    percents: tuple[float, ...], met: bool
) -> None:
    """Under the other rule a weak sitting is made up for by strong ones."""
    assert _result("mean", *percents).met is met


def test_a_gap_neither_counts_nor_breaks_a_row() -> None:
    """A sitting that was stopped before a phrase was finished says nothing about the level."""
    summaries = (*scored(95, 95), sitting(3, 0, 0, 0), sitting(4, 19, 20, 5))

    answer = criterion_met(course(summaries).score.points, _asked("each", sessions=3))

    assert (answer.met, _numbers(answer)) == (True, [1, 2, 4])


def test_a_share_that_binary_numbers_miss_is_still_reached() -> None:
    """100 x 0.07 is 7.000000000000001 in binary; 7 of 100 points reach a share of 0.07."""
    points = course((sitting(1, 7, 100, 25),)).score.points

    assert criterion_met(points, _asked("each", sessions=1, share=0.07)).met


def test_a_phase_has_only_its_own_points() -> None:
    """Sittings of the level before do not count towards the level now."""
    looked_at = course(FIVE)

    assert [point.number for point in points_of(looked_at.score, looked_at.phases[-1])] == [5]


@settings(deadline=None)  # shared computers stall
@given(any_course())
def test_every_sitting_is_one_point_and_a_gap_is_never_zero(
    summaries: tuple[SessionSummary, ...],
) -> None:
    """Whatever the sittings, each gives one point; a point without n has no value."""
    looked_at = course(summaries)

    for series in (looked_at.score, looked_at.untrained, looked_at.speech_index):
        assert [point.session for point in series.points] == [one.session for one in summaries]
        assert all(point.gap == (point.n == 0) for point in series.points)


def test_levels_are_found_by_protocol_and_level() -> None:
    """The shipped protocols' levels carry the key that a phase asks with."""
    from mit_trainer import places
    from mit_trainer.protocol.reader import read_variants

    known = levels(read_variants(places.VARIANTS))

    assert (VARIANT, ELEMENTARY) in known
    assert all(level.id == key[1] for key, level in known.items())
    assert set(LEVELS) >= {(VARIANT, ELEMENTARY)}
