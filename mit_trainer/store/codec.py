"""Facts to rows and back.

The body of a row is the fact as JSON; kind, patient, session and subject stand beside it
so that rows can be found.  JSON knows neither NaN nor infinity: both are written as null
and come back as NaN where a number is due, and as None inside a grade.
"""

import dataclasses
import types
from math import nan
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from mit_trainer import record
from mit_trainer.errors import BadInput, StoreTrouble
from mit_trainer.record import Fact

KINDS: dict[str, type[Fact]] = {
    "patient-added": record.PatientAdded,
    "setting-changed": record.SettingChanged,
    "session-started": record.SessionStarted,
    "attempt-made": record.AttemptMade,
    "opinion-given": record.OpinionGiven,
    "judgement-given": record.JudgementGiven,
    "phrase-finished": record.PhraseFinished,
    "session-ended": record.SessionEnded,
    "take-found": record.TakeFound,
    "voided": record.Voided,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
# What a fact is about, beside its patient and session: the field that names it.
_SUBJECTS = {
    "setting-changed": "name",
    "attempt-made": "attempt",
    "opinion-given": "attempt",
    "judgement-given": "attempt",
    "phrase-finished": "phrase",
    "voided": "target",
}


@dataclasses.dataclass(frozen=True)
class Coded:
    """A fact as a row holds it."""

    kind: str
    patient: str
    session: str | None
    subject: str | None
    body: str


def coded(fact: Fact) -> Coded:
    """Write a fact as JSON.  Raises `BadInput` for a text that is no text."""
    kind = _NAMES[type(fact)]
    try:
        body = msgspec.json.encode(fact).decode()
    except UnicodeEncodeError as error:
        raise BadInput(
            f"A text in what was to be kept ({kind}) holds a broken character and cannot be "
            "kept; type it anew."
        ) from error
    subject = getattr(fact, _SUBJECTS[kind]) if kind in _SUBJECTS else None
    return Coded(kind, fact.patient, getattr(fact, "session", None), subject, body)


def decoded(kind: str, body: str) -> Fact:
    """Read a fact back.  Raises `StoreTrouble`."""
    try:
        fact_type = KINDS[kind]
        try:
            return msgspec.json.decode(body, type=fact_type)
        except msgspec.ValidationError:  # most often a null where a number is due
            values = _with_nan(fact_type, msgspec.json.decode(body))
            return msgspec.convert(values, fact_type)
    except (KeyError, msgspec.MsgspecError) as error:
        raise StoreTrouble(
            f"The book holds something that this version cannot read ({kind}); use the newest "
            "version of MIT Trainer, nothing was changed."
        ) from error


def _with_nan(due: Any, value: Any) -> Any:
    """Put NaN wherever a number is due and null stands."""
    choices = get_args(due) if get_origin(due) in (Union, types.UnionType) else (due,)
    if value is None:
        return nan if float in choices and types.NoneType not in choices else None
    for choice in choices:
        if dataclasses.is_dataclass(choice) and isinstance(value, dict):
            hints = get_type_hints(choice)
            return {name: _with_nan(hints.get(name, Any), one) for name, one in value.items()}
        if get_origin(choice) is tuple and isinstance(value, list):
            return [_with_nan(get_args(choice)[0], one) for one in value]
        if get_origin(choice) is dict and isinstance(value, dict):
            return {name: _with_nan(get_args(choice)[1], one) for name, one in value.items()}
    return value
