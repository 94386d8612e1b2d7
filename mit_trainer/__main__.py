"""The command line: finds the command, runs it, turns trouble into one sentence."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from mit_trainer import __version__
from mit_trainer.commands import COMMANDS
from mit_trainer.errors import TrainerError

_TROUBLE = 2


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mit-trainer",
        description="Melodic intonation therapy: sing a phrase, tap it, speak it.",
    )
    parser.add_argument("--version", action="version", version=f"mit-trainer {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, sentence in COMMANDS.items():
        command = commands.add_parser(name, help=sentence, description=sentence)
        if name == chosen:  # the others are not even imported: the app must start quickly
            importlib.import_module(f"mit_trainer.commands.{name}").add_arguments(command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words:
        words = ["app"]
    chosen = next((word for word in words if word in COMMANDS), None)
    parsed = _parser(chosen).parse_args(words)
    command = importlib.import_module(f"mit_trainer.commands.{parsed.command}")
    try:
        return int(command.run(parsed))
    except TrainerError as trouble:
        print(f"mit-trainer: {trouble}", file=sys.stderr)
        return _TROUBLE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
