"""Tunes as MIDI: what is written comes back, and hostile files are refused."""

import io
from contextlib import suppress
from pathlib import Path

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.prompt.midi import MOST_EVENTS, read_midi, written_midi
from mit_trainer.prosody.melody import MelodyNote

LYRICS = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)
A_NOTE = st.tuples(st.floats(0.06, 3.0), st.floats(40.0, 80.0), LYRICS)


def laid(notes: list[tuple[float, float, str]]) -> tuple[MelodyNote, ...]:
    """Put notes one after the other."""
    placed, at_s = [], 0.0
    for length_s, pitch, lyric in notes:
        placed.append(MelodyNote(at_s, length_s, pitch, lyric))
        at_s += length_s
    return tuple(placed)


@given(notes=st.lists(A_NOTE, min_size=1, max_size=20))
def test_a_tune_comes_back(
    tmp_path_factory: pytest.TempPathFactory, notes: list[tuple[float, float, str]]
) -> None:
    """Times within a millisecond or two, pitch within a cent, syllables to the letter."""
    path = tmp_path_factory.mktemp("midi") / "tune.mid"
    wanted = laid(notes)
    path.write_bytes(written_midi(wanted, "Good morning"))
    found = read_midi(path)
    assert [note.lyric for note in found] == [note.lyric for note in wanted]
    for one, other in zip(found, wanted, strict=True):
        assert one.onset_s == pytest.approx(other.onset_s, abs=1.2e-3)
        assert one.duration_s == pytest.approx(other.duration_s, abs=2e-3)
        assert one.pitch == pytest.approx(other.pitch, abs=0.01)


def file_of(*messages: mido.Message | mido.MetaMessage) -> bytes:
    """Give a file with these messages."""
    track = mido.MidiTrack(messages)
    content = io.BytesIO()
    mido.MidiFile(type=0, tracks=[track]).save(file=content)
    return content.getvalue()


ON = mido.Message("note_on", note=60, velocity=64, time=0)
OFF = mido.Message("note_off", note=60, velocity=0, time=480)


def test_tempo_and_rests_of_other_programs_are_read(tmp_path: Path) -> None:
    """At 120 a minute 480 ticks are half a second; a tempo change counts from where it stands."""
    slow = mido.MetaMessage("set_tempo", tempo=1_000_000, time=0)
    path = tmp_path / "tune.mid"
    path.write_bytes(file_of(ON, OFF, slow, ON.copy(time=480), OFF))
    assert read_midi(path) == (MelodyNote(0.0, 0.5, 60.0), MelodyNote(1.5, 1.0, 60.0))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a whole MIDI file"),
        (b"RIFF....WAVEfmt ", "not a whole MIDI file"),
        (file_of(ON, OFF)[:-9], "not a whole MIDI file"),
        (file_of(ON), "never ends"),
        (file_of(ON, ON, OFF), "begins again before it ends"),
        (file_of(*[ON, OFF] * MOST_EVENTS), "far more notes"),
        (bytes(1_000_001), "far too large"),
    ],
)
def test_says_why_a_file_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    """What is no tune, cut off, endless or huge ends in one sentence."""
    path = tmp_path / "tune.mid"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=sentence):
        read_midi(path)


@given(data=st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes behind a true head are read or refused, never anything else."""
    path = tmp_path_factory.mktemp("midi") / "tune.mid"
    path.write_bytes(file_of(ON, OFF)[:22] + data)
    with suppress(BadInput):
        read_midi(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(BadInput, match=r"none.mid cannot be read"):
        read_midi(tmp_path / "none.mid")
