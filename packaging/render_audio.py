"""Renders the spoken recordings in ``audio/`` again, and marks their syllables.

Only needed when a deck or an instruction changes; nobody who runs the trainer needs it.
It wants Debian 12 with ``rhvoice`` and ``rhvoice-english`` (1.8.0; Debian's sections contrib
and non-free) and a throw-away Python environment with these packages::

    numpy==2.4.6  scipy==1.17.1  soundfile==0.14.0  pocketsphinx==5.1.1
    msgspec>=0.20  platformdirs>=4.3

    PYTHONPATH=. python packaging/render_audio.py

The marks come from pocketsphinx's forced alignment with its own English model.  Where a
vowel borders on silence the level decides instead.  Against the first pulse of the voice
after a silence or a voiceless sound (Praat), vowel starts lie within 25 ms.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pocketsphinx
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from mit_trainer.phrase.deck import read_decks
from mit_trainer.places import AUDIO
from mit_trainer.prompt.loudness import at_loudness, loudness_lufs
from mit_trainer.units import amplitude

LANGUAGE = "en"
SEX = {"clb": "female", "bdl": "male"}
SPEED_PERCENT = 85
PADDING_S = 0.04
RATE_HZ, ALIGNER_HZ = 24_000, 16_000
SILENT_DB = -40.0
HIGHEST_PEAK_DB = -3.0
DIPHTHONGS = {"AY", "EY", "OW", "AW", "OY"}
LICENCE = "GPL-3.0-or-later"
PROGRAM = (
    "RHVoice 1.8.0 (Debian 1.8.0+dfsg-3, LGPL-2.1-or-later) at 85 % speed; "
    "marks by pocketsphinx 5.1.1"
)
# A consonant cluster that can begin a syllable goes with the vowel after it.
BEGINS = re.compile(
    r"(S )?[PTK]( [LRWY])?|(S )?[PTK]|[BDG] [LRWY]|(F|TH|SH|V) [LRWY]|S [LMNWF]|[A-Z]+"
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """One thing to be said; ``n_syllables`` is None for an instruction, which is never sung."""

    kind: str
    key: str
    text: str
    n_syllables: int | None


@dataclass(frozen=True)
class Phone:
    """A speech sound in its word."""

    name: str
    word: int
    start_s: float
    end_s: float

    @property
    def is_vowel(self) -> bool:
        """The sounds that carry a syllable."""
        return self.name[0] in "AEIOU"


def lines() -> Iterator[Line]:
    """Everything that has to be said in one voice."""
    for deck in read_decks(language=LANGUAGE):
        for phrase in deck.phrases:
            yield Line("phrase", phrase.id, phrase.text, len(phrase.syllables))
            if phrase.probe is not None:
                probe = phrase.probe
                yield Line("probe", probe.id, probe.text, len(probe.syllables))
    texts = tomllib.loads((AUDIO / LANGUAGE / "instructions.toml").read_text(encoding="utf-8"))
    for key, text in texts.items():
        yield Line("instruction", key, text, None)


def speak(text: str, voice: str) -> Floats:
    """Let RHVoice say it; silence around it is cut to a little padding."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        command = ["RHVoice-test", "-p", voice, "-r", str(SPEED_PERCENT), "-o", str(file)]
        subprocess.run(command, input=text.encode(), check=True)
        samples, rate_hz = soundfile.read(file)
    if rate_hz != RATE_HZ:
        raise SystemExit(f"{voice} speaks at {rate_hz} Hz, not at {RATE_HZ}: change RATE_HZ")
    loud = np.flatnonzero(levels_db(samples) > levels_db(samples).max() + SILENT_DB)
    padding = int(PADDING_S * RATE_HZ)
    return np.pad(samples, padding)[loud[0] : loud[-1] + 2 * padding]


def levels_db(samples: Floats) -> Floats:
    """Level around each sample in a window of 10 ms."""
    width = int(0.010 * RATE_HZ)
    power = np.convolve(np.square(samples), np.ones(width) / width, "same")
    return 10.0 * np.log10(power + 1e-12)


def align(samples: Floats, text: str) -> list[Phone]:
    """Find the speech sounds of a known text; silences are left out."""
    rest = np.zeros(ALIGNER_HZ // 5)
    heard = np.concatenate(
        (rest, resample_poly(samples, ALIGNER_HZ // 8000, RATE_HZ // 8000), rest)
    )
    data = (heard * 32767 * 0.5 / np.abs(heard).max()).astype(np.int16).tobytes()
    decoder = pocketsphinx.Decoder(samprate=ALIGNER_HZ, bestpath=False, lm=None, loglevel="FATAL")
    decoder.set_align_text(re.sub(r"[^a-z' ]", "", text.lower()))
    for second in (False, True):
        if second:
            decoder.set_alignment()
        decoder.start_utt()
        decoder.process_raw(data, full_utt=True)
        decoder.end_utt()
    shift_s = -rest.size / ALIGNER_HZ
    return [
        Phone(p.name, n, p.start / 100 + shift_s, (p.start + p.duration) / 100 + shift_s)
        for n, word in enumerate(decoder.get_alignment())
        for p in word
        if p.name != "SIL"
    ]


def marks(phones: list[Phone], levels: Floats) -> list[list[float]]:
    """Rows of onset, vowel, end, and the part of the vowel that can be held, in seconds."""
    rows = []
    for index, phone in enumerate(phones):
        if not phone.is_vowel:
            continue
        first = _first_of_syllable(phones, index)
        start_s, end_s = phone.start_s, phone.end_s
        held_from_s, held_to_s = start_s, end_s
        if index == 0 or phones[index - 1].end_s < start_s - 0.02:
            start_s = held_from_s = _loud_from(levels, start_s, end_s)
        if index == len(phones) - 1 or phones[index + 1].start_s > end_s + 0.02:
            end_s = held_to_s = _loud_until(levels, start_s, end_s)
        if phone.name in DIPHTHONGS:
            held_to_s = start_s + 0.55 * (end_s - start_s)
        if first < index and phones[index - 1].name == "Y":
            # "you" begins to sound with its glide; only its end can be held.
            start_s = phones[index - 1].start_s + min(0.05, 0.5 * (start_s - phones[first].start_s))
        onset_s = phones[first].start_s if first < index else start_s
        held = _steady(levels, held_from_s, held_to_s)
        rows.append([round(t, 4) for t in (onset_s, start_s, end_s, *held)])
    return rows


def _first_of_syllable(phones: list[Phone], vowel: int) -> int:
    first = vowel
    while first > 0 and phones[first - 1].word == phones[vowel].word:
        cluster = " ".join(phone.name for phone in phones[first - 1 : vowel])
        if phones[first - 1].is_vowel or not BEGINS.fullmatch(cluster):
            break
        first -= 1
    return first


def _loud_from(levels: Floats, start_s: float, end_s: float) -> float:
    """When a vowel after silence begins to sound."""
    begin = max(int((start_s - 0.03) * RATE_HZ), 0)
    part = levels[begin : int(end_s * RATE_HZ)]
    return (begin + int(np.argmax(part > part.max() - 20.0))) / RATE_HZ


def _loud_until(levels: Floats, start_s: float, end_s: float) -> float:
    """When a vowel before silence has died away."""
    begin = int(start_s * RATE_HZ)
    part = levels[begin : int((end_s + 0.03) * RATE_HZ)]
    return (begin + int(np.flatnonzero(part > part.max() - 16.0)[-1])) / RATE_HZ


def _steady(levels: Floats, start_s: float, end_s: float) -> tuple[float, float]:
    """Find the loud part of a vowel, at least 30 ms (a quarter at most) from its borders."""
    edge_s = min(0.03, 0.25 * (end_s - start_s))
    begin, end = int((start_s + edge_s) * RATE_HZ), int((end_s - edge_s) * RATE_HZ)
    smooth = np.convolve(levels[begin:end], np.ones(240) / 240, "same")
    smooth[:120], smooth[-120:] = smooth[120:121], smooth[-121:-120]
    loud = np.flatnonzero(smooth > smooth.max() - 4.0)
    runs = np.split(loud, np.flatnonzero(np.diff(loud) > 1) + 1)
    longest = max(runs, key=len)
    return (begin + int(longest[0])) / RATE_HZ, (begin + int(longest[-1])) / RATE_HZ


def render(line: Line, voice: str, folder: Path) -> list[str]:
    """Say, mark and write one line; returns its rows for the index."""
    said = re.sub(r"[,;]", "", line.text) if line.kind == "phrase" else line.text
    closed = said if said[-1] in ".?!" else f"{said}."
    samples = at_loudness(speak(closed, voice).astype(np.float32), RATE_HZ)
    if np.abs(samples).max() >= amplitude(HIGHEST_PEAK_DB):
        raise SystemExit(f"{line.key}: too high a peak; say it otherwise")
    file = folder / f"{line.key if line.kind != 'instruction' else 'say-' + line.key}.flac"
    soundfile.write(file, samples, RATE_HZ, subtype="PCM_16")
    rows = [
        "[[recording]]",
        f'kind = "{line.kind}"',
        f'key = "{line.key}"',
        f'text = "{line.text}"',
        f'file = "{file.name}"',
        f'sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"',
        f"duration_s = {samples.size / RATE_HZ:.4f}",
        f"loudness_lufs = {loudness_lufs(samples, RATE_HZ):.2f}",
    ]
    if line.n_syllables is not None:
        marked = marks(align(samples.astype(float), said), levels_db(samples.astype(float)))
        if len(marked) != line.n_syllables:
            raise SystemExit(f"{line.key}: {len(marked)} vowels for {line.n_syllables} syllables")
        rows.append(f"marks = {marked}")
    return [*rows, ""]


def render_voice(voice: str) -> None:
    """Render every line in one voice, and write its index."""
    folder = AUDIO / LANGUAGE / voice
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.flac"):
        old.unlink()
    head = [
        "# Written by packaging/render_audio.py.  Times are seconds from the first sample.",
        "# A mark is: onset (first consonant), vowel start, vowel end, and from when to when",
        "# the vowel is steady enough to be held.",
        f'voice = "{voice}"',
        f'sex = "{SEX[voice]}"',
        f'licence = "{LICENCE}"',
        f'program = "{PROGRAM}"',
        f"rate_hz = {RATE_HZ}",
        "",
    ]
    rows = [row for line in lines() for row in render(line, voice, folder)]
    (folder / "index.toml").write_text("\n".join(head + rows), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or list(SEX):
        render_voice(name)
        print(f"{name}: rendered")
