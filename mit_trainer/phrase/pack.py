"""A deck as one file to share: an archive of the deck, its pictures and recordings.

Its members are ``deck.toml``, ``pictures/...``, ``recordings/...`` and ``checksums.txt``,
which has the SHA-256 of each of the others.  What comes from elsewhere is not believed:
names, sizes and checksums are looked at first, and pictures and recordings are written anew.
"""

import hashlib
import io
import re
import stat
import zipfile
import zlib
from pathlib import Path

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import DECK_FILE, read_deck
from mit_trainer.phrase.making import Material
from mit_trainer.phrase.photo import scaled
from mit_trainer.phrase.voice_note import flac

ENDING = ".mitdeck"
_CHECKSUMS = "checksums.txt"
LARGEST_PACK = 200_000_000  # bytes
_LARGEST_MEMBER = 10_000_000
_LARGEST_WHOLE = 250_000_000
_MOST_MEMBERS = 2_100
_NAME = re.compile(
    rf"{re.escape(DECK_FILE)}|{re.escape(_CHECKSUMS)}"
    r"|pictures/[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(png|jpg)|recordings/[a-z0-9][a-z0-9-]{0,80}\.flac"
)
_MADE = (2020, 1, 1, 0, 0, 0)  # always the same, so that the same deck makes the same file


def packed(path: Path, pictures: Path) -> bytes:
    """Pack a deck without fault, with every picture and recording that it uses."""
    deck = read_deck(path, pictures)
    members = {DECK_FILE: path.read_bytes()}
    for phrase in deck.phrases:
        if phrase.picture is not None:
            found = pictures / phrase.picture  # a whole path stays what it is
            members[f"pictures/{found.name}"] = found.read_bytes()
        if phrase.recording is not None:
            members[f"recordings/{phrase.id}.flac"] = Path(phrase.recording).read_bytes()
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items()]
    members[_CHECKSUMS] = "".join(sums).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unpacked(data: bytes, name: str) -> Material:
    """Read what somebody shared; `BadInput` says why it cannot be believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = _listed(archive, name)
            members = {one.filename: _member(archive, one, name) for one in listed}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise BadInput(f"{name} is no deck that can be opened; ask for it again.") from error
    _check_sums(members, name)
    try:
        deck = members[DECK_FILE].decode()
    except UnicodeDecodeError as error:
        raise BadInput(f"{name}: {DECK_FILE} is no text; ask for it again.") from error
    pictures, recordings = {}, {}
    for member, found in members.items():
        plain = Path(member)
        if plain.parent.name == "pictures":
            pictures[plain.name] = scaled(found, f"{name}: {member}", plain.suffix)[0]
        elif plain.parent.name == "recordings":
            recordings[plain.name] = flac(found, f"{name}: {member}")
    return Material(deck, pictures, recordings)


def _listed(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Look at the list of members before anything is unpacked."""
    listed = archive.infolist()
    names = [one.filename for one in listed]
    if not all(map(_NAME.fullmatch, names)) or len(names) != len(set(names)):
        raise BadInput(f"{name} holds files that belong to no deck; it was not opened.")
    if len(names) > _MOST_MEMBERS or sum(one.file_size for one in listed) > _LARGEST_WHOLE:
        raise BadInput(f"{name} would become too large for a deck; it was not opened.")
    if not {DECK_FILE, _CHECKSUMS} <= set(names):
        raise BadInput(f"{name} is no deck: {DECK_FILE} or its checksums are missing.")
    for one in listed:
        link, locked = stat.S_ISLNK(one.external_attr >> 16), one.flag_bits & 0x1
        if link or locked or one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadInput(f"{name} holds links or locked files; it was not opened.")
    return listed


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one member, but never more of it than a deck needs."""
    with archive.open(one) as file:
        data = file.read(_LARGEST_MEMBER + 1)
    if len(data) > _LARGEST_MEMBER:
        raise BadInput(f"{name}: {one.filename} is too large; it was not opened.")
    return data


def _check_sums(members: dict[str, bytes], name: str) -> None:
    lines = members[_CHECKSUMS].decode("utf-8", "replace").splitlines()
    told = {one: checksum for checksum, _, one in (line.partition("  ") for line in lines)}
    for member, data in members.items():
        if member != _CHECKSUMS and told.get(member) != hashlib.sha256(data).hexdigest():
            raise BadInput(f"{name}: {member} is damaged or was changed; ask for it again.")
