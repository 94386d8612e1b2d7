"""``mit-trainer grade``: what was heard in a recorded answer."""

import argparse
import json
from math import nan
from pathlib import Path
from typing import Any

import msgspec

from mit_trainer import places
from mit_trainer.capture.take import Played, Sound, Take
from mit_trainer.commands.anchor_file import read_anchor
from mit_trainer.commands.grade_words import in_words
from mit_trainer.commands.protocols import protocol, tune
from mit_trainer.commands.sound_files import read_sound
from mit_trainer.commands.whole_file import check_fine, check_whole
from mit_trainer.errors import BadInput
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.phrase.find import find
from mit_trainer.protocol.variant import Manner

_LONGEST_S = 180.0
_MOST_TAPS = 1000
_LARGEST_TAPS_FILE = 1_000_000  # bytes
_OUTSIDE_S = 10.0  # a tap this far from the recording belongs to another
# The contract: what is printed, in this order, and nothing else that a grade may hold.
_PRINTED: dict[str, Any] = {
    "grader": None, "phrase": None, "language": None, "manner": None, "duration_s": None,
    "measurable": dict.fromkeys(("pitch", "rhythm", "taps", "why")),
    "syllables_expected": None, "syllables_found": None,
    "syllables": dict.fromkeys((
        "text", "stress", "found", "onset_s", "nucleus_s", "end_s", "f0_hz", "pitch_st",
        "pitch_error_cents", "steadiness_s", "tap_asynchrony_s",
    )),
    "extra_syllables": None,
    "melody": dict.fromkeys(
        ("score", "direction_correct", "direction_total", "interval_error_cents")
    ),
    "rhythm": dict.fromkeys(("score", "rate_syll_per_s", "npvi", "onset_spread_s")),
    "taps": dict.fromkeys(("n", "mean_asynchrony_s", "resultant_length")),
    "speech_index": None,
    "hint": dict.fromkeys(("points", "confidence", "reasons")),
}  # fmt: skip
_DIGITS = {"_s": 3, "_hz": 2, "_st": 3, "_cents": 1}  # by the unit at the end of a name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("response", type=Path, help="the recorded answer: WAV, FLAC or OGG")
    parser.add_argument("--phrase", required=True, help="what should have been said")
    parser.add_argument("--language", default="en", help="of the phrase (default: en)")
    parser.add_argument("--protocol", metavar="ID", help="whose style it has")
    parser.add_argument("--manner", choices=[m.value for m in Manner], default=Manner.INTONED.value)
    parser.add_argument("--taps", metavar="FILE", type=Path, help="JSON list of seconds")
    parser.add_argument(
        "--anchor", metavar="FILE", type=Path, help="JSON: the person's own sung and spoken indices"
    )
    parser.add_argument(
        "--prompt", metavar="FILE", type=Path, help="the model that sounded meanwhile"
    )
    parser.add_argument("--json", action="store_true", help="one object instead of a text")


def run(arguments: argparse.Namespace) -> int:
    """Grade the answer and print the opinion."""
    found = find(arguments.phrase, arguments.language)
    plan = tune(found, protocol(arguments.protocol), None)
    sound = _recording(arguments.response)
    prompt: Path | None = arguments.prompt
    played = () if prompt is None else (Played(_recording(prompt), nan),)
    taps_s = None if arguments.taps is None else read_taps(arguments.taps, sound.duration_s)
    rubric = default_rubric(places.RUBRICS)
    anchor = None if arguments.anchor is None else read_anchor(arguments.anchor)
    from mit_trainer.grading.grade_take import grade_take  # brings Praat along

    opinion = grade_take(
        Take(sound, started_at_s=0.0),
        plan,
        Manner(arguments.manner),
        taps_s,
        0.0,
        prompt_heard=False,
        rubric=rubric,
        anchor=anchor,
        played=played,
    )
    print(as_json(opinion) if arguments.json else in_words(opinion))
    return 0


def _recording(path: Path) -> Sound:
    if path.is_dir():
        raise BadInput(f"{path} is a folder; give the name of a recording in it.")
    if path.is_file():
        check_whole(path)
    sound = read_sound(path, _LONGEST_S)
    check_fine(path, sound.samples.size)
    return sound


def read_taps(path: Path, duration_s: float) -> tuple[float, ...]:
    """Read tap times, ascending; `BadInput` says what is not right with the file."""
    form = 'write a list of seconds like [0.4, 1.4] or {"taps_s": [0.4, 1.4]}.'
    if not path.is_file():
        raise BadInput(f"There is no file {path} with taps; check its name.")
    try:
        if path.stat().st_size > _LARGEST_TAPS_FILE:
            raise BadInput(f"{path} is far too large for the taps of one answer; {form}")
        read = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path} is not JSON; {form}") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be opened ({error.strerror}); check it.") from error
    if isinstance(read, dict):
        read = read.get("taps_s")
    if not isinstance(read, list) or not all(_is_number(tap) for tap in read):
        raise BadInput(f"{path} does not hold tap times; {form}")
    if len(read) > _MOST_TAPS:
        raise BadInput(f"{path} holds {len(read)} taps; one answer has {_MOST_TAPS} at most.")
    for tap in read:
        if not -_OUTSIDE_S <= tap <= duration_s + _OUTSIDE_S:
            raise BadInput(
                f"{path}: the tap at {tap:g} s lies outside the recording of {duration_s:.1f} s; "
                "count seconds from the start of the recording."
            )
    return tuple(sorted(float(tap) for tap in read))


def as_json(opinion: Grade) -> str:
    """Give the object of the contract, rounded to what was measured; missing is null."""
    plain = _printed(msgspec.json.decode(msgspec.json.encode(opinion)), _PRINTED)
    return json.dumps(_rounded(plain), ensure_ascii=False, indent=2)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -_LONGEST_S <= value <= 2.0 * _LONGEST_S  # no other number can be a tap


def _printed(value: Any, shape: dict[str, Any] | None) -> Any:
    if shape is None:
        return value
    if isinstance(value, list):
        return [_printed(inner, shape) for inner in value]
    return {key: _printed(value[key], inner) for key, inner in shape.items()}


def _rounded(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner, name) for inner in value]
    if isinstance(value, float):
        unit = next((u for u in _DIGITS if name.endswith(u) and not name.endswith("_per_s")), "")
        return round(value, _DIGITS.get(unit, 3)) + 0.0  # never -0.0
    return value
