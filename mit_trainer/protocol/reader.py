"""Reads a variant of the therapy from its file and says what is not right in it.

The file is TOML, one table per row of `mit_trainer.protocol.variant`; the shipped
``variants/classic-mit.toml`` is the example to copy.  Its shape is `mit_trainer.protocol.shape`;
whether it makes sense is asked in `mit_trainer.protocol.sense`.
"""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from mit_trainer.errors import BadInput
from mit_trainer.protocol import sense, variant
from mit_trainer.protocol.plain import plain
from mit_trainer.protocol.rows import CURVES
from mit_trainer.protocol.shape import (
    FadingTable,
    LevelTable,
    RowTable,
    StepTable,
    StyleTable,
    VariantFile,
)
from mit_trainer.protocol.variant import Manner, Variant

_LARGEST_FILE = 1_000_000  # bytes; the longest published protocol needs a fiftieth of it


def read_variant(path: Path) -> Variant:
    """Read the variant in one file; `BadInput` says in one sentence what to mend in it."""
    raw = _toml(path)
    try:
        read = msgspec.convert(raw, VariantFile)
    except msgspec.ValidationError as error:
        raise BadInput(f"{path.name}: {plain(str(error), raw)}") from error
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


def own_variants(
    folder: Path, shipped: tuple[Variant, ...]
) -> tuple[tuple[Variant, ...], tuple[str, ...]]:
    """Read the files that a therapist has put into her folder.

    A file that cannot be used is left out, so that it keeps nobody from practising; the
    second tuple has a sentence about each.  None of them is ever the default.
    """
    found: dict[str, Variant] = {}
    sentences = []
    taken = {variant.id for variant in shipped}
    for path in sorted(folder.glob("*.toml")):
        try:
            read = read_variant(path)
        except BadInput as trouble:
            sentences.append(str(trouble))
            continue
        if read.id in taken | set(found):
            sentences.append(
                f'{path.name}: another protocol is called "{read.id}" too; give this one a new id.'
            )
        else:
            found[read.id] = replace(read, default=False)
    return tuple(found.values()), tuple(sentences)


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


def _remarks(row: RowTable) -> tuple[variant.Remark, ...]:
    return tuple(variant.Remark(r.of, r.source, r.trust) for r in row.remark)


def _fields(row: RowTable, *without: str) -> dict[str, Any]:
    left_out = {"remark", *without}
    kept = {name: getattr(row, name) for name in row.__struct_fields__ if name not in left_out}
    return {**kept, "remarks": _remarks(row)}


def _variant(read: VariantFile) -> Variant:
    return Variant(
        id=read.id,
        name=read.name,
        source=read.source,
        style=_style(read.style),
        levels=tuple(_level(level) for level in read.level),
        passing=tuple(read.passing),
        tonic=variant.TonicRow(**_fields(read.tonic)),
        patience=variant.PatienceRow(**_fields(read.patience)),
        default=read.default,
        course=variant.CourseRow(**_fields(read.course)) if read.course else None,
        languages=tuple(read.languages),
        goal=read.goal,
    )


def _style(read: StyleTable) -> variant.StyleRow:
    tunes_st = tuple(tuple(tune) for tune in read.tunes_st)
    return variant.StyleRow(**_fields(read, "tunes_st"), tunes_st=tunes_st)


def _fading(read: FadingTable) -> variant.FadingRow:
    fields = _fields(read)
    for name in CURVES:
        fields[name] = tuple(fields[name] or [(0.0, 1.0)])  # a curve that is left out stays whole
    return variant.FadingRow(**fields)


def _level(read: LevelTable) -> variant.Level:
    fields = _fields(read, "step")
    fields["criterion"] = variant.Criterion(**_fields(read.criterion))
    fields["steps"] = tuple(_step(step) for step in read.step)
    fields["takes"] = tuple(read.takes)
    fields["fading"] = _fading(read.fading) if read.fading else None
    return variant.Level(**fields)


def _step(read: StepTable) -> variant.Step:
    fields = _fields(read)
    fields["cues"] = tuple(variant.Cue(c.manner, c.what, c.times) for c in read.cues)
    fields["response"] = None if read.response == "none" else Manner(read.response)
    fields["on_fail"] = read.on_fail or read.on_success  # left out only where nobody answers
    fields["points_after_backup"] = read.points_after_backup or 0
    fields["delay_up_to_s"] = read.delay_up_to_s or read.delay_s
    fields["voice_share"] = 1.0 if read.voice_share is None else read.voice_share
    return variant.Step(**fields)
