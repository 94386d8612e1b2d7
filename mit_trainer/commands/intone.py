"""``mit-trainer intone``: the drummed, hummed, sung, half-sung or spoken prompt of a phrase."""

import argparse
import sys
from pathlib import Path

from mit_trainer import places
from mit_trainer.analysis.own_recording import own_recording
from mit_trainer.analysis.said import said
from mit_trainer.commands.protocols import add_tune_arguments, guess_note, protocol, tune
from mit_trainer.commands.sound_files import read_sound, write_sound
from mit_trainer.commands.tune_files import read_tune
from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import find
from mit_trainer.phrase.model import Phrase
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Morph, PromptOrder
from mit_trainer.prompt.recordings import Say, Spoken, read_voice, voices
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner

_LONGEST_S = 30.0
_MORPHED = (Manner.INTONED, Manner.SPRECHGESANG)
_PARTS = ("pitch", "time", "stress")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_tune_arguments(parser)
    parser.add_argument("--from", dest="spoken", metavar="WAV", type=Path, help="own recording")
    parser.add_argument("--manner", default="intoned", choices=[one.value for one in Manner])
    parser.add_argument(
        "--morph", type=float, default=0.0, help="0 is sung, 1 is spoken (default: 0)"
    )
    for part in _PARTS:
        parser.add_argument(f"--morph-{part}", type=float, help=f"the {part} alone")
    parser.add_argument("--tempo", metavar="N", type=float, help="syllables a minute")
    parser.add_argument(
        "--range",
        metavar=("LOW", "HIGH"),
        nargs=2,
        type=float,
        help="lowest and highest comfortable tone in Hz; the prompt stays between them",
    )
    parser.add_argument(
        "--tune", metavar="FILE", type=Path, help="melody from a MIDI or MusicXML file"
    )
    parser.add_argument("--voice", metavar="NAME", help="of the shipped voices")
    parser.add_argument("-o", "--out", metavar="WAV", type=Path, required=True)


def run(arguments: argparse.Namespace) -> int:
    """Make the prompt and write it."""
    found = find(arguments.phrase, arguments.language)
    planned = tune(found, protocol(arguments.protocol), arguments.tonic, arguments.tempo)
    if arguments.tune is not None:
        planned = read_tune(arguments.tune, planned)
    order = _order(arguments, planned)
    own = None
    if arguments.spoken is not None:
        sound = read_sound(arguments.spoken, _LONGEST_S)
        own = own_recording(sound, found.phrase, str(arguments.spoken))
    computer = _Computer(said)
    prompt = make(order, places.AUDIO, own=own, say=computer.say)
    if not prompt.recorded and not computer.spoke and order.manner is Manner.SPOKEN:
        raise BadInput(
            f'Nobody has recorded "{found.phrase.text}"; give your own recording with '
            "--from spoken.wav, or install espeak-ng."
        )
    write_sound(arguments.out, prompt.sound, arguments.spoken)
    print(
        f"{arguments.out}: {order.manner}, {prompt.sound.duration_s:.2f} s, "
        f"low tone {planned.tonic_hz:g} Hz, recorded: {str(prompt.recorded).lower()}"
    )
    for note in (computer.note(recorded=prompt.recorded), prompt.note, guess_note(found)):
        if note:
            print(note, file=sys.stderr)
    return 0


def _order(arguments: argparse.Namespace, planned: ProsodyPlan) -> PromptOrder:
    manner = Manner(arguments.manner)
    return PromptOrder(
        plan=planned,
        manner=manner,
        voice=arguments.voice or _usual_voice(arguments.language),
        morph=_morph(arguments, manner),
        range_hz=tuple(arguments.range) if arguments.range else None,
    )


class _Computer:
    """The computer's voice, and whether it was asked and spoke."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self.spoke = False

    def say(self, phrase: Phrase) -> Spoken | None:
        """Speak what nobody has recorded."""
        spoken = self._say(phrase)
        self.spoke = spoken is not None
        return spoken

    def note(self, *, recorded: bool) -> str | None:
        """Say whose voice is heard when nobody's recording is."""
        if recorded:
            return None
        if self.spoke:
            return "note: nobody has recorded this phrase; a computer voice (espeak-ng) speaks it."
        return (
            "note: nobody has recorded this phrase, so its tune is hummed; "
            "--from takes a recording."
        )


def _morph(arguments: argparse.Namespace, manner: Manner) -> Morph:
    """Read how far the prompt has come to speech; one part may go another way than the rest."""
    asked = {"": arguments.morph} | {f"-{p}": getattr(arguments, f"morph_{p}") for p in _PARTS}
    for name, share in asked.items():
        if share is not None and not 0.0 <= share <= 1.0:
            raise BadInput(f"--morph{name} goes from 0 (sung) to 1 (spoken); {share:g} is outside.")
    if any(asked.values()) and manner not in _MORPHED:
        raise BadInput(
            f"--morph needs --manner {' or '.join(_MORPHED)}; a {manner} prompt has none."
        )
    parts = (arguments.morph if asked[f"-{p}"] is None else asked[f"-{p}"] for p in _PARTS)
    return Morph(*parts)


def _usual_voice(language: str) -> str:
    names = voices(places.AUDIO, language)
    read = [read_voice(places.AUDIO, language, name) for name in names]
    women = [voice.name for voice in read if voice and voice.sex == "female"]
    return (women or list(names) or [""])[0]
