"""The code knows no therapy: no variant, no level, no step and no threshold stands in it."""

import ast
from pathlib import Path
from typing import Any

import pytest

from mit_trainer import places
from mit_trainer.protocol.reader import read_variants

PACKAGE = Path(places.__file__).parent
CODE = sorted(PACKAGE.rglob("*.py"))
VARIANTS = read_variants(places.VARIANTS)
# What these rooms may count with: nothing, one, the second of two, and percent.
COUNTING = {0, 1, 2, -1, 100}
RULED = [
    *(path for path in (PACKAGE / "protocol").glob("*.py") if path.name != "shape.py"),
    *(PACKAGE / "session" / name for name in ("advising.py", "choosing.py", "past.py")),
]


def constants(text: str) -> list[ast.Constant]:
    """List every literal of a module that is not a docstring."""
    tree = ast.parse(text)
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose
    ]


def named(text: str, names: set[str]) -> set[str]:
    """Find the names that stand in a module as a whole text."""
    return {str(one.value) for one in constants(text)} & names


def numbers(text: str) -> set[float]:
    """Find the numbers of a module."""
    values = [one.value for one in constants(text)]
    return {v for v in values if isinstance(v, int | float) and not isinstance(v, bool)}


def test_no_variant_and_no_level_stands_in_the_code() -> None:
    """Ids of variants and levels, and names of variants, are only in the files."""
    names = {
        name
        for variant in VARIANTS
        for name in (
            variant.id,
            variant.name,
            *(level.id for level in variant.levels),
        )
    }
    found = {path.name: named(path.read_text("utf-8"), names) for path in CODE}
    assert {name: ids for name, ids in found.items() if ids} == {}


def test_no_threshold_stands_where_rules_are_applied() -> None:
    """Protocol, advice and choice of phrases hold no number but those that count."""
    found = {path.name: numbers(path.read_text("utf-8")) - COUNTING for path in RULED}
    assert {name: odd for name, odd in found.items() if odd} == {"reader.py": {1_000_000}}


@pytest.mark.parametrize(
    ("text", "names", "odd"),
    [
        ('if level == "elementary": pass', {"elementary"}, set()),
        ("enough = share >= 0.9", set(), {0.9}),
        ('"""Of the elementary level: 0.9."""', set(), set()),
    ],
)
def test_the_search_bites(text: str, names: set[str], odd: set[float]) -> None:
    """A planted name or number is found, prose is left in peace."""
    assert named(text, {"elementary"}) == names
    assert numbers(text) - COUNTING == odd


def test_nothing_english_is_inside() -> None:
    """At least one shipped variant is for another language and counts another unit."""
    other = [variant for variant in VARIANTS if variant.languages and "en" not in variant.languages]
    assert {variant.style.unit for variant in other} == {"mora"}


def test_what_is_doubtful_says_so() -> None:
    """Every shipped file names what is from memory or our own choice, and where it is written."""
    for variant in VARIANTS:
        rows: list[Any] = [variant.style, variant.tonic, variant.patience, variant.course]
        for level in variant.levels:
            rows += [level, level.criterion, level.fading, *level.steps]
        marks = {
            mark
            for row in rows
            if row is not None
            for mark in (row.trust, *(remark.trust for remark in row.remarks))
        }
        assert "I" in marks
        assert marks <= {"T", "T2", "M", "I", "C"}
