"""The numbers by which an answer is judged, read from a file that names their sources."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from mit_trainer.analysis.speech_index import SteadinessModel
from mit_trainer.errors import BadInput
from mit_trainer.grading.deafness import VoiceLimits

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Row(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One number with its source and how far that can be trusted."""

    value: float
    source: Text
    trust: Literal["T", "T2", "M", "I", "C"]


class _Melody(msgspec.Struct, forbid_unknown_fields=True):
    level_within_st: Row
    widest_step_st: Row
    kept_from: Row
    least_share: Row


class _Rhythm(msgspec.Struct, forbid_unknown_fields=True):
    zero_at: Row
    pause_from_s: Row


class _Taps(msgspec.Struct, forbid_unknown_fields=True):
    window_s: Row
    window_share: Row
    ear_spread_s: Row


class _SpeechIndex(msgspec.Struct, forbid_unknown_fields=True):
    intercept: Row
    hold: Row
    slope: Row
    voiced: Row
    near: Row
    spread: Row
    share: Row
    hold_most_s: Row
    voiced_most: Row
    band: Row
    least_syllables: Row
    least_voiced_s: Row
    least_voiced_share: Row
    one_tone_st: Row
    anchor_sung: Row
    anchor_spoken: Row


class _Voice(msgspec.Struct, forbid_unknown_fields=True):
    one_line: Row
    two_lines: Row
    least_partial: Row
    shortest_hold_s: Row
    roughest_st_per_s: Row
    shrillest: Row
    highest_hz: Row
    dullest: Row
    dull_below_hz: Row
    unchanging_db: Row
    unchanging_from_st: Row
    machine_st_per_s: Row
    machine_from_st: Row
    machine_second: Row
    bursts: Row
    burst_s: Row
    second_alone: Row
    second_with_range: Row
    second_range_st: Row
    widest_st: Row
    most_extra: Row


class _Hint(msgspec.Struct, forbid_unknown_fields=True):
    found_share: Row
    most_extra: Row
    most_confidence: Row
    least_odds: Row
    sung_below: Row


class _RubricFile(msgspec.Struct, forbid_unknown_fields=True):
    id: Text
    melody: _Melody
    rhythm: _Rhythm
    taps: _Taps
    speech_index: _SpeechIndex
    voice: _Voice
    hint: _Hint
    default: bool = False


@dataclass(frozen=True)
class Rubric:
    """The numbers alone; the names are those of the file, with their table in front.

    ``version`` is the id and a fingerprint of all numbers: one that was changed by a hair
    is another rubric.
    """

    id: str
    version: str
    default: bool
    melody_level_within_st: float
    melody_widest_step_st: float
    melody_kept_from: float
    melody_least_share: float
    rhythm_zero_at: float
    rhythm_pause_from_s: float
    taps_window_s: float
    taps_window_share: float
    taps_ear_spread_s: float
    speech: SteadinessModel
    voice: VoiceLimits
    hint_found_share: float
    hint_most_extra: float
    hint_most_confidence: float
    hint_least_odds: float
    hint_sung_below: float


def read_rubric(path: Path) -> Rubric:
    """Read one file; `BadInput` says in one sentence what to mend in it."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path.name} cannot be read as a rubric: {error}.") from error
    try:
        read = msgspec.convert(raw, _RubricFile)
    except msgspec.ValidationError as error:
        raise BadInput(f"{path.name} is not a complete rubric: {error}.") from error
    numbers = {
        f"{table}_{name}": row.value
        for table in ("melody", "rhythm", "taps", "hint")
        for name, row in msgspec.structs.asdict(getattr(read, table)).items()
    }
    speech = {n: row.value for n, row in msgspec.structs.asdict(read.speech_index).items()}
    voice = {n: row.value for n, row in msgspec.structs.asdict(read.voice).items()}
    said = repr([sorted(table.items()) for table in (numbers, speech, voice)])
    version = f"{read.id}.{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    return Rubric(
        read.id,
        version,
        read.default,
        speech=SteadinessModel(**speech),
        voice=VoiceLimits(**voice),
        **numbers,
    )


def default_rubric(folder: Path) -> Rubric:
    """Find the rubric of a folder that says ``default = true``."""
    read = [read_rubric(path) for path in sorted(folder.glob("*.toml"))]
    chosen = [rubric for rubric in read if rubric.default]
    if len(chosen) != 1:
        raise BadInput(f"Exactly one rubric in {folder} must say default = true; mend that.")
    return chosen[0]
