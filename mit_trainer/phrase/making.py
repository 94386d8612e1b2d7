"""Makes a deck of a table or of a folder of pictures and recordings.

What is made is a `Material`: the text of ``deck.toml`` with its pictures and recordings.
Rows and files that cannot be used are told one by one; the others are kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import Fault
from mit_trainer.phrase.deck_shape import unfit
from mit_trainer.phrase.draft import Draft, DraftHead, slug, written, written_head
from mit_trainer.phrase.photo import LARGEST_BYTES, scaled
from mit_trainer.phrase.table import LARGEST_BYTES as LARGEST_TABLE
from mit_trainer.phrase.table import MOST_ROWS, read_table
from mit_trainer.phrase.voice_note import flac

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_SHIPPED_SOURCE = "OpenMoji 17.0, CC BY-SA 4.0"
_SOUNDS = (".wav", ".flac", ".ogg", ".mp3", ".aif", ".aiff")


@dataclass(frozen=True)
class Material:
    """A deck as files; ``pictures`` and ``recordings`` by file name."""

    deck: str
    pictures: dict[str, bytes]
    recordings: dict[str, bytes]


@dataclass(frozen=True)
class _Wanted:
    """A phrase, where it comes from, and the files that belong to it."""

    where: tuple[str, int | None]
    draft: Draft
    picture: Path | None = None
    sound: Path | None = None


def from_table(path: Path, head: DraftHead, shipped: Path) -> tuple[Material, list[Fault]]:
    """Make a deck of a table; its pictures lie beside it, or are shipped ones by name."""
    rows, troubles = read_table(read_file(path, LARGEST_TABLE), path.name)
    faults = [Fault(path.name, line, sentence) for line, sentence in troubles]
    wanted = []
    for row in rows:
        named = re.split(r"[\\/]", row.draft.picture)[-1]
        own = path.parent / named if named and (path.parent / named).is_file() else None
        if named and own is None and not (shipped / named).is_file():
            sentence = f'there is no picture "{named}" beside the table; the phrase has none now.'
            faults.append(Fault(path.name, row.line, sentence))
            named = ""
        source = row.draft.picture_source or (_SHIPPED_SOURCE if named and own is None else "")
        draft = replace(row.draft, picture=named, picture_source=source)
        wanted.append(_Wanted((path.name, row.line), draft, own))
    return _made(wanted, head, faults)


def from_folder(folder: Path, head: DraftHead) -> tuple[Material, list[Fault]]:
    """Make a deck of the files of a folder; their names are the phrases."""
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        kind = path.suffix.lower()
        if path.is_file() and kind in (*_PICTURES, *_SOUNDS):
            known = found.setdefault(_phrase_of(path.stem), {})
            known.setdefault("picture" if kind in _PICTURES else "sound", path)
    if not found:
        raise BadInput(
            f"There are no pictures or recordings in {folder}; name each one after its phrase, "
            'like "good morning.jpg".'
        )
    if len(found) > MOST_ROWS:
        raise BadInput(f"{folder} holds more than {MOST_ROWS} phrases; divide it.")
    wanted = [
        _Wanted(
            (next(iter(files.values())).name, None),
            Draft(text, picture=files["picture"].name if "picture" in files else ""),
            files.get("picture"),
            files.get("sound"),
        )
        for text, files in found.items()
    ]
    return _made(wanted, head, [])


def _phrase_of(stem: str) -> str:
    """Read "01_good-morning" as "Good morning"."""
    text = re.sub(r"^\d+[\s._-]+", "", stem)
    text = text.replace("_", " ") if "_" in text or " " in text else text.replace("-", " ")
    return text[:1].upper() + " ".join(text.split())[1:]


def _made(
    wanted: Iterable[_Wanted], head: DraftHead, faults: list[Fault]
) -> tuple[Material, list[Fault]]:
    """Write all that can be used."""
    text = written_head(head)
    pictures: dict[str, bytes] = {}
    recordings: dict[str, bytes] = {}
    taken: set[str] = set()
    for one in wanted:
        try:
            identity = _identity(one.draft.text, taken)
            picture = _picture(one, identity, pictures, faults)
            table = written(replace(one.draft, picture=picture), identity, head.language)
        except BadInput as trouble:
            faults.append(Fault(*one.where, str(trouble)))
            continue
        taken.add(identity)
        text += table
        _sound(one, identity, recordings, faults)
    if not taken:
        more = f" (and {len(faults) - 1} more like it)" if len(faults) > 1 else ""
        raise BadInput(f"{faults[0]}{more}" if faults else "There is no phrase in this table.")
    faults.sort(key=lambda fault: fault.line or 0)
    used = {name: data for name, data in pictures.items() if f'"{name}"' in text}
    return Material(text, used, recordings), faults


def _identity(text: str, taken: set[str]) -> str:
    sign = unfit(text)
    if sign:
        raise BadInput(f'"{text[:60]}" {sign}')
    identity = slug(text)
    if not identity:
        raise BadInput(f'there are no words in "{text[:60]}"; write a phrase such as "more tea".')
    if identity in taken:
        raise BadInput(f'the phrase "{text}" stands here a second time; it is kept once.')
    return identity


def _picture(one: _Wanted, identity: str, pictures: dict[str, bytes], faults: list[Fault]) -> str:
    """Keep the picture of a phrase, scaled, under the phrase's own name; without, nothing."""
    if one.picture is None:
        return one.draft.picture
    try:
        data, ending = scaled(read_file(one.picture, LARGEST_BYTES), one.picture.name)
    except BadInput as trouble:
        faults.append(Fault(*one.where, str(trouble)))
        return ""
    pictures[identity + ending] = data
    return identity + ending


def _sound(one: _Wanted, identity: str, recordings: dict[str, bytes], faults: list[Fault]) -> None:
    if one.sound is None:
        return
    try:
        recordings[f"{identity}.flac"] = flac(read_file(one.sound, LARGEST_BYTES), one.sound.name)
    except BadInput as trouble:
        faults.append(Fault(*one.where, str(trouble)))


def read_file(path: Path, largest: int) -> bytes:
    """Read a file that a person has named, unless it is larger than ``largest`` bytes."""
    try:
        if not path.is_file():
            raise BadInput(f"There is no file {path}; check its name.")
        if path.stat().st_size > largest:
            raise BadInput(
                f"{path.name} is larger than {largest // 1_000_000} MB; make it smaller."
            )
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be opened ({error.strerror}); check it.") from error
