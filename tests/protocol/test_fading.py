"""Cues fade apart, along the curves of the file."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.protocol.fading import WHOLE, amount, left_over
from mit_trainer.protocol.fading import given as given_by
from mit_trainer.protocol.machine import State, orders
from mit_trainer.protocol.reader import default_variant, read_variants
from mit_trainer.protocol.rows import CURVES, FadingRow

STAYS = ((0.0, 1.0),)
GOES = ((5.0, 1.0), (15.0, 0.0))
LEVEL = default_variant(places.VARIANTS).levels[0]
STEPS = {step.id: step for step in LEVEL.steps}


def fading(whole_from_try: int = 0, **curves: Any) -> FadingRow:
    """Give curves; those that are not named stay whole."""
    named: dict[str, Any] = {name: curves.get(name, STAYS) for name in CURVES}
    return FadingRow(**named, whole_from_try=whole_from_try, source="the test", trust="I")


@pytest.mark.parametrize(
    ("at", "left"), [(0, 1.0), (5, 1.0), (7.5, 0.75), (10, 0.5), (15, 0.0), (99, 0.0)]
)
def test_a_curve_is_read_between_its_points(at: float, left: float) -> None:
    """Straight from one point to the next, and level outside them."""
    assert amount(GOES, at) == pytest.approx(left)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CURVES), st.integers(0, 40), st.integers(1, 4))
def test_one_cue_fades_and_the_others_stay(cue: str, sittings: int, try_number: int) -> None:
    """Whichever cue has a falling curve, none but it is given less, and never more than before."""
    named: dict[str, Any] = {cue: GOES}
    row = fading(**named)
    now = left_over(row, sittings, try_number, backup=False)
    after = left_over(row, sittings + 1, try_number, backup=False)

    assert replace(now, **{cue: 1.0}) == WHOLE
    assert 0.0 <= getattr(after, cue) <= getattr(now, cue) <= 1.0


def test_help_comes_back_when_it_is_needed() -> None:
    """A backup, and a try from the named one on, are given every cue whole."""
    row = fading(whole_from_try=3, light=GOES, hand=GOES)

    assert left_over(row, 20, 2, backup=False).light == 0.0
    assert left_over(row, 20, 3, backup=False) == WHOLE
    assert left_over(row, 20, 1, backup=True) == WHOLE
    assert left_over(None, 20, 1, backup=False) == WHOLE


def test_what_a_step_gives_is_known_to_the_orders() -> None:
    """Unison sounds all along, fading half, repetition nothing; what is left of it is a share."""
    row = fading(voice=((0.0, 1.0), (10.0, 0.5)), melody=((0.0, 1.0), (10.0, 0.0)))
    level = replace(LEVEL, fading=row)

    assert orders(level, State("unison")).helps.voice == 1.0
    assert orders(level, State("fading")).helps.voice == 0.5
    assert orders(level, State("repeat")).helps.voice == 0.0
    assert orders(level, State("fading"), 10).helps.voice == 0.25
    assert orders(level, State("repeat"), 5).helps.melody == 0.5
    assert orders(level, State("fading", backup_for="repeat"), 10).helps.voice == 0.5


def test_only_what_a_step_has_can_fade() -> None:
    """A question is neither lit nor beaten; a spoken model has no melody to keep."""
    probe = given_by(STEPS["probe"], WHOLE)
    assert (probe.light, probe.hand, probe.mouth) == (0.0, 0.0, 0.0)
    assert given_by(STEPS["unison"], WHOLE).mouth == 1.0
    spoken = [
        given_by(step, WHOLE)
        for variant in read_variants(places.VARIANTS)
        for level in variant.levels
        for step in level.steps
        if all(cue.manner in ("spoken", "drummed") for cue in step.cues)
    ]
    assert len(spoken) >= 8
    assert {helps.melody for helps in spoken} == {0.0}


def test_a_delay_can_grow() -> None:
    """In the older form it starts at a quarter and is whole after ten sittings."""
    [variant] = [v for v in read_variants(places.VARIANTS) if len(v.levels) == 4]
    level = variant.levels[-1]
    delays = [orders(level, State(level.steps[0].id), n).delay_s for n in (0, 5, 10, 30)]
    assert delays == [1.5, 3.75, 6.0, 6.0]
