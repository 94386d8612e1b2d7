"""Decks as one file, and files that only look like one."""

import hashlib
import io
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import read_deck
from mit_trainer.phrase.own import add_deck, own_decks
from mit_trainer.phrase.pack import packed, unpacked
from mit_trainer.places import PHRASES, PICTURES

DECK = """\
name = "Ours"
author = "A. Therapist"
licence = "private"
version = "1"
language = "en"

[[phrase]]
id = "more-tea"
text = "More tea"
notation = "more TEA"
probe = "What now?"
probe_notation = "what NOW"
picture = "tea.jpg"
picture_source = "own"
level = "elementary"
item_set = "trained"
function = "food"
formulaic = false
"""


def picture() -> bytes:
    """Make a small photo."""
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(made, "JPEG")
    return made.getvalue()


def sound() -> bytes:
    """Make a short recording."""
    made = io.BytesIO()
    tone = 0.3 * np.sin(2 * np.pi * 150 * np.arange(8_000) / 16_000)
    soundfile.write(made, tone, 16_000, format="FLAC")
    return made.getvalue()


MEMBERS = {
    "deck.toml": DECK.encode(),
    "pictures/tea.jpg": picture(),
    "recordings/more-tea.flac": sound(),
}


def archive(members: dict[str, bytes], *, sums: bool = True) -> bytes:
    """Pack members by hand, with their checksums."""
    made = io.BytesIO()
    told = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items()
    )
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in members.items():
            whole.writestr(name, data)
        if sums:
            whole.writestr("checksums.txt", told)
    return made.getvalue()


def test_a_shipped_deck_goes_out_and_comes_in_whole(tmp_path: Path) -> None:
    """Phrases, pictures and the content's hash are the same on the other side."""
    shipped = PHRASES / "en" / "first-words.toml"
    data = packed(shipped, PICTURES)
    assert data == packed(shipped, PICTURES)
    deck, _ = add_deck(unpacked(data, "a.mitdeck"), tmp_path)
    before = read_deck(shipped)
    assert deck.content_hash == before.content_hash
    assert [phrase.id for phrase in deck.phrases] == [phrase.id for phrase in before.phrases]
    assert deck.id == "first-words-own"  # the shipped one keeps its name
    assert deck.phrases[0].picture == str(tmp_path / "en/first-words-own/pictures/sunrise.png")


def test_own_pictures_and_recordings_travel(tmp_path: Path) -> None:
    """A deck with a photo and a voice is packed from where it was added, and added again."""
    deck, path = add_deck(unpacked(archive(MEMBERS), "a.mitdeck"), tmp_path / "one")
    again, _ = add_deck(unpacked(packed(path, PICTURES), "b.mitdeck"), tmp_path / "two")
    for one in (deck, again):
        (phrase,) = one.phrases
        assert phrase.picture is not None
        assert phrase.recording is not None
        assert soundfile.info(phrase.recording).frames == 8_000
        with Image.open(phrase.picture) as image:
            assert image.size == (60, 40)
    assert own_decks(tmp_path / "two", "en") == ((again,), ())


def linked() -> bytes:
    """Make an archive with a link where a picture should be."""
    made = io.BytesIO(archive({"deck.toml": DECK.encode()}))
    with zipfile.ZipFile(made, "a") as whole:
        link = zipfile.ZipInfo("pictures/tea.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        whole.writestr(link, "/etc/passwd")
    return made.getvalue()


def twice() -> bytes:
    """Make an archive with two decks of one name."""
    made = io.BytesIO(archive(MEMBERS))
    with zipfile.ZipFile(made, "a") as whole, pytest.warns(UserWarning, match="Duplicate"):
        whole.writestr("deck.toml", "other")
    return made.getvalue()


def locked() -> bytes:
    """Set the mark of a password on every member."""
    data = bytearray(archive(MEMBERS))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(head)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(head, at + 4)
    return bytes(data)


def squeezed() -> bytes:
    """Pack with a method that decks do not use."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as whole:
        for name, data in {**MEMBERS, "checksums.txt": b""}.items():
            whole.writestr(name, data)
    return made.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a way out of the folder": (archive({**MEMBERS, "../../evil.png": b""}), "belong to no deck"),
    "a way out of pictures": (archive({**MEMBERS, "pictures/../../a.png": b""}), "belong to no"),
    "a place on the disk": (archive({**MEMBERS, "/etc/cron.d/x": b""}), "belong to no deck"),
    "another drive": (archive({**MEMBERS, "C:\\x.png": b""}), "belong to no deck"),
    "a program": (archive({**MEMBERS, "setup.exe": b"MZ"}), "belong to no deck"),
    "a link": (linked(), "links or locked"),
    "a password": (locked(), "links or locked"),
    "another method": (squeezed(), "links or locked"),
    "a bomb": (archive({**MEMBERS, "pictures/a.png": b"0" * 20_000_000}), "is too large"),
    "no deck": (archive({"pictures/tea.jpg": picture()}), "is no deck"),
    "no checksums": (archive(MEMBERS, sums=False), "is no deck"),
    "no archive": (b"PK\x03\x04 not at all", "cannot be|no deck that can be opened"),
    "nothing": (b"", "no deck that can be opened"),
    "half of it": (archive(MEMBERS)[:-40], "no deck that can be opened"),
    "a false picture": (
        archive({**MEMBERS, "pictures/tea.jpg": b"<script>"}), "not a picture"),
    "a false recording": (
        archive({**MEMBERS, "recordings/more-tea.flac": b"MZ"}), "not a recording"),
    "a deck that is no text": (archive({**MEMBERS, "deck.toml": b"\xff\xfe"}), "is no text"),
    "thousands of files": (
        archive({**MEMBERS, **{f"pictures/a{k}.png": b"" for k in range(2_200)}}), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_not_opened(what: str) -> None:
    """Ways out, links, bombs, locks and false content: one sentence with the file's name."""
    data, sentence = HOSTILE[what]
    with pytest.raises(BadInput, match=rf"a\.mitdeck.*({sentence})") as caught:
        unpacked(data, "a.mitdeck")
    assert "\n" not in str(caught.value)


def test_two_decks_of_one_name_are_refused() -> None:
    """What one reader would take for the first and another for the last is taken by none."""
    with pytest.raises(BadInput, match="belong to no deck"):
        unpacked(twice(), "a.mitdeck")


def test_a_changed_file_is_found() -> None:
    """One letter of the deck changed without its checksum: the member is named."""
    members = {**MEMBERS, "checksums.txt": b""}
    told = "".join(f"{hashlib.sha256(data).hexdigest()}  {n}\n" for n, data in MEMBERS.items())
    members["checksums.txt"] = told.encode()
    members["deck.toml"] = DECK.replace("More tea", "More sea").encode()
    with pytest.raises(BadInput, match=r"deck\.toml is damaged or was changed"):
        unpacked(archive(members, sums=False), "a.mitdeck")


@given(st.integers(0, 2_000), st.integers(0, 255))
def test_one_wrong_byte_never_does_more_than_a_sentence(at: int, value: int) -> None:
    """Whichever byte is damaged, the same deck comes out or a sentence does."""
    data = bytearray(archive(MEMBERS))
    data[at % len(data)] = value
    try:
        assert unpacked(bytes(data), "a.mitdeck").deck == DECK
    except BadInput:
        return
