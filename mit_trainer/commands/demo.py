"""``mit-trainer demo``: a whole session with the simulated patient, into a folder."""

import argparse
from datetime import datetime
from pathlib import Path

from mit_trainer import places
from mit_trainer.commands.protocols import protocol


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--out", metavar="DIR", type=Path, help="new or empty folder to write into")
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same grades (default: 1)"
    )
    parser.add_argument(
        "--ability", default="moderate", help="severe, moderate or mild (default: moderate)"
    )
    parser.add_argument(
        "--phrases", type=int, metavar="N", help="so many phrases (default: as the protocol says)"
    )
    parser.add_argument(
        "--protocol", metavar="ID", help="play every level of this protocol, one after the other"
    )


def run(arguments: argparse.Namespace) -> int:
    """Play, and say where everything is."""
    from mit_trainer import wiring  # slow: it brings every part of the road

    out = arguments.out or _usual_folder()
    variant = protocol(arguments.protocol) if arguments.protocol else None
    played = wiring.play(
        out.expanduser().absolute(), arguments.seed, arguments.ability, arguments.phrases, variant
    )
    print(
        f"The simulated patient practised {played.n_phrases} phrases "
        f"and was given {played.points} of {played.points_max} points."
    )
    for path in played.files:
        print(f"  {path}")
    print(f"  {played.takes}  ({played.n_takes} sealed recordings)")
    return 0


def _usual_folder() -> Path:
    return places.data_folder().root / "demos" / f"{datetime.now():%Y-%m-%d %H.%M.%S}"
