"""The spoken recordings that every prompt is made from.

A voice is a folder under ``audio/<language>/`` with an ``index.toml`` that says who
speaks, under which licence, and for each recording its text, checksum and the marks of
its syllables.  A phrase that nobody has recorded is an answer, not an error.

Conventions
-----------
Times are seconds from the first sample of the recording.
"""

import hashlib
import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase
from mit_trainer.phrase.notation import spelling

_EDGE_S = 0.03  # kept at each end of a vowel, at most a quarter of it


@dataclass(frozen=True)
class Mark:
    """One syllable of a recording.

    Attributes
    ----------
    onset_s : its first consonant begins; the vowel start when there is none
    vowel_s, end_s : the vowel
    held_s : from when to when the vowel is steady, so that it can be drawn out
    """

    onset_s: float
    vowel_s: float
    end_s: float
    held_s: tuple[float, float]


@dataclass(frozen=True)
class Spoken:
    """A recording with its syllables.  ``fingerprint`` differs when either does."""

    sound: Sound
    marks: tuple[Mark, ...]
    fingerprint: str


Say = Callable[[Phrase], Spoken | None]
"""Speaks a phrase that nobody has recorded; None when it cannot."""


@dataclass(frozen=True)
class Timbre:
    """The sound of a voice's hum: the level in dB of a partial at 0, step, 2 steps ... Hz."""

    step_hz: float
    level_db: tuple[float, ...]


class _Row(msgspec.Struct, frozen=True):
    kind: str
    key: str
    text: str
    file: str
    sha256: str
    duration_s: float
    loudness_lufs: float
    marks: tuple[tuple[float, float, float, float, float], ...] = ()


class _Hum(msgspec.Struct, frozen=True):
    step_hz: float
    level_db: tuple[float, ...]


class _Index(msgspec.Struct, frozen=True):
    voice: str
    sex: str
    licence: str
    program: str
    rate_hz: int
    hum: _Hum
    recording: tuple[_Row, ...]


def mark(onset_s: float, vowel_s: float, end_s: float) -> Mark:
    """Give the mark of a syllable of which only the borders are known."""
    edge_s = min(_EDGE_S, 0.25 * (end_s - vowel_s))
    return Mark(onset_s, vowel_s, end_s, (vowel_s + edge_s, end_s - edge_s))


def spoken(sound: Sound, marks: tuple[Mark, ...]) -> Spoken:
    """Give anybody's recording the shape of a shipped one."""
    digest = hashlib.sha256(np.ascontiguousarray(sound.samples).tobytes())
    digest.update(repr((sound.rate_hz, marks)).encode())
    return Spoken(sound, marks, digest.hexdigest())


def voices(audio: Path, language: str) -> tuple[str, ...]:
    """Names of the voices of a language, in order."""
    return tuple(sorted(index.parent.name for index in (audio / language).glob("*/index.toml")))


class Voice:
    """One voice and what it has recorded."""

    def __init__(self, folder: Path, index: _Index) -> None:
        self._folder = folder
        self._index = index
        self.name = index.voice
        self.sex = index.sex
        self.licence = index.licence
        self.program = index.program
        self.timbre = Timbre(index.hum.step_hz, index.hum.level_db)
        self._by_words = {
            (spelling(row.text), len(row.marks)): row for row in reversed(index.recording)
        }

    @property
    def texts(self) -> tuple[str, ...]:
        """The phrases and probe questions that this voice has recorded."""
        return tuple(row.text for row in self._index.recording if row.marks)

    @property
    def instructions(self) -> tuple[str, ...]:
        """The keys of the instructions that this voice has recorded."""
        return tuple(row.key for row in self._index.recording if row.kind == "instruction")

    def has(self, phrase: Phrase) -> bool:
        """Whether the same words were recorded in as many syllables."""
        return (spelling(phrase.text), len(phrase.syllables)) in self._by_words

    def find(self, phrase: Phrase) -> Spoken | None:
        """Find the recording of the same words in as many syllables, or None."""
        row = self._by_words.get((spelling(phrase.text), len(phrase.syllables)))
        if row is None:
            return None
        marks = tuple(Mark(o, v, e, (start, end)) for o, v, e, start, end in row.marks)
        return Spoken(self._sound(row), marks, f"{row.sha256} {row.marks}")

    def instruction(self, key: str) -> Sound | None:
        """Find the spoken instruction of that name, or None."""
        for row in self._index.recording:
            if row.kind == "instruction" and row.key == key:
                return self._sound(row)
        return None

    def check(self) -> tuple[str, ...]:
        """One sentence for each recording that is missing or damaged."""
        found = []
        for row in self._index.recording:
            try:
                self._sound(row)
            except BadInput as trouble:
                found.append(str(trouble))
        return tuple(found)

    def _sound(self, row: _Row) -> Sound:
        import soundfile

        path = self._folder / Path(row.file).name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadInput(
                f"The recording {path} cannot be read ({error.strerror}); "
                "install the trainer again."
            ) from error
        if hashlib.sha256(data).hexdigest() != row.sha256:
            raise BadInput(f"The recording {path} is damaged; install the trainer again.")
        samples, rate_hz = soundfile.read(io.BytesIO(data), dtype="float32")
        return Sound(samples, rate_hz)


@lru_cache(maxsize=8)
def read_voice(audio: Path, language: str, name: str) -> Voice | None:
    """Read the index of a voice; None when there is no such voice."""
    if name not in voices(audio, language):
        return None
    path = audio / language / name / "index.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return Voice(path.parent, msgspec.convert(raw, _Index))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInput(
            f"The list of recordings {path} cannot be read ({error}); install the trainer again."
        ) from error
