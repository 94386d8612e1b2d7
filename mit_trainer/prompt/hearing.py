"""How much sound an ear has had this week, as a share of what is safe.

The dose is the sound pressure squared times time, as H.870 counts it.  Signals are taken
without A-weighting, which counts a voice as one to three decibels louder than it is heard:
an estimate that errs to the safe side.

Conventions
-----------
A *mean square* is that of samples between -1 and 1; full scale is a mean square of 1.
Doses are Pa²h (pascal-squared hours).
"""

from dataclasses import dataclass
from pathlib import Path

from mit_trainer.shipped import read_numbers

_REFERENCE_PA = 20e-6
_HOUR_S = 3600.0


@dataclass(frozen=True)
class AllowanceRow:
    """What is safe in a week."""

    level_dba: float
    hours_a_week: float
    source: str
    trust: str


@dataclass(frozen=True)
class AssumedRow:
    """How loud a device is of which nothing was measured."""

    full_scale_dba: float
    source: str
    trust: str


@dataclass(frozen=True)
class FirstLevelRow:
    """How loud a device begins."""

    level_db: float
    source: str
    trust: str


@dataclass(frozen=True)
class HearingRows:
    """Everything in the file."""

    allowance: AllowanceRow
    assumed: AssumedRow
    first_level: FirstLevelRow


@dataclass(frozen=True)
class Sounded:
    """What one device has sounded; ``square_s`` is the mean square times the seconds.

    ``full_scale_dba`` is None when nobody has measured the device.
    """

    device: str
    seconds: float
    square_s: float
    full_scale_dba: float | None = None


@dataclass(frozen=True)
class WeeklyDose:
    """The dose of a week: 1 is all that is safe.  ``assumed`` names the unmeasured devices."""

    share: float
    hours: float
    assumed: tuple[str, ...]


def read_hearing(path: Path) -> HearingRows:
    """Read the file; raises `BadInput` when it is missing or a number does not fit."""
    return read_numbers(path, HearingRows)


def dose_pa2h(sounded: Sounded, rows: HearingRows) -> float:
    """Dose of what one device has sounded."""
    full_scale_dba = sounded.full_scale_dba
    if full_scale_dba is None:
        full_scale_dba = rows.assumed.full_scale_dba
    return _square_pa(full_scale_dba) * sounded.square_s / _HOUR_S


def allowed_pa2h(rows: HearingRows) -> float:
    """Dose that is safe in a week."""
    return _square_pa(rows.allowance.level_dba) * rows.allowance.hours_a_week


def weekly_dose(week: tuple[Sounded, ...], rows: HearingRows) -> WeeklyDose:
    """Add up what all devices have sounded in a week."""
    total = sum(dose_pa2h(one, rows) for one in week)
    return WeeklyDose(
        share=total / allowed_pa2h(rows),
        hours=sum(one.seconds for one in week) / _HOUR_S,
        assumed=tuple(one.device for one in week if one.full_scale_dba is None),
    )


def dose_words(dose: WeeklyDose) -> str:
    """Say it in a sentence or two."""
    percent = 100.0 * dose.share
    share = "under 1 %" if percent < 1.0 else f"about {percent:.0f} %"
    said = f"Sound heard this week: {share} of what is safe for adults ({dose.hours:.1f} hours)."
    if dose.assumed:
        names = " and ".join(f"“{name}”" for name in dose.assumed)
        said += f" Nobody has measured how loud {names} is; a loud device is assumed."
    return said


def _square_pa(level_dba: float) -> float:
    return float((_REFERENCE_PA * 10.0 ** (level_dba / 20.0)) ** 2)
