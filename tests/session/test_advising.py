"""What the sittings speak for, against courses whose answer is known by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.record import SessionSummary
from mit_trainer.session.advising import Kind, proposals
from mit_trainer.session.past import Past, Practised
from tests.courses import sitting
from tests.session.rig import CLASSIC

ELEMENTARY, INTERMEDIATE, ADVANCED = (level.id for level in CLASSIC.levels)


def course(scores: Sequence[float], level: str = ELEMENTARY) -> tuple[SessionSummary, ...]:
    """Sittings with these scores in percent (None: no phrase was finished)."""
    return tuple(
        sitting(number, round(score), 100, 10, level=level)
        for number, score in enumerate(scores, start=1)
    )


def kinds(scores: Sequence[float], level: str = ELEMENTARY) -> list[tuple[Kind, str | None]]:
    """Give what is proposed after these scores, and the level that is proposed."""
    return [(one.kind, one.to) for one in proposals(CLASSIC, Past(course(scores, level)))]


@pytest.mark.parametrize(
    ("scores", "level", "proposed"),
    [
        ([90] * 5, ELEMENTARY, [(Kind.ADVANCE, INTERMEDIATE)]),
        ([90, 90, 89, 90, 90], ELEMENTARY, []),
        ([90] * 4, ELEMENTARY, []),
        ([50, 95, 95, 95, 95, 95], INTERMEDIATE, [(Kind.ADVANCE, ADVANCED)]),
        ([95] * 5, ADVANCED, [(Kind.MASTERED, None)]),
        ([60, 40, 45], INTERMEDIATE, [(Kind.EASIER, ELEMENTARY)]),
        ([60, 40, 45], ELEMENTARY, [(Kind.EASIEST, None)]),
        ([40, 60, 45], INTERMEDIATE, []),
        ([60] * 9, ELEMENTARY, []),
        ([60] * 10, ELEMENTARY, [(Kind.PLATEAU, None)]),
        ([60] * 7 + [61] * 3, ELEMENTARY, []),
        ([60] * 4 + [70] * 3 + [69] * 3, ELEMENTARY, [(Kind.PLATEAU, None)]),
    ],
)
def test_courses_worked_out_by_hand(
    scores: list[float], level: str, proposed: list[tuple[Kind, str | None]]
) -> None:
    """90 % five times in a row, below half twice, three means no higher than the three before."""
    assert kinds(scores, level) == proposed


def test_the_sittings_that_led_to_it_are_named() -> None:
    """Five for the criterion, six for the plateau, two for the easier level."""
    past = Past(course([60] * 10))
    [plateau] = proposals(CLASSIC, past)
    assert [point.number for point in plateau.points] == [5, 6, 7, 8, 9, 10]
    [advance] = proposals(CLASSIC, Past(course([10, 90, 91, 92, 93, 94])))
    assert [point.number for point in advance.points] == [2, 3, 4, 5, 6]


def test_phrases_left_in_a_row_speak_for_an_easier_level() -> None:
    """Three left one after the other in the last sitting; two and two do not count."""
    sittings = course([80, 80], INTERMEDIATE)

    def dropped(*fates: bool) -> Past:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        last = sittings[-1].session
        phrases = (Practised(f"{k}", last, now, 0.5, one) for k, one in enumerate(fates))
        return Past(sittings, tuple(phrases))

    [found] = proposals(CLASSIC, dropped(False, True, True, True, False))
    assert (found.kind, found.to, found.dropped) == (Kind.EASIER, ELEMENTARY, 3)
    assert proposals(CLASSIC, dropped(True, True, False, True, True)) == ()


def test_only_the_present_level_of_the_present_protocol_counts() -> None:
    """Sittings before a change of level, or of another protocol, speak for nothing."""
    before, after = course([95] * 4), course([95], INTERMEDIATE)
    assert proposals(CLASSIC, Past((*before, *after))) == ()
    other = tuple(replace(one, variant="another") for one in course([95] * 5))
    assert proposals(CLASSIC, Past(other)) == ()
    assert proposals(CLASSIC, Past()) == ()


def test_a_file_without_rules_only_advances() -> None:
    """A therapist's file that says nothing of a plateau is not judged by our numbers."""
    bare = replace(CLASSIC, course=None)
    assert proposals(bare, Past(course([60] * 12))) == ()
    assert len(proposals(bare, Past(course([95] * 5)))) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), max_size=14), st.integers(1, 100))
def test_more_points_never_speak_for_an_easier_level(scores: list[int], more: int) -> None:
    """Whoever would not be sent down is not sent down for doing better in the last sitting."""
    better = [*scores[:-1], min(100, scores[-1] + more)] if scores else scores
    easier = {Kind.EASIER, Kind.EASIEST}
    if not easier & {kind for kind, _ in kinds(scores)}:
        assert not easier & {kind for kind, _ in kinds(better)}
