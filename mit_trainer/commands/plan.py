"""``mit-trainer plan``: syllables, stress, pitch, onset and duration of a phrase."""

import argparse
import json
import sys
from pathlib import Path

from mit_trainer.commands.protocols import add_tune_arguments, guess_note, protocol, tune
from mit_trainer.commands.tune_files import write_tune
from mit_trainer.phrase.find import find
from mit_trainer.prosody.plan import ProsodyPlan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_tune_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    parser.add_argument("--midi", metavar="FILE", type=Path, help="write the tune as MIDI")
    parser.add_argument("--musicxml", metavar="FILE", type=Path, help="write it as MusicXML")


def run(arguments: argparse.Namespace) -> int:
    """Print the plan."""
    found = find(arguments.phrase, arguments.language)
    variant = protocol(arguments.protocol)
    planned = tune(found, variant, arguments.tonic)
    for path in (arguments.midi, arguments.musicxml):
        if path is not None:
            write_tune(path, planned)
    print(_object(planned, variant.id) if arguments.json else _table(planned, variant.name))
    note = guess_note(found)
    if note:
        print(note, file=sys.stderr)
    return 0


def _object(planned: ProsodyPlan, protocol_id: str) -> str:
    return json.dumps(
        {
            "phrase": planned.phrase.text,
            "language": planned.phrase.language,
            "protocol": protocol_id,
            "tonic_hz": planned.tonic_hz,
            "syllables": [
                {
                    "text": note.text,
                    "stress": note.stress,
                    "onset_s": round(note.onset_s, 6),
                    "duration_s": round(note.duration_s, 6),
                    "pitch_st": note.pitch_st,
                    "f0_hz": round(planned.f0_hz(index), 3),
                }
                for index, note in enumerate(planned.syllables)
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _table(planned: ProsodyPlan, protocol_name: str) -> str:
    width = max(len(note.text) for note in planned.syllables) + 2
    lines = [
        f"{planned.phrase.text}   ({protocol_name}, low tone {planned.tonic_hz:g} Hz)",
        f"{'syllable':<{max(width, 10)}}{'tone':<8}{'starts':>8}{'lasts':>8}{'pitch':>10}",
    ]
    for index, note in enumerate(planned.syllables):
        tone = "high" if note.pitch_st > 0.0 else "low"
        text = note.text.upper() if note.stress else note.text
        lines.append(
            f"{text:<{max(width, 10)}}{tone:<8}{note.onset_s:>6.2f} s{note.duration_s:>6.2f} s"
            f"{planned.f0_hz(index):>7.0f} Hz"
        )
    return "\n".join(lines)
