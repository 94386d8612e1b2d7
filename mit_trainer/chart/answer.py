"""One answer over the planned tune: a block for each planned syllable, a dot for each heard.

A column is as wide as its syllable is long in the plan, and the answer's dots stand in
their syllables' columns, so neither a late nor a slow answer looks worse.  Heights are
semitones after the best common shift of the whole answer: the key does not matter.
"""

from collections.abc import Iterable
from math import isnan

from mit_trainer.chart.shapes import (
    Across,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Role,
    Rule,
    Shape,
    Text,
    text_width,
)
from mit_trainer.grading.model import Grade, SyllableGrade
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan

_MARGIN_ST = 3.0  # shown above and below the planned tune
_BLOCK_ST = 0.8
_LARGEST_TYPE = 0.09
_REMARK = 0.7  # size of a remark in sizes of the syllables
_NOT_HEARD = "not heard"
_BOTTOM, _TOP = 0.26, 0.86
_GUTTER = 0.1  # share of a column that stays free


def answer_chart(grade: Grade, plan: ProsodyPlan, *, aspect: float = 2.2) -> Chart:
    """Draw what was heard of each planned syllable.

    A dot beyond the drawn heights stands open at the edge.  A syllable that was not
    heard, or has no measurable pitch, has no dot and says so below its text.
    """
    columns = tuple(_columns(plan))
    type_size = _type_size(plan, columns, aspect)
    places = [
        _place(planned, heard, plan)
        for planned, heard in zip(plan.syllables, grade.syllables, strict=True)
    ]
    shapes: list[Shape] = [Text(0.0, 0.94, _words(grade), 0.055)]
    shapes += _blocks(plan, columns)
    shapes += _line(places, columns)
    shapes += _dots(places, columns)
    for (left, right), planned, heard in zip(columns, plan.syllables, grade.syllables, strict=True):
        middle = (left + right) / 2
        bold = planned.stress
        shapes.append(Text(middle, 0.16, planned.text, type_size, Across.CENTRE, bold=bold))
        shapes.append(Text(middle, 0.06, _remark(heard), _REMARK * type_size, Across.CENTRE))
    return Chart(_words(grade), aspect, tuple(shapes))


def _columns(plan: ProsodyPlan) -> Iterable[tuple[float, float]]:
    for syllable in plan.syllables:
        start = syllable.onset_s / plan.duration_s
        yield start, start + syllable.duration_s / plan.duration_s


def _type_size(plan: ProsodyPlan, columns: tuple[tuple[float, float], ...], aspect: float) -> float:
    remark = _REMARK * text_width(_NOT_HEARD, 1.0, aspect)
    fits = [
        (right - left) / max(text_width(syllable.text, 1.0, aspect), remark)
        for syllable, (left, right) in zip(plan.syllables, columns, strict=True)
    ]
    return min(_LARGEST_TYPE, *fits)


def _height(pitch_st: float, plan: ProsodyPlan) -> float:
    low, high = _reach(plan)
    share = min(max((pitch_st - low) / (high - low), 0.0), 1.0)
    return _BOTTOM + share * (_TOP - _BOTTOM)


def _reach(plan: ProsodyPlan) -> tuple[float, float]:
    heights = [syllable.pitch_st for syllable in plan.syllables]
    return min(heights) - _MARGIN_ST, max(heights) + _MARGIN_ST


def _blocks(plan: ProsodyPlan, columns: tuple[tuple[float, float], ...]) -> Iterable[Shape]:
    for syllable, (left, right) in zip(plan.syllables, columns, strict=True):
        gutter = _GUTTER * (right - left)
        low = _height(syllable.pitch_st - _BLOCK_ST / 2, plan)
        high = _height(syllable.pitch_st + _BLOCK_ST / 2, plan)
        yield Band(left + gutter, low, right - gutter, high, Role.PLAN)
    yield Rule(0.0, _BOTTOM, 1.0, _BOTTOM, Role.GRID)


def _place(
    planned: PlannedSyllable, heard: SyllableGrade, plan: ProsodyPlan
) -> tuple[float, bool] | None:
    """Height of a dot and whether it lies within the drawn heights; None without a pitch."""
    if not heard.found or isnan(heard.pitch_error_cents):
        return None
    pitch_st = planned.pitch_st + heard.pitch_error_cents / 100.0
    low, high = _reach(plan)
    return _height(pitch_st, plan), low <= pitch_st <= high


def _line(
    places: list[tuple[float, bool] | None], columns: tuple[tuple[float, float], ...]
) -> Iterable[Shape]:
    run: list[tuple[float, float]] = []
    for place, (left, right) in zip([*places, None], [*columns, (0.0, 0.0)], strict=True):
        if place is None:
            if len(run) > 1:
                yield Line(tuple(run), Role.ANSWER)
            run = []
        else:
            run.append(((left + right) / 2, place[0]))


def _dots(
    places: list[tuple[float, bool] | None], columns: tuple[tuple[float, float], ...]
) -> Iterable[Shape]:
    for place, (left, right) in zip(places, columns, strict=True):
        if place is not None:
            height, within = place
            yield Dot((left + right) / 2, height, Role.ANSWER, DotShape.ROUND, within, 0.05)


def _remark(heard: SyllableGrade) -> str:
    if not heard.found:
        return _NOT_HEARD
    return "no pitch" if isnan(heard.pitch_error_cents) else ""


def _words(grade: Grade) -> str:
    if grade.syllables_found is None:
        return "The syllables could not be measured"
    heard = f"{grade.syllables_found} of {grade.syllables_expected} syllables heard"
    return f"{heard}, {grade.extra_syllables} more" if grade.extra_syllables else heard
