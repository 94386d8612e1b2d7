"""Melodies as MusicXML files, with the syllables as lyrics.

A file is written with one part and one measure; one beat is one second (60 a minute).
Notes are whole half tones, because music programs refuse others; how many cents each is off
stands in a field that they pass over.  Reading refuses entities and everything else that a
score of one voice does not need.

Conventions
-----------
Times are seconds.  A file is read whole or refused with one sentence.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from mit_trainer.errors import BadInput
from mit_trainer.prompt.midi import LARGEST_BYTES, read_bytes
from mit_trainer.prosody.melody import MelodyNote

DIVISIONS = 960  # of a beat
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SHARPS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_USUAL_BPM = 120.0
_CENTS, _MOST_CENTS = "mit-trainer-cents", 51.0
_MOST_NOTES = 5_000
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 3.1 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)


def written_musicxml(notes: tuple[MelodyNote, ...], title: str) -> bytes:
    """Give the bytes of a file with one part."""
    ends_s = [following.onset_s for following in notes[1:]]
    ends_s.append(notes[-1].onset_s + notes[-1].duration_s)
    edges = [
        round((edge_s - notes[0].onset_s) * DIVISIONS) for edge_s in (notes[0].onset_s, *ends_s)
    ]
    beats = max(-(-edges[-1] // DIVISIONS), 1)
    lines = [
        '<score-partwise version="3.1">',
        f" <work><work-title>{escape(title)}</work-title></work>",
        " <identification><miscellaneous>"
        f'<miscellaneous-field name="{_CENTS}">{_cents(notes)}</miscellaneous-field>'
        "</miscellaneous></identification>",
        ' <part-list><score-part id="P1"><part-name>Voice</part-name></score-part></part-list>',
        ' <part id="P1"><measure number="1">',
        f"  <attributes><divisions>{DIVISIONS}</divisions><key><fifths>0</fifths></key>"
        f"<time><beats>{beats}</beats><beat-type>4</beat-type></time>"
        "<clef><sign>G</sign><line>2</line></clef></attributes>",
        "  <direction><direction-type><metronome><beat-unit>quarter</beat-unit>"
        '<per-minute>60</per-minute></metronome></direction-type><sound tempo="60"/></direction>',
        *(
            _written_note(note, end - start)
            for note, start, end in zip(notes, edges[:-1], edges[1:], strict=True)
        ),
        " </measure></part>",
        "</score-partwise>",
    ]
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _cents(notes: tuple[MelodyNote, ...]) -> str:
    return " ".join(f"{100.0 * (note.pitch - round(note.pitch)):.1f}" for note in notes)


def _written_note(note: MelodyNote, length: int) -> str:
    whole = round(note.pitch)
    name = _SHARPS[whole % 12]
    altered = "<alter>1</alter>" if len(name) > 1 else ""
    lyric = (
        f"<lyric><syllabic>single</syllabic><text>{escape(note.lyric)}</text></lyric>"
        if note.lyric
        else ""
    )
    return (
        f"  <note><pitch><step>{name[0]}</step>{altered}<octave>{whole // 12 - 1}</octave></pitch>"
        f"<duration>{length}</duration><voice>1</voice>{lyric}</note>"
    )


def read_musicxml(path: Path) -> tuple[MelodyNote, ...]:
    """Read the notes of the first part, in order.

    Raises `BadInput` when it is no whole MusicXML file, has chords or several voices, or
    tries to be larger than it looks.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    data = read_bytes(path, LARGEST_BYTES)
    if zipfile.is_zipfile(path):
        raise BadInput(f"{path} is compressed; save it as plain MusicXML (.musicxml).")
    try:
        score = fromstring(data, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadInput(f"{path} is not a whole MusicXML file; export the tune again.") from error
    if score.tag != "score-partwise":
        raise BadInput(f"{path} is not a MusicXML file by parts; export the tune again.")
    parts = score.findall("part")
    if len(parts) != 1:
        raise BadInput(f"{path} has {len(parts)} parts; export the one that is to be sung.")
    try:
        return _finely(tuple(_notes(parts[0], path)), score)
    except (ValueError, KeyError, OverflowError) as error:
        raise BadInput(f"A note of {path} cannot be understood; export the tune again.") from error


def _notes(part: Any, path: Path) -> Iterator[MelodyNote]:
    at_s, divisions, bpm, n_notes = 0.0, 1.0, _USUAL_BPM, 0
    held: MelodyNote | None = None
    for item in (one for measure in part.findall("measure") for one in measure):
        if item.tag == "attributes":
            divisions = _positive(item.findtext("divisions"), divisions)
        elif item.tag in ("direction", "sound"):
            sound = item if item.tag == "sound" else item.find("sound")
            bpm = _positive(sound.get("tempo") if sound is not None else None, bpm)
        elif item.tag in ("backup", "forward") or item.find("chord") is not None:
            raise BadInput(f"{path} has more than one voice; export the one that is to be sung.")
        elif item.tag == "note" and item.find("grace") is None:
            n_notes += 1
            if n_notes > _MOST_NOTES:
                raise BadInput(f"{path} holds far more notes than a phrase has; export one phrase.")
            beats = _positive(item.findtext("duration"), 0.0) / divisions
            length_s, pitch = beats * 60.0 / bpm, item.find("pitch")
            if pitch is not None:
                note = MelodyNote(at_s, length_s, _pitch(pitch), _lyric(item))
                ties = {tie.get("type") for tie in item.findall("tie")}
                if held is not None and "stop" in ties:
                    note = MelodyNote(
                        held.onset_s, held.duration_s + length_s, held.pitch, held.lyric
                    )
                held = note if "start" in ties else None
                if held is None:
                    yield note
            at_s += length_s


def _finely(notes: tuple[MelodyNote, ...], score: Any) -> tuple[MelodyNote, ...]:
    """Add the cents of our own files; a tune that has other notes by now keeps whole ones."""
    fields = score.findall("identification/miscellaneous/miscellaneous-field")
    texts = [field.text or "" for field in fields if field.get("name") == _CENTS]
    cents = [float(text) for text in texts[0].split()] if texts else []
    if len(cents) != len(notes) or not all(abs(one) <= _MOST_CENTS for one in cents):
        return notes
    pairs = zip(notes, cents, strict=True)
    return tuple(replace(note, pitch=note.pitch + one / 100.0) for note, one in pairs)


def _positive(text: str | None, usual: float) -> float:
    if text is None:
        return usual
    value = float(text)
    if not 0.0 < value < 1e6:
        raise ValueError(text)
    return value


def _pitch(pitch: Any) -> float:
    step, octave = pitch.findtext("step") or "", pitch.findtext("octave") or ""
    alter = float(pitch.findtext("alter") or 0.0)
    if not -3.0 <= alter <= 3.0:
        raise ValueError(step)
    return 12.0 * (int(octave) + 1) + _STEPS[step.strip()] + alter


def _lyric(note: Any) -> str:
    return (note.findtext("lyric/text") or "").strip()
