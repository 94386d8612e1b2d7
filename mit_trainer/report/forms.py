"""A report in the form that was asked for, written whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from mit_trainer.errors import BadInput
from mit_trainer.ports import Ledger
from mit_trainer.progress import Levels
from mit_trainer.record import Entry, PatientAdded
from mit_trainer.report import pdf, png, table, text
from mit_trainer.report.faces import Faces
from mit_trainer.report.page import page
from mit_trainer.report.summary import Material, summarise

FORMS = ("pdf", "png", "csv", "text")
_PNG_HEIGHT_PX = 1754  # A4 at 150 dots per inch


def gather(patient: PatientAdded, ledger: Ledger, levels: Levels, *, written: datetime) -> Material:
    """Read everything a report is made from; waits for the book."""
    summaries = ledger.summaries(patient.patient).result()
    entries: list[Entry] = []
    for summary in summaries:
        entries += ledger.session(summary.session).result()
    return Material(patient.code, summaries, tuple(entries), levels, written)


def write_report(material: Material, form: str, path: Path, faces: Faces) -> tuple[Path, ...]:
    """Write a report and return its files; a table brings its dictionary along.

    Raises `BadInput` when no file can be written there; then nothing is left behind and
    an older file stays as it was.
    """
    if not path.name:
        raise BadInput(f"{path} is a folder; give the name of a file to write.")
    files = {
        path.with_name(path.stem + ending + path.suffix): content
        for ending, content in rendered(material, form, faces).items()
    }
    write_all(files)
    return tuple(files)


def rendered(material: Material, form: str, faces: Faces) -> Mapping[str, bytes]:
    """Make the contents of the files of one form, by what is added to the file's name."""
    match form:
        case "pdf":
            sheet = pdf.sheet(page(material, faces), faces, title=f"Progress of {material.code}")
            return {"": sheet}
        case "png":
            file = BytesIO()
            picture = png.picture(page(material, faces), faces, height_px=_PNG_HEIGHT_PX)
            picture.save(file, "png", optimize=False)
            return {"": file.getvalue()}
        case "csv":
            return {
                "": table.attempts(material).encode(),
                "_dictionary": table.dictionary().encode(),
            }
        case "text":
            return {"": text.plain(summarise(material)).encode()}
        case _:
            raise BadInput(f'There is no report of the form "{form}"; use {", ".join(FORMS)}.')


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files whole or not at all; raises `BadInput` when they cannot be written."""
    waiting: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            if path.exists() and not path.is_file():
                raise BadInput(f"{path} is a folder or a device; give the name of a file to write.")
            waiting[_written_beside(path, content)] = path
        while waiting:
            part, path = waiting.popitem()
            part.replace(path)
    except OSError as error:
        raise BadInput(
            f"The report cannot be written to {path} ({error.strerror}); choose another place."
        ) from error
    finally:
        for part in waiting:
            part.unlink(missing_ok=True)


def _written_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part
