"""The columns have one name each, with its unit where the name carries one."""

from mit_trainer.report.columns import COLUMNS


def test_names_are_different() -> None:
    """No column hides another."""
    names = [column.name for column in COLUMNS]

    assert len(names) == len(set(names))


def test_a_unit_in_a_name_is_the_unit_of_the_column() -> None:
    """Seconds and cents are named and explained alike."""
    for column in COLUMNS:
        if column.name.endswith("_cents"):
            assert column.unit == "cents"
        elif column.name.endswith("_s") and not column.name.endswith("_per_s"):
            assert column.unit == "s"
