"""Melodies as standard MIDI files, with the syllables as lyrics.

What is between two half tones is written as a pitch bend of the usual two half tones' reach,
so that a tune comes back as it was.  Tempo is written so that one beat is one second.

Conventions
-----------
Times are seconds.  A file is read whole or refused with one sentence.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mit_trainer.errors import BadInput
from mit_trainer.prosody.melody import MelodyNote

TICKS_PER_S = 960
_USUAL_TEMPO, _OUR_TEMPO = 500_000, 1_000_000  # microseconds a beat
_VELOCITY, _CHANNEL = 80, 0
_BEND_ST, _BEND_FULL = 2.0, 8192
LARGEST_BYTES = 1_000_000
MOST_EVENTS = 20_000


def written_midi(notes: tuple[MelodyNote, ...], title: str) -> bytes:
    """Give the bytes of a file with one track."""
    import mido

    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=title, time=0))
    track.append(mido.MetaMessage("set_tempo", tempo=_OUR_TEMPO, time=0))
    at = 0
    for note in notes:
        start, end = (
            round(edge_s * TICKS_PER_S) for edge_s in (note.onset_s, note.onset_s + note.duration_s)
        )
        whole = round(note.pitch)
        bend = round((note.pitch - whole) / _BEND_ST * _BEND_FULL)
        if note.lyric:
            track.append(mido.MetaMessage("lyrics", text=note.lyric, time=start - at))
            at = start
        track.append(mido.Message("pitchwheel", pitch=bend, channel=_CHANNEL, time=start - at))
        track.append(mido.Message("note_on", note=whole, velocity=_VELOCITY, time=0))
        track.append(mido.Message("note_off", note=whole, velocity=0, time=end - start))
        at = end
    file = mido.MidiFile(type=0, ticks_per_beat=TICKS_PER_S, charset="utf-8")
    file.tracks.append(track)
    content = io.BytesIO()
    file.save(file=content)
    return content.getvalue()


def read_midi(path: Path) -> tuple[MelodyNote, ...]:
    """Read the notes of a file, in order of time.

    Raises `BadInput` when it is no MIDI file, too large, cut off, or never ends a note.
    """
    import mido

    data = read_bytes(path, LARGEST_BYTES)
    try:
        file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
    except (OSError, EOFError, ValueError, KeyError, IndexError, LookupError) as error:
        raise BadInput(f"{path} is not a whole MIDI file; export the tune again.") from error
    if sum(len(track) for track in file.tracks) > MOST_EVENTS:
        raise BadInput(f"{path} holds far more notes than a phrase has; export one phrase only.")
    if file.ticks_per_beat <= 0:
        raise BadInput(f"{path} does not say how fast it is; export the tune again.")
    return tuple(sorted(_notes(file, path), key=lambda note: note.onset_s))


def read_bytes(path: Path, most: int) -> bytes:
    """Read a file that is not too large."""
    try:
        if path.stat().st_size > most:
            raise BadInput(f"{path} is far too large for the tune of a phrase; choose another.")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}); check its name.") from error


def _notes(file: Any, path: Path) -> Iterator[MelodyNote]:
    import mido

    at_s, tempo, bend, lyric = 0.0, _USUAL_TEMPO, 0.0, ""
    open_notes: dict[tuple[int, int], tuple[float, float, str]] = {}
    for message in mido.merge_tracks(file.tracks):
        at_s += mido.tick2second(message.time, file.ticks_per_beat, tempo)
        if message.type == "set_tempo":
            tempo = message.tempo
        elif message.type == "lyrics":
            lyric = message.text.strip(" -\r\n")
        elif message.type == "pitchwheel":
            bend = message.pitch / _BEND_FULL * _BEND_ST
        elif message.type == "note_on" and message.velocity > 0:
            key = (message.channel, message.note)
            if key in open_notes:
                raise BadInput(f"A note of {path} begins again before it ends; use one voice.")
            open_notes[key] = (at_s, message.note + bend, lyric)
            lyric = ""
        elif message.type in ("note_on", "note_off"):
            begun = open_notes.pop((message.channel, message.note), None)
            if begun is not None:
                yield MelodyNote(begun[0], at_s - begun[0], begun[1], begun[2])
    if open_notes:
        raise BadInput(f"A note of {path} never ends; export the tune again.")
