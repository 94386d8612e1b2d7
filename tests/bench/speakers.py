"""Offline voices that tell when each of their sounds began, as far as they are installed.

Their times are the synthesiser's own, so they are the truth for measuring the ear.  Nobody
needs these programs to run the trainer, and none is shipped: what is not installed is left
out and said so (`missing`).

===========  ======================================  ==============================
program      Debian packages                         times from
===========  ======================================  ==============================
flite        flite                                   ``-psdur``
festival     festival, festvox-*                     ``utt.save.segs``
espeak-ng    espeak-ng                               phoneme events of its library
mbrola       mbrola, mbrola-* (contrib, non-free)    the ``.pho`` list it is given
===========  ======================================  ==============================
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from mit_trainer.capture.take import Sound
from mit_trainer.prompt.recordings import Mark, mark
from tests.bench.espeak import Espeak

_VOWELS = frozenset("aeiouyæɐɑɒɔəɛɜɪʊʌøœɨʉɘɵɤɯɚɝᵻAEIOUVQ@3{Y29&")
_ARPABET = frozenset(
    (
        "aa",
        "ae",
        "ah",
        "ao",
        "aw",
        "ax",
        "axr",
        "ay",
        "eh",
        "er",
        "ey",
        "ih",
        "ix",
        "iy",
        "ow",
        "oy",
        "uh",
        "uw",
    )
)
_SILENT = frozenset(("pau", "_", "", "#", "h#", "_:", "_|"))
_LEAD_S = 0.03  # of silence before everything: some voices begin with the first sample


@dataclass(frozen=True)
class Phone:
    """One sound; a pause is neither vowel nor consonant and has no `Phone`."""

    vowel: bool
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Speaker:
    """One voice.  ``person`` is who was recorded: two programs may share her."""

    program: str
    voice: str
    person: str
    language: str
    woman: bool

    @property
    def name(self) -> str:
        """A short name for tables."""
        return f"{self.program} {self.voice}"


@dataclass(frozen=True)
class Said:
    """A spoken phrase and the marks of its syllables, seconds from the first sample."""

    sound: Sound
    marks: tuple[Mark, ...]


# The voices that the ear's numbers were fitted on; no figure is reported on these people.
LEARNT_FROM = (
    Speaker("flite", "slt", "slt", "en", woman=True),
    Speaker("flite", "kal16", "kal", "en", woman=False),
    Speaker("mbrola", "us2", "us2", "en", woman=False),
    Speaker("mbrola", "en1", "en1", "en", woman=False),
    Speaker("espeak-ng", "en-us", "espeak", "en", woman=False),
    Speaker("espeak-ng", "en-us+f2", "espeak f2", "en", woman=True),
    Speaker("espeak-ng", "de", "espeak", "de", woman=False),
    Speaker("espeak-ng", "es", "espeak", "es", woman=False),
)
TESTED_ON = (
    Speaker("flite", "rms", "rms", "en", woman=False),
    Speaker("flite", "awb", "awb", "en", woman=False),
    Speaker("festival", "ked_diphone", "ked", "en", woman=False),
    Speaker("mbrola", "us1", "us1", "en", woman=True),
    Speaker("mbrola", "us3", "us3", "en", woman=False),
    Speaker("espeak-ng", "en-gb-scotland+f4", "espeak f4", "en", woman=True),
    Speaker("mbrola", "de6", "de6", "de", woman=False),
    Speaker("mbrola", "fr4", "fr4", "fr", woman=True),
)


def missing(speakers: tuple[Speaker, ...]) -> tuple[str, ...]:
    """Name the voices of which the program or the voice itself is not installed."""
    return tuple(s.name for s in speakers if not _installed(s))


def say(speaker: Speaker, text: str, syllables: int) -> Said | None:
    """Let somebody say it; None when she says another number of syllables."""
    sound, phones = _PROGRAMS[speaker.program](speaker.voice, text)
    lead = np.zeros(round(_LEAD_S * sound.rate_hz), dtype=np.float32)
    marks = _marks([p for p in phones if p.end_s > p.start_s])
    if len(marks) != syllables:
        return None
    return Said(Sound(np.concatenate((lead, sound.samples)), sound.rate_hz), marks)


def _installed(speaker: Speaker) -> bool:
    if shutil.which(speaker.program) is None:
        return False
    if speaker.program == "mbrola":
        return Path("/usr/share/mbrola", speaker.voice).exists()
    if speaker.program == "festival":
        return any(Path("/usr/share/festival/voices").glob(f"*/{speaker.voice}"))
    return True


def _marks(phones: list[Phone]) -> tuple[Mark, ...]:
    """One mark for each vowel; of the consonants between two, the later half goes with it."""
    vowels = [k for k, phone in enumerate(phones) if phone.vowel]
    out = []
    for k, vowel in enumerate(vowels):
        first = vowels[k - 1] + 1 if k else 0
        pauses = [j for j in range(first, vowel) if phones[j].start_s > phones[j - 1].end_s + 0.02]
        if k and pauses:
            first = pauses[-1]
        elif k:
            first = (first + vowel) // 2 if vowel - first > 1 else first
        here = phones[vowel]
        times_s = (phones[first].start_s, here.start_s, here.end_s)
        out.append(mark(*(at_s + _LEAD_S for at_s in times_s)))
    return tuple(out)


def _flite(voice: str, text: str) -> tuple[Sound, list[Phone]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        command = ["flite", "-voice", voice, "-psdur", "-t", text, "-o", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        ends = [(name, float(end)) for name, end in (one.rsplit(":", 1) for one in said)]
        return _read(path), list(_arpabet(ends))


def _festival(voice: str, text: str) -> tuple[Sound, list[Phone]]:
    with tempfile.TemporaryDirectory() as folder:
        sound, segments, script = (Path(folder, name) for name in ("a.wav", "a.lab", "a.scm"))
        script.write_text(
            f'(voice_{voice})\n(set! u (utt.synth (Utterance Text "{text}")))\n'
            f'(utt.save.segs u "{segments}")\n(utt.save.wave u "{sound}" \'riff)\n',
            encoding="utf-8",
        )
        subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True)
        rows = [line.split() for line in segments.read_text("utf-8").splitlines() if line != "#"]
        return _read(sound), list(_arpabet([(row[2], float(row[0])) for row in rows if row]))


def _arpabet(ends: list[tuple[str, float]]) -> Iterator[Phone]:
    start_s = 0.0
    for name, end_s in ends:
        if name not in _SILENT:
            yield Phone(name in _ARPABET, start_s, end_s)
        start_s = end_s


def _mbrola(voice: str, text: str) -> tuple[Sound, list[Phone]]:
    command = ["espeak-ng", "-v", f"mb-{voice}", "--pho", "-q", "-s", "150", text]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    phones, at_s = [], 0.0
    for line in said.splitlines():
        name, length_ms = ([*line.split(), "", ""])[:2]
        if not length_ms:
            continue
        end_s = at_s + float(length_ms) / 1000.0
        if name not in _SILENT:
            phones.append(Phone(name[0] in _VOWELS or name.endswith("="), at_s, end_s))
        at_s = end_s
    with tempfile.TemporaryDirectory() as folder:
        pho, path = Path(folder, "a.pho"), Path(folder, "a.wav")
        pho.write_text(said, encoding="utf-8")
        data = Path("/usr/share/mbrola", voice, voice)
        subprocess.run(
            ["mbrola", "-e", str(data), str(pho), str(path)], check=True, capture_output=True
        )
        return _read(path), phones


def _read(path: Path) -> Sound:
    samples, rate_hz = soundfile.read(path, dtype="float32")
    return Sound(samples, rate_hz)


@cache
def _espeak() -> Espeak:
    return Espeak()


def _espeak_ng(voice: str, text: str) -> tuple[Sound, list[Phone]]:
    sound, phonemes = _espeak().say(voice, text)
    spoken = [one for one in phonemes if one[0].strip("_:") not in _SILENT]
    return sound, [Phone(name[0] in _VOWELS, start_s, end_s) for name, start_s, end_s in spoken]


_PROGRAMS: dict[str, Callable[[str, str], tuple[Sound, list[Phone]]]] = {
    "flite": _flite,
    "festival": _festival,
    "mbrola": _mbrola,
    "espeak-ng": _espeak_ng,
}
