"""Facts to rows and back."""

from dataclasses import fields, replace
from math import inf, isnan, nan
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings

from mit_trainer.errors import BadInput, StoreTrouble
from mit_trainer.record import Fact, OpinionGiven, PatientAdded, SettingChanged
from mit_trainer.store.codec import KINDS, coded, decoded
from tests.store.facts import ANNA, ONE_OF_EACH, any_fact, attempt, opinion, started


def same(one: Fact, other: Fact) -> bool:
    """Compare with NaN equal to NaN, and with infinity: both are kept as missing."""
    said = [repr(fact).replace("-inf", "nan").replace("inf", "nan") for fact in (one, other)]
    return type(one) is type(other) and said[0] == said[1]


def test_every_kind_of_fact_has_a_name() -> None:
    """No fact can be stated for which the book has no name, and no name is used twice."""
    assert set(KINDS.values()) == set(get_args(Fact))
    assert {type(fact) for fact in ONE_OF_EACH} == set(KINDS.values())


@settings(max_examples=300)
@given(any_fact())
def test_what_is_written_is_read_back_equal(fact: Fact) -> None:
    """Any text (emoji, NUL, right to left), any number and missing ones survive."""
    row = coded(fact)

    assert same(decoded(row.kind, row.body), fact)
    assert row.patient == fact.patient


@pytest.mark.parametrize(
    "text", ["\0", "👩‍🦽🎵", "שלום", "a\u202eb", "\r\n\t", "x" * 3_000_000, ""]
)
def test_difficult_texts_survive(text: str) -> None:
    """The texts that break other programs come back as they were."""
    fact = PatientAdded(ANNA, text)
    row = coded(fact)

    assert decoded(row.kind, row.body) == fact


def test_the_body_is_plain_json() -> None:
    """Anybody can read a body with any JSON reader; its names are those of the fact."""
    body = msgspec.json.decode(coded(attempt("a")).body)

    assert set(body) == {field.name for field in fields(attempt("a"))}
    assert body["taps_uncertain_s"] is None
    assert body["taps_s"] == [-0.1, 0.9]


@pytest.mark.parametrize(
    ("fact", "younger"),
    [
        (attempt("a"), {"helps": {}}),
        (started(), {"tunes": {}, "sittings_before": 0, "why": {}}),
    ],
)
def test_facts_from_before_a_field_are_read(fact: Fact, younger: dict[str, object]) -> None:
    """A book that was written before cues, tunes and reasons were kept opens as it is."""
    row = coded(fact)
    body = msgspec.json.decode(row.body)
    old = {name: value for name, value in body.items() if name not in younger}

    read = decoded(row.kind, msgspec.json.encode(old).decode())

    assert {name: getattr(read, name) for name in younger} == younger


def test_missing_is_nan_where_a_number_is_due() -> None:
    """Missing and infinite numbers come back as NaN, deep inside too, and never as 0."""
    fact = replace(started(), tonic_hz=inf, style={"a": -inf, "b": nan, "c": 1.0})
    row = coded(fact)
    read = decoded(row.kind, row.body)

    assert isinstance(read, type(fact))
    assert isnan(read.tonic_hz)
    assert isnan(read.style["a"])
    assert isnan(read.style["b"])
    assert read.style["c"] == 1.0


def test_missing_inside_a_grade_is_none() -> None:
    """A grade is kept as it is printed, where missing is null."""
    row = coded(opinion("a", nan))
    read = decoded(row.kind, row.body)

    assert isinstance(read, OpinionGiven)
    assert read.grade["speech_index"] is None


@pytest.mark.parametrize("value", ["left", True, False, 3.5, 180, ""])
def test_a_setting_keeps_its_kind(value: str | float | bool) -> None:
    """A yes stays a yes and a number a number."""
    row = coded(SettingChanged(ANNA, "x", value))
    read = decoded(row.kind, row.body)

    assert isinstance(read, SettingChanged)
    assert read.value == value
    assert isinstance(read.value, bool) == isinstance(value, bool)


def test_a_broken_character_is_told() -> None:
    """Half of a character pair, as a broken file name may hold, gives a sentence."""
    with pytest.raises(BadInput, match="broken character"):
        coded(PatientAdded(ANNA, "\ud800"))


@pytest.mark.parametrize(
    ("kind", "body"),
    [("of-tomorrow", "{}"), ("patient-added", "{}"), ("patient-added", "no"), ("voided", "[1]")],
)
def test_what_cannot_be_read_is_told(kind: str, body: str) -> None:
    """A kind of a later version, or a body that is no such fact, gives a sentence."""
    with pytest.raises(StoreTrouble, match="newest version"):
        decoded(kind, body)


def test_what_a_later_version_adds_is_passed_over() -> None:
    """A field that this version does not know does not keep it from reading the others."""
    assert decoded("patient-added", '{"patient":"anna","code":"A","more":1}') == PatientAdded(
        ANNA, "A"
    )
