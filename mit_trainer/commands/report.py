"""``mit-trainer report``: a patient's progress as a page, a picture, a table or a text."""

import argparse
from datetime import datetime
from pathlib import Path

from mit_trainer import places
from mit_trainer.commands.protocols import known_variants
from mit_trainer.errors import BadInput
from mit_trainer.ports import Ledger
from mit_trainer.progress import levels
from mit_trainer.record import PatientAdded
from mit_trainer.report.faces import faces_in
from mit_trainer.report.forms import FORMS, gather, write_report

_LATER = "fhir"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("patient", metavar="PATIENT", help="the patient's code")
    parser.add_argument(
        "--format", choices=(*FORMS, _LATER), default=FORMS[0], help="default: %(default)s"
    )
    parser.add_argument(
        "-o", dest="file", metavar="FILE", type=Path, required=True, help="file to write"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the report and say where it is."""
    if arguments.format == _LATER:
        raise BadInput(f"FHIR export is not built yet; use {', '.join(FORMS)}.")
    from mit_trainer.wiring import open_for_shell  # brings the store and the vault along

    with open_for_shell() as book:
        write_from(book.ledger, arguments)
    return 0


def write_from(ledger: Ledger, arguments: argparse.Namespace) -> None:
    """Write the report from an open book."""
    patient = find(arguments.patient, ledger)
    known = levels(known_variants())
    material = gather(patient, ledger, known, written=datetime.now().astimezone())
    if not material.summaries:
        raise BadInput(f"{_shown(patient.code)} has no sessions yet; there is nothing to report.")
    faces = faces_in(places.FONTS)
    for path in write_report(material, arguments.format, arguments.file, faces):
        print(path)


def find(name: str, ledger: Ledger) -> PatientAdded:
    """Find the patient of a code, or of a code that differs only in capitals, or of an id."""
    everyone = [
        entry.fact
        for entry in ledger.patients().result()
        if isinstance(entry.fact, PatientAdded) and not entry.voided
    ]
    for found in (
        [one for one in everyone if one.code == name],
        [one for one in everyone if one.code.casefold() == name.casefold()],
        [one for one in everyone if one.patient == name],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(one.patient for one in found)
            raise BadInput(f'More than one patient is called "{_shown(name)}"; use one of {ids}.')
    if not everyone:
        raise BadInput("There is no patient in the records yet; add one in the app first.")
    codes = ", ".join(_shown(one.code) for one in everyone)
    raise BadInput(f'There is no patient "{_shown(name)}"; the codes are: {codes}.')


def _shown(name: str) -> str:
    """Make a name safe for a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
