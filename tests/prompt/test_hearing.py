"""The weekly dose of sound: against sums by hand."""

from pathlib import Path

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.places import HEARING
from mit_trainer.prompt.hearing import (
    Sounded,
    WeeklyDose,
    allowed_pa2h,
    dose_pa2h,
    dose_words,
    read_hearing,
    weekly_dose,
)

ROWS = read_hearing(HEARING)


def at_level(level_dba: float, hours: float, full_scale_dba: float = 100.0) -> Sounded:
    """Sound so loud for so long on a measured device."""
    seconds = 3600.0 * hours
    mean_square = 10.0 ** ((level_dba - full_scale_dba) / 10.0)
    return Sounded("Headphones", seconds, mean_square * seconds, full_scale_dba)


def test_what_is_safe_is_80_decibels_for_40_hours() -> None:
    """That is 1.6 Pa²h (WHO-ITU H.870): 0.2 pascal squared times forty."""
    assert allowed_pa2h(ROWS) == pytest.approx(1.6, rel=1e-6)
    assert dose_pa2h(at_level(80.0, 40.0), ROWS) == pytest.approx(1.6, rel=1e-6)


def test_ten_decibels_more_are_ten_times_the_dose() -> None:
    """Four hours at 90 dBA are all that is safe; half an hour at 80 and one at 90 add up."""
    assert weekly_dose((at_level(90.0, 4.0),), ROWS).share == pytest.approx(1.0)
    both = weekly_dose((at_level(80.0, 20.0), at_level(90.0, 1.0, 120.0)), ROWS)
    assert both.share == pytest.approx(0.5 + 0.25)
    assert both.hours == pytest.approx(21.0)
    assert both.assumed == ()


def test_a_device_that_nobody_measured_is_taken_for_a_loud_one() -> None:
    """An hour of prompts at -23 dB on the assumed device: 87 dBA, an eighth of the week."""
    hour = Sounded("Tablet", 3600.0, 3600.0 * 10.0**-2.3)
    dose = weekly_dose((hour,), ROWS)
    assert dose.share == pytest.approx(10.0**0.7 / 40.0, rel=1e-3)
    assert dose.assumed == ("Tablet",)
    assert dose_words(dose) == (
        "Sound heard this week: about 13 % of what is safe for adults (1.0 hours). "
        "Nobody has measured how loud “Tablet” is; a loud device is assumed."
    )
    assert "under 1 %" in dose_words(WeeklyDose(0.001, 0.2, ()))


def test_every_number_names_its_source() -> None:
    """Each row of the file has a source and a mark of trust."""
    for row in (ROWS.allowance, ROWS.assumed, ROWS.first_level):
        assert len(row.source) > 20
        assert row.trust in {"T", "T2", "M", "I", "C"}


def test_a_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    """A missing file and one without numbers say what to do."""
    with pytest.raises(BadInput, match="install the trainer again"):
        read_hearing(tmp_path / "none.toml")
    bad = tmp_path / "bad.toml"
    bad.write_text("[allowance]\nlevel_dba = 'loud'\n")
    with pytest.raises(BadInput, match="cannot be used"):
        read_hearing(bad)
