"""Tunes in files named at the shell: MIDI or MusicXML, by the end of the name."""

import os
from contextlib import suppress
from pathlib import Path

from mit_trainer.errors import BadInput
from mit_trainer.prompt.midi import read_midi, written_midi
from mit_trainer.prompt.musicxml import read_musicxml, written_musicxml
from mit_trainer.prosody.melody import follow, melody
from mit_trainer.prosody.plan import ProsodyPlan

_MIDI = (".mid", ".midi")
_MUSICXML = (".musicxml", ".xml")


def read_tune(path: Path, planned: ProsodyPlan) -> ProsodyPlan:
    """Give a phrase the tune in a file; raises `BadInput` when it does not fit."""
    kind = _kind(path)
    notes = read_midi(path) if kind in _MIDI else read_musicxml(path)
    return follow(planned, notes, str(path))


def write_tune(path: Path, planned: ProsodyPlan) -> None:
    """Write the tune of a phrase: all of the file or nothing."""
    writer = written_midi if _kind(path) in _MIDI else written_musicxml
    content = writer(melody(planned), planned.phrase.text)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BadInput(
            f"{path} cannot be written ({error.strerror}); choose another place."
        ) from error


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in _MIDI + _MUSICXML:
        raise BadInput(f'The name of a tune must end in .mid or .musicxml; "{path}" does not.')
    return kind
