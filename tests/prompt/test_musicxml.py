"""Tunes as MusicXML: what is written comes back, and hostile files are refused."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.prompt.musicxml import read_musicxml, written_musicxml
from mit_trainer.prosody.melody import MelodyNote
from tests.prompt.test_midi import A_NOTE, laid

NOTE = (
    "<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration>"
    "<lyric><text>good</text></lyric></note>"
)


def score(inside: str, head: str = "") -> str:
    """Give a score of one measure."""
    return (
        f'<?xml version="1.0"?>{head}<score-partwise version="4.0"><part id="P1"><measure>'
        f"<attributes><divisions>2</divisions></attributes>{inside}"
        "</measure></part></score-partwise>"
    )


@given(notes=st.lists(A_NOTE, min_size=1, max_size=20))
def test_a_tune_comes_back(
    tmp_path_factory: pytest.TempPathFactory, notes: list[tuple[float, float, str]]
) -> None:
    """Times within a millisecond or two, pitch within a cent, syllables to the letter."""
    path = tmp_path_factory.mktemp("xml") / "tune.musicxml"
    wanted = laid(notes)
    path.write_bytes(written_musicxml(wanted, "Fish & chips"))
    found = read_musicxml(path)
    assert [note.lyric for note in found] == [note.lyric for note in wanted]
    for one, other in zip(found, wanted, strict=True):
        assert one.onset_s == pytest.approx(other.onset_s, abs=1.2e-3)
        assert one.duration_s == pytest.approx(other.duration_s, abs=2e-3)
        assert one.pitch == pytest.approx(other.pitch, abs=0.01)


def test_rests_ties_and_tempo_are_read(tmp_path: Path) -> None:
    """At 60 a minute: a second, a second of rest, then C sharp tied over a second and a half."""
    tied = NOTE.replace("<octave>", "<alter>1</alter><octave>").replace("good", "bye")
    first = tied.replace("<lyric>", '<tie type="start"/><lyric>')
    second = tied.replace("<lyric>", '<tie type="stop"/><lyric>').replace(">2<", ">1<")
    rest = "<note><rest/><duration>2</duration></note>"
    path = tmp_path / "tune.musicxml"
    path.write_text(score('<sound tempo="60"/>' + NOTE + rest + first + second), "utf-8")
    assert read_musicxml(path) == (
        MelodyNote(0.0, 1.0, 60.0, "good"),
        MelodyNote(2.0, 1.5, 61.0, "bye"),
    )


def test_notes_are_whole_half_tones_for_other_programs(tmp_path: Path) -> None:
    """54 less 47 cents is written as F sharp 3; after an edit by others it is just that."""
    data = written_musicxml(laid([(1.0, 53.53, "I"), (1.0, 56.53, "want")]), "I want").decode()
    assert "<step>F</step><alter>1</alter><octave>3</octave>" in data
    assert "." not in data.split("<measure")[1].split("<sound")[1].split("/>")[1]
    path = tmp_path / "tune.musicxml"
    path.write_text(data.replace(">-47.0 -47.0<", ">-47.0<"), "utf-8")
    assert [note.pitch for note in read_musicxml(path)] == [54.0, 57.0]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not a whole MusicXML file"),
        (score(NOTE)[:-40], "not a whole MusicXML file"),
        ("<html/>", "not a MusicXML file by parts"),
        (score(NOTE.replace("good", "&b;"), BOMB), "not a whole MusicXML file"),
        (score(NOTE.replace("good", "&a;"), OUTSIDE), "not a whole MusicXML file"),
        (score(NOTE + NOTE.replace("<pitch>", "<chord/><pitch>")), "more than one voice"),
        (score(NOTE + "<backup><duration>2</duration></backup>"), "more than one voice"),
        (score(NOTE.replace(">C<", ">H<")), "cannot be understood"),
        (score(NOTE.replace(">4<", ">four<")), "cannot be understood"),
        (score(NOTE.replace(">2<", ">nan<")), "cannot be understood"),
        (score(NOTE.replace(">2<", ">-2<")), "cannot be understood"),
        (score(NOTE * 6000), "far more notes"),
        (score(NOTE).replace("</part>", '</part><part id="P2"/>'), "has 2 parts"),
        (score(NOTE + " " * 1_000_000), "far too large"),
    ],
)
def test_says_why_a_file_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    """What is no tune, cut off, many-voiced, a bomb or huge ends in one sentence."""
    path = tmp_path / "tune.musicxml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput, match=sentence):
        read_musicxml(path)


def test_a_compressed_score_says_how_to_save_it(tmp_path: Path) -> None:
    """A zipped score is refused with what to do."""
    path = tmp_path / "tune.musicxml"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("score.xml", score(NOTE))
    with pytest.raises(BadInput, match="save it as plain MusicXML"):
        read_musicxml(path)
