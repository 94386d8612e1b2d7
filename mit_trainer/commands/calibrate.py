"""``mit-trainer calibrate``: how late sound is on this device."""

import argparse

from mit_trainer import places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""
    parser.epilog = (
        "Nine short bursts of noise are played and must be heard by the microphone: no "
        "headphones, a quiet room, the loudspeaker at its usual loudness."
    )


def run(arguments: argparse.Namespace) -> int:
    """Measure, say what came out; exit status 1 when it cannot be used."""
    del arguments
    from mit_trainer.wiring.calibrating import measure_sound

    print("Please be quiet for about ten seconds; you will hear nine short bursts of noise.")
    found = measure_sound(places.data_folder())
    print(
        f"From “{found.speaker}” to “{found.microphone}”: {found.delay.n_good} of "
        f"{found.delay.n} bursts heard."
    )
    if not found.verdict.accepted:
        print(f"Not kept: {found.verdict.why}")
        return 1
    print(f"The sound delay is {found.verdict.why} ms; it is kept.")
    return 0
