"""Reads a deck of phrases from its file and says what is not right in it.

A deck is a TOML file that a therapist can write: a head (name, author, licence,
version, language) and one ``[[phrase]]`` table for each phrase.  The shipped
``phrases/en/first-words.toml`` is the example to copy.

Every fault is one sentence with the deck, the line, the phrase and the remedy.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck_shape import DeckHead, PhraseTable, mend, unfit
from mit_trainer.phrase.model import Deck, Phrase, PhraseId
from mit_trainer.phrase.notation import read_notation
from mit_trainer.places import PHRASES, PICTURES

DECK_FILE = "deck.toml"  # in a folder of its own, with pictures and recordings beside it
_LARGEST_FILE = 1_000_000  # bytes
_MOST_PHRASES = 1_000


@dataclass(frozen=True)
class Fault:
    """Something to mend in a deck; ``line`` is None when it concerns the whole file."""

    file: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        """Say it whole, for the person who wrote the deck."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.sentence}"


def read_deck(path: Path, pictures: Path = PICTURES) -> Deck:
    """Read one deck; `BadInput` carries the first fault when there is any."""
    deck, faults = check_deck(path, pictures)
    if deck is None:
        raise BadInput(str(faults[0]))
    return deck


def read_decks(folder: Path = PHRASES, language: str = "en") -> tuple[Deck, ...]:
    """Every deck of one language, in the order of the file names; none is an answer too."""
    return tuple(read_deck(path) for path in sorted((folder / language).glob("*.toml")))


def check_deck(path: Path, pictures: Path = PICTURES) -> tuple[Deck | None, tuple[Fault, ...]]:
    """Read one deck and find every fault in it; the deck is None when there is one."""
    reader = _Reader(path, pictures)
    deck = reader.read()
    return (None if reader.faults else deck), tuple(reader.faults)


class _Reader:
    """Reads one file and collects what is not right."""

    def __init__(self, path: Path, pictures: Path) -> None:
        self.faults: list[Fault] = []
        self._path = path
        self._pictures = pictures
        self._lines: list[str] = []
        self._bytes = b""

    def read(self) -> Deck | None:
        text = self._text()
        raw = self._toml(text) if text is not None else None
        if text is None or raw is None:
            return None
        self._lines = text.splitlines()
        tables = raw.pop("phrase", [])
        head = self._head(raw)
        phrases = self._phrases(tables, head.language if head else "en")
        if head is None or self.faults:
            return None
        return Deck(
            id=self._path.parent.name if self._path.name == DECK_FILE else self._path.stem,
            name=head.name,
            language=head.language,
            version=head.version,
            author=head.author,
            licence=head.licence,
            phrases=tuple(phrases),
            content_hash=hashlib.sha256(self._bytes).hexdigest(),
        )

    def _fault(self, sentence: str, line: int | None = None) -> None:
        self.faults.append(Fault(self._path.name, line, sentence))

    def _text(self) -> str | None:
        try:
            if not self._path.is_file():
                self._fault("there is no such file; check its name.")
                return None
            if self._path.stat().st_size > _LARGEST_FILE:
                self._fault("larger than 1 MB, too large for a deck; divide it into smaller ones.")
                return None
            self._bytes = self._path.read_bytes()
            return self._bytes.decode("utf-8-sig")  # some editors put a mark in front
        except OSError as error:
            self._fault(f"cannot be opened ({error.strerror}); check the file.")
        except UnicodeDecodeError:
            self._fault('not a text file in UTF-8; save it again with the encoding "UTF-8".')
        return None

    def _toml(self, text: str) -> dict[str, Any] | None:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+)", str(error))
            what = str(error).split(" (at")[0]
            line = int(place[1]) if place else len(text.splitlines())
            self._fault(f"not well-formed TOML here ({what}); mend this line.", line)
        except RecursionError:
            self._fault("tables inside tables too deep to be a deck; choose another file.")
        return None

    def _head(self, raw: dict[str, Any]) -> DeckHead | None:
        head, complaints = mend(raw, DeckHead)
        for key, sentence in complaints:
            self._fault(sentence, self._line_of(key, 0))
        return head

    def _phrases(self, tables: Any, language: str) -> list[Phrase]:
        if not isinstance(tables, list) or not tables:
            self._fault("no phrases; write each one as a table that begins with [[phrase]].")
            return []
        if len(tables) > _MOST_PHRASES:
            self._fault(f"{len(tables)} phrases; a deck holds at most {_MOST_PHRASES}: divide it.")
            return []
        starts = [i for i, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*phrase\b", line)]
        found: list[Phrase] = []
        first_at: dict[str, int] = {}
        for index, table in enumerate(tables):
            start = starts[index] if len(starts) == len(tables) else 0
            for key, sentence in self._phrase(table, language, found):
                name = table.get("id", f"number {index + 1}") if isinstance(table, dict) else index
                self._fault(f'phrase "{name}": {sentence}', self._line_of(key, start))
            self._twice(table, first_at, start)
        return found

    def _twice(self, table: Any, first_at: dict[str, int], start: int) -> None:
        identity = table.get("id") if isinstance(table, dict) else None
        if not isinstance(identity, str):
            return
        line = self._line_of("id", start)
        if identity in first_at:
            self._fault(
                f'phrase "{identity}": line {first_at[identity]} has the same id; '
                "give this one another.",
                line,
            )
        first_at.setdefault(identity, line)

    def _phrase(self, table: Any, language: str, found: list[Phrase]) -> Iterator[tuple[str, str]]:
        """Yield what is not right as key and sentence; a phrase without fault is kept."""
        row, complaints = mend(table, PhraseTable)
        yield from complaints
        if row is None:
            return
        troubles = list(self._senseless(row))
        yield from troubles
        if troubles:
            return
        found.append(self._read_phrase(row, language))

    def _read_phrase(self, row: PhraseTable, language: str) -> Phrase:
        """Make the phrase of a table that makes sense."""
        identity = PhraseId(row.id)
        return Phrase(
            id=identity,
            text=row.text,
            language=language,
            syllables=read_notation(row.notation, row.text),
            probe=Phrase(
                id=PhraseId(f"{identity}-probe"),
                text=row.probe,
                language=language,
                syllables=read_notation(row.probe_notation, row.probe),
            ),
            picture=self._picture(row.picture) if row.picture else None,
            level=row.level,
            item_set=row.item_set,
            function=row.function,
            formulaic=row.formulaic,
            picture_source=row.picture_source,
            accept=row.accept,
            recording=self._recording(identity),
        )

    def _senseless(self, row: PhraseTable) -> Iterator[tuple[str, str]]:
        for key, text, notation in (
            ("notation", row.text, row.notation),
            ("probe_notation", row.probe, row.probe_notation),
        ):
            sign = unfit(text)
            if sign:
                yield key.replace("notation", "text").replace("probe_text", "probe"), f"it {sign}"
                continue
            try:
                read_notation(notation, text)
            except BadInput as trouble:
                yield key, str(trouble)
        if row.picture is not None and self._picture(row.picture) is None:
            yield (
                "picture",
                f'the picture "{row.picture}" is not in the folder of pictures; '
                "put it there or choose one that is.",
            )

    def _picture(self, name: str) -> str | None:
        """Find a picture beside the deck, else among the shipped ones."""
        own = self._path.parent / "pictures" / name
        if own.is_file():
            return str(own.resolve())
        return name if (self._pictures / name).is_file() else None

    def _recording(self, identity: str) -> str | None:
        own = self._path.parent / "recordings" / f"{identity}.flac"
        return str(own.resolve()) if own.is_file() else None

    def _line_of(self, key: str, start: int) -> int:
        """Line of a key in the table that starts there, else of the table itself, from 1."""
        for index in range(start, len(self._lines)):
            line = self._lines[index]
            if index > start and line.lstrip().startswith("[["):
                break
            if re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
                return index + 1
        return start + 1
