"""``mit-trainer advice``: what a patient's sittings speak for; the therapist decides."""

import argparse

from mit_trainer import places
from mit_trainer.commands.protocols import protocol
from mit_trainer.commands.report import find
from mit_trainer.ports import Ledger
from mit_trainer.session.advising import proposals
from mit_trainer.session.past import past
from mit_trainer.ui.advice import sentence
from mit_trainer.ui.words import read_words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("patient", metavar="PATIENT", help="the patient's code")
    parser.add_argument(
        "--simulated", action="store_true", help="of the sittings of the simulated patient"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one sentence for each proposal."""
    from mit_trainer.wiring import open_for_shell  # brings the store and the vault along

    with open_for_shell() as book:
        for line in lines(book.ledger, arguments.patient, simulated=arguments.simulated):
            print(line)
    return 0


def lines(ledger: Ledger, name: str, *, simulated: bool) -> tuple[str, ...]:
    """Find a patient's proposals, as sentences."""
    patient = find(name, ledger).patient
    before = past(
        ledger.summaries(patient).result(), ledger.finished(patient).result(), simulated=simulated
    )
    words = read_words(places.WORDS, "en")
    if not before.sittings:
        return (words("advice.no-sittings"),)
    variant = protocol(before.sittings[-1].variant)
    found = proposals(variant, before)
    return tuple(sentence(words, variant, one) for one in found) or (words("advice.go-on"),)
