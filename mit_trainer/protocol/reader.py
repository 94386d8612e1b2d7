"""Reads a variant of the therapy from its file and says what is not right in it.

The file is TOML, one table per row of `mit_trainer.protocol.variant`; the shipped
``variants/classic-mit.toml`` is the example to copy.  Its shape is checked here, its
sense (where steps lead, what backups are worth) in `mit_trainer.protocol.sense`.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from mit_trainer.errors import BadInput
from mit_trainer.protocol import sense, variant
from mit_trainer.protocol.variant import Manner, Sharing, Tapping, Variant, Verdict

_LARGEST_FILE = 1_000_000  # bytes; the longest published protocol needs a fiftieth of it

_Text = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"\S")]
_Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
_Trust = Literal["T", "T2", "M", "I", "C"]
_Hz = Annotated[float, Meta(ge=50.0, le=1000.0)]
_Wait = Annotated[float, Meta(ge=0.0, le=60.0)]
_Points = Annotated[int, Meta(ge=0, le=100)]
_Few = Annotated[int, Meta(ge=1, le=20)]


class _Remark(msgspec.Struct, forbid_unknown_fields=True):
    of: _Text
    source: _Text
    trust: _Trust


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    source: _Text
    trust: _Trust
    remark: list[_Remark] = []


class _Style(_Row):
    high_st: Annotated[float, Meta(ge=0.0, le=12.0)]
    syllables_per_min: Annotated[float, Meta(ge=20.0, le=400.0)]
    stressed_length: Annotated[float, Meta(ge=0.5, le=3.0)]
    stressed_gain_db: Annotated[float, Meta(ge=0.0, le=12.0)]


class _Tonic(_Row):
    women_hz: _Hz
    men_hz: _Hz
    unknown_hz: _Hz


class _Patience(_Row):
    silence_s: Annotated[float, Meta(ge=1.0, le=60.0)]
    idle_help_s: Annotated[float, Meta(ge=5.0, le=600.0)]


class _Criterion(_Row):
    share: Annotated[float, Meta(ge=0.0, le=1.0)]
    sessions: _Few
    rule: Literal["each", "mean"]


class _Cue(msgspec.Struct, forbid_unknown_fields=True):
    manner: Manner
    what: Literal["phrase", "probe"] = "phrase"
    times: _Few = 1


class _Step(_Row):
    id: _Name
    instruction: _Text
    cues: Annotated[list[_Cue], Meta(min_length=1)]
    sharing: Sharing
    response: Literal["none", "hummed", "intoned", "sprechgesang", "spoken"]
    tapping: Tapping
    delay_s: _Wait
    tries: _Few
    points: _Points
    on_success: _Text
    on_fail: _Text | None = None
    backup: _Text | None = None
    points_after_backup: _Points | None = None
    clicks: bool = False
    lead_in: bool = False


class _Level(_Row):
    id: _Name
    name: _Text
    syllables_min: Annotated[int, Meta(ge=1, le=60)]
    syllables_max: Annotated[int, Meta(ge=1, le=60)]
    criterion: _Criterion
    step: Annotated[list[_Step], Meta(min_length=1)]


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: _Name
    name: _Text
    source: _Text
    default: bool = False
    passing: Annotated[list[Verdict], Meta(min_length=1)]
    style: _Style
    tonic: _Tonic
    patience: _Patience
    level: Annotated[list[_Level], Meta(min_length=1)]


def read_variant(path: Path) -> Variant:
    """Read the variant in one file; `BadInput` says in one sentence what to mend in it."""
    raw = _toml(path)
    try:
        read = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise BadInput(f"{path.name}: {_plain(str(error), raw)}") from error
    sense.check(path.name, read)
    return _variant(read)


def read_variants(folder: Path) -> tuple[Variant, ...]:
    """Every variant in a folder, in the order of the file names.

    Raises `BadInput` when there is none or when two have the same id.
    """
    found: dict[str, Variant] = {}
    for path in sorted(folder.glob("*.toml")):
        read = read_variant(path)
        if read.id in found:
            raise BadInput(
                f'{path.name}: another protocol in {folder} is called "{read.id}" too; '
                "give one of them a new id."
            )
        found[read.id] = read
    if not found:
        raise BadInput(f"There is no protocol file in {folder}; put one there or install again.")
    return tuple(found.values())


def default_variant(folder: Path) -> Variant:
    """Find the variant of a folder that says ``default = true``."""
    chosen = [read for read in read_variants(folder) if read.default]
    if len(chosen) != 1:
        names = ", ".join(read.id for read in chosen) or "none does"
        raise BadInput(
            f"Exactly one protocol in {folder} must say default = true ({names} now); mend that."
        )
    return chosen[0]


def _toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BadInput(f"{path.name} is far too large for a protocol file; choose another.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            f"The protocol file {path} cannot be opened ({error.strerror}); check its name."
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name} is not a text file in UTF-8; save it again as one.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(
            f"{path.name} is not well-formed TOML ({error}); mend that place."
        ) from error


def _remarks(row: _Row) -> tuple[variant.Remark, ...]:
    return tuple(variant.Remark(r.of, r.source, r.trust) for r in row.remark)


def _fields(row: _Row, *without: str) -> dict[str, Any]:
    left_out = {"remark", *without}
    kept = {name: getattr(row, name) for name in row.__struct_fields__ if name not in left_out}
    return {**kept, "remarks": _remarks(row)}


def _variant(read: _File) -> Variant:
    return Variant(
        id=read.id,
        name=read.name,
        source=read.source,
        style=variant.StyleRow(**_fields(read.style)),
        levels=tuple(_level(level) for level in read.level),
        passing=tuple(read.passing),
        tonic=variant.TonicRow(**_fields(read.tonic)),
        patience=variant.PatienceRow(**_fields(read.patience)),
        default=read.default,
    )


def _level(read: _Level) -> variant.Level:
    fields = _fields(read, "step")
    fields["criterion"] = variant.Criterion(**_fields(read.criterion))
    fields["steps"] = tuple(_step(step) for step in read.step)
    return variant.Level(**fields)


def _step(read: _Step) -> variant.Step:
    fields = _fields(read)
    fields["cues"] = tuple(variant.Cue(c.manner, c.what, c.times) for c in read.cues)
    fields["response"] = None if read.response == "none" else Manner(read.response)
    fields["on_fail"] = read.on_fail or read.on_success  # left out only where nobody answers
    fields["points_after_backup"] = read.points_after_backup or 0
    return variant.Step(**fields)


_KINDS = {"float": "a number", "int": "a whole number", "str": "a text", "bool": "true or false"}
_KINDS |= {"array": "a list", "object": "a table", "null": "left out"}


def _plain(error: str, raw: dict[str, Any]) -> str:
    """Turn into a therapist's sentence what the checker said, with the step's name in it."""
    said, _, path = error.partition(" - at ")
    where, line = _place(path.strip("`"), raw)
    if found := re.match(r"Object contains unknown field `(.*)`", said):
        return f'{where} has a line "{found[1]}" that is not known; take it out or mend its name.'
    if found := re.match(r"Object missing required field `(.*)`", said):
        return f'{where} has no "{found[1]}"; add that line.'
    if found := re.match(r"Invalid enum value '?(.*?)'?$", said):
        return f'{where}: {line} is "{found[1]}", which is not known; see the shipped protocols.'
    if found := re.match(r"Expected `(\w+)`, got `(\w+)`", said):
        wanted, got = (_KINDS.get(kind, kind) for kind in found.groups())
        return f"{where}: {line} must be {wanted}, not {got}."
    if found := re.match(r"Expected `\w+` (>=|<=) (\S+)", said):
        least = "at least" if found[1] == ">=" else "at most"
        return f"{where}: {line} must be {least} {found[2].removesuffix('.0')}."
    return f"{where}: {line} cannot be used as it is written; see the shipped protocols."


def _place(path: str, raw: dict[str, Any]) -> tuple[str, str]:
    """Where in the file: the row in words, and the line in quotes."""
    here: Any = raw
    words: list[str] = []
    line = "this part"
    for name, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path):
        if name:
            line = f'"{name}"'
            here = here.get(name) if isinstance(here, dict) else None
            if isinstance(here, dict):
                words.append(f"the table [{name}]")
            continue
        here = here[int(index)] if isinstance(here, list) and index.isdigit() else None
        if isinstance(here, dict):
            called = here.get("id")
            words.append(f'{line.strip(chr(34))} "{called}"' if called else f"{line} {index}")
    return ", ".join(words) or "the file", line
