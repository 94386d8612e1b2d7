"""``mit-trainer intone``: the sung, hummed, half-sung or spoken prompt of a phrase as a file."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mit_trainer import places
from mit_trainer.analysis.own_recording import own_recording
from mit_trainer.commands.protocols import add_tune_arguments, guess_note, protocol, tune
from mit_trainer.commands.sound_files import read_sound, write_sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import find
from mit_trainer.phrase.model import Phrase
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import PromptOrder
from mit_trainer.prompt.recordings import Spoken, read_voice, voices
from mit_trainer.protocol.variant import Manner

_LONGEST_S = 30.0
_SAY_S = 30.0
_MORPHED = (Manner.INTONED, Manner.SPRECHGESANG)


@dataclass(frozen=True)
class _Source:
    """What the prompt is made from; ``own`` None is the shipped recording or the hum."""

    own: Spoken | None
    recorded: bool
    note: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_tune_arguments(parser)
    parser.add_argument("--from", dest="spoken", metavar="WAV", type=Path, help="own recording")
    parser.add_argument("--manner", default="intoned", choices=[one.value for one in Manner])
    parser.add_argument(
        "--morph", type=float, default=0.0, help="0 is sung, 1 is spoken (default: 0)"
    )
    parser.add_argument("--tempo", metavar="N", type=float, help="syllables a minute")
    parser.add_argument("--voice", metavar="NAME", help="of the shipped voices")
    parser.add_argument("-o", "--out", metavar="WAV", type=Path, required=True)


def run(arguments: argparse.Namespace) -> int:
    """Make the prompt and write it."""
    found = find(arguments.phrase, arguments.language)
    planned = tune(found, protocol(arguments.protocol), arguments.tonic, arguments.tempo)
    order = PromptOrder(
        plan=planned,
        manner=Manner(arguments.manner),
        voice=arguments.voice or _usual_voice(arguments.language),
        morph=_morph(arguments.morph, Manner(arguments.manner)),
    )
    source = _source(arguments.spoken, found.phrase, order)
    prompt = make(order, places.AUDIO, own=source.own)
    write_sound(arguments.out, prompt.sound, arguments.spoken)
    print(
        f"{arguments.out}: {order.manner}, {prompt.sound.duration_s:.2f} s, "
        f"low tone {planned.tonic_hz:g} Hz, recorded: {str(source.recorded).lower()}"
    )
    for note in (source.note, guess_note(found)):
        if note:
            print(note, file=sys.stderr)
    return 0


def _morph(morph: float, manner: Manner) -> float:
    if not 0.0 <= morph <= 1.0:
        raise BadInput(f"--morph goes from 0 (sung) to 1 (spoken); {morph:g} is outside.")
    if morph > 0.0 and manner not in _MORPHED:
        raise BadInput(
            f"--morph needs --manner {' or '.join(_MORPHED)}; a {manner} prompt has none."
        )
    return morph


def _usual_voice(language: str) -> str:
    names = voices(places.AUDIO, language)
    read = [read_voice(places.AUDIO, language, name) for name in names]
    women = [voice.name for voice in read if voice and voice.sex == "female"]
    return (women or list(names) or [""])[0]


def _source(path: Path | None, phrase: Phrase, order: PromptOrder) -> _Source:
    """Find something to make the prompt from, the best first."""
    if path is not None:
        own = own_recording(read_sound(path, _LONGEST_S), phrase, str(path))
        return _Source(own, recorded=True)
    voice = read_voice(places.AUDIO, phrase.language, order.voice)
    if order.manner is Manner.HUMMED or (voice and voice.find(phrase)):
        return _Source(None, recorded=True)
    said = _computer_voice(phrase)
    if said is not None:
        note = "note: nobody has recorded this phrase; a computer voice (espeak-ng) speaks it."
        return _Source(said, recorded=False, note=note)
    if order.manner is Manner.SPOKEN:
        raise BadInput(
            f'Nobody has recorded "{phrase.text}"; give your own recording with --from spoken.wav, '
            "or install espeak-ng."
        )
    note = "note: nobody has recorded this phrase, so its tune is hummed; --from takes a recording."
    return _Source(None, recorded=False, note=note)


def _computer_voice(phrase: Phrase) -> Spoken | None:
    """Let espeak-ng say the phrase; None when it is not there or is not understood."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        command = [program, "-v", phrase.language, "-s", "130", "-w", str(file), "--stdin"]
        try:
            subprocess.run(  # noqa: S603  (a program of the system, the text is no argument)
                command, input=phrase.text.encode(), check=True, capture_output=True, timeout=_SAY_S
            )
            return own_recording(read_sound(file, _LONGEST_S), phrase, "the computer voice")
        except (OSError, subprocess.SubprocessError, BadInput):
            return None
