"""Numbers of a course as the few words that stand in a chart and in a report."""

from mit_trainer.progress import Levels, Phase, Series
from mit_trainer.protocol.variant import Criterion


def measured_words(series: Series) -> str:
    """Say honestly how many answers could not be measured."""
    asked = sum(point.n_asked for point in series.points)
    missing = asked - sum(point.n for point in series.points)
    if asked == 0:
        return "No answers yet"
    if missing == 0:
        return f"Could be measured in all {asked} answers"
    return f"Could not be measured in {missing} of {asked} answers"


def criterion_words(criterion: Criterion) -> str:
    """State a criterion in words, such as "90 % in each of 5 sessions in a row"."""
    how = "on average over" if criterion.rule == "mean" else "in each of"
    return f"{percent_words(100.0 * criterion.share)} {how} {criterion.sessions} sessions in a row"


def percent_words(value: float) -> str:
    """Write a percentage so that it is never rounded up to a criterion it misses."""
    tenths = round(value * 10)
    if tenths % 10 == 0 and value < tenths / 10 - 1e-9:
        tenths -= 1
    return f"{tenths // 10} %" if tenths % 10 == 0 else f"{tenths / 10:.1f} %"


def phase_name(phase: Phase, levels: Levels, *, with_variant: bool = False) -> str:
    """Name of a phase's level as the protocol names it, else its id."""
    level = levels.get(phase.key)
    name = (level.name if level else "") or phase.level
    return f"{phase.variant}: {name}" if with_variant else name
