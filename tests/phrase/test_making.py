"""Decks made of tables and of folders of files."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from mit_trainer.errors import BadInput
from mit_trainer.phrase.draft import DraftHead
from mit_trainer.phrase.making import from_folder, from_table, read_file
from mit_trainer.phrase.own import write_file
from mit_trainer.places import PICTURES

HEAD = DraftHead("Mine", "me", "private", "en")


def photo(path: Path) -> None:
    """Put a large photo there."""
    Image.new("RGB", (900, 600), "green").save(path)


def recording(path: Path) -> None:
    """Put a second of sound there."""
    tone = 0.3 * np.sin(2 * np.pi * 150 * np.arange(16_000) / 16_000)
    soundfile.write(path, tone, 16_000)


def size(data: bytes) -> tuple[int, int]:
    """Measure a picture."""
    return Image.open(io.BytesIO(data)).size


def test_a_table_becomes_a_deck_that_reads_as_it_was_written(tmp_path: Path) -> None:
    """Text, notation, question, own and shipped picture come back; the others have none."""
    photo(tmp_path / "maria.jpg")
    table = tmp_path / "t.csv"
    table.write_text(
        "phrase;notation;question;picture\n"
        "Call Maria;call ma-RI-a;Whom shall I call?;C:\\pics\\maria.jpg\n"
        "More soup;;;soup.png\n"
        "Good morning;;;\n",
        encoding="utf-8",
    )
    material, faults = from_table(table, HEAD, PICTURES)
    deck, _ = write_file(material, tmp_path / "mine.toml")
    assert faults == []
    call, soup, morning = deck.phrases
    assert [one.stress for one in call.syllables] == [False, False, True, False]
    assert call.probe is not None
    assert call.probe.text == "Whom shall I call?"
    assert call.picture == str(tmp_path / "pictures" / "call-maria.jpg")
    assert size(material.pictures["call-maria.jpg"]) == (512, 341)
    assert (soup.picture, soup.picture_source) == ("soup.png", "OpenMoji 17.0, CC BY-SA 4.0")
    assert morning.picture is None


def test_bad_rows_are_told_by_line_and_good_ones_kept(tmp_path: Path) -> None:
    """Nothing that can be used is lost, also where a picture is missing or damaged."""
    (tmp_path / "bad.png").write_bytes(b"no picture")
    table = tmp_path / "t.csv"
    table.write_text(
        "text,picture\n,\nTea ☕,\nMore tea,no.png\nMore tea,\nשלום,\nMore soup,bad.png\n"
        + "la " * 60,
        encoding="utf-8",
    )
    material, faults = from_table(table, HEAD, PICTURES)
    assert [fault.line for fault in faults] == [3, 4, 5, 6, 7, 8]
    for fault, said in zip(
        faults,
        ("emoji", "no picture", "second time", "right to left", "not a picture", "60 syllables"),
        strict=True,
    ):
        assert said in fault.sentence
    assert material.deck.count("[[phrase]]") == 2
    assert material.pictures == {}


def test_a_folder_of_pictures_and_recordings_becomes_a_deck(tmp_path: Path) -> None:
    """Names of files are phrases; a picture and a recording of one name belong together."""
    photo(tmp_path / "01_good morning.jpg")
    recording(tmp_path / "good_morning.wav")
    photo(tmp_path / "more-tea.PNG")
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "broken.wav").write_bytes(b"no sound")
    material, faults = from_folder(tmp_path, HEAD)
    deck, _ = write_file(material, tmp_path / "mine.toml")
    assert [phrase.text for phrase in deck.phrases] == ["Good morning", "Broken", "More tea"]
    assert [str(fault).split(":")[0] for fault in faults] == ["broken.wav"]
    morning = deck.phrases[0]
    assert morning.recording == str(tmp_path / "recordings" / "good-morning.flac")
    assert soundfile.info(morning.recording).samplerate == 16_000
    assert deck.phrases[2].recording is None


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("t.csv", b"text\n", "no phrase in this table"),
        ("t.csv", b"text\n,\n", "t.csv, line 2|no phrase"),
        ("t.csv", "text\nשלום\nשלום\n".encode(), r"right to left.*\(and 1 more like it\)"),
        ("none.csv", None, "There is no file"),
    ],
)
def test_a_table_without_any_phrase_is_refused(
    tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    """When nothing can be used nothing is made, and the first reason is told."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=sentence):
        from_table(tmp_path / name, HEAD, PICTURES)


def test_an_empty_folder_and_a_large_file_are_refused(tmp_path: Path) -> None:
    """A folder without pictures says how files are named; a file too large is not read."""
    with pytest.raises(BadInput, match="no pictures or recordings"):
        from_folder(tmp_path, HEAD)
    (tmp_path / "a.csv").write_bytes(b"xxxx")
    with pytest.raises(BadInput, match="larger than"):
        read_file(tmp_path / "a.csv", 3)
