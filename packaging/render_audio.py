"""Renders the spoken recordings in ``audio/`` again, and marks their syllables.

Only needed when a deck or an instruction changes; nobody who runs the trainer needs it.
It wants Debian 12 with ``rhvoice`` and ``rhvoice-english`` (1.8.0; Debian's sections contrib
and non-free) and a throw-away Python environment with these packages::

    numpy==2.4.6  scipy==1.17.1  soundfile==0.14.0  pocketsphinx==5.1.1
    msgspec>=0.20  platformdirs>=4.3

    PYTHONPATH=. python packaging/render_audio.py

The marks come from pocketsphinx's forced alignment with its own English model.  Where a
vowel borders on silence the level decides instead.  Where the voice begins after a silence
or a voiceless sound, nine in ten vowel starts lie within 25 ms of its first pulse (Praat).
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
import soundfile
from mark_audio import HUM_STEP_HZ, RATE_HZ, Floats, align, levels_db, marks, partials_of, timbre

from mit_trainer.phrase.deck import read_decks
from mit_trainer.places import AUDIO
from mit_trainer.prompt.loudness import at_loudness, loudness_lufs
from mit_trainer.units import amplitude

LANGUAGE = "en"
SEX = {"clb": "female", "bdl": "male"}
SPEED_PERCENT = 85
PADDING_S = 0.04
SILENT_DB = -40.0
HIGHEST_PEAK_DB = -3.0
LICENCE = "GPL-3.0-or-later"
PROGRAM = (
    "RHVoice 1.8.0 (Debian 1.8.0+dfsg-3, LGPL-2.1-or-later) at 85 % speed; "
    "marks by pocketsphinx 5.1.1"
)


@dataclass(frozen=True)
class Line:
    """One thing to be said; ``n_syllables`` is None for an instruction, which is never sung."""

    kind: str
    key: str
    text: str
    n_syllables: int | None


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


def render(line: Line, voice: str, folder: Path, hummed: list[tuple[float, float]]) -> list[str]:
    """Say, mark and write one line; returns its rows, adds what it finds of /m/ to ``hummed``."""
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
        phones = align(samples.astype(float), said)
        marked = marks(phones, levels_db(samples.astype(float)))
        if len(marked) != line.n_syllables:
            raise SystemExit(f"{line.key}: {len(marked)} vowels for {line.n_syllables} syllables")
        rows.append(f"marks = {marked}")
        for phone in phones:
            if phone.name == "M" and phone.end_s - phone.start_s >= 0.06:
                hummed += partials_of(samples.astype(float), phone.start_s, phone.end_s)
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
    hummed: list[tuple[float, float]] = []
    rows = [row for line in lines() for row in render(line, voice, folder, hummed)]
    head += [
        "# The level in dB of a partial of this voice's /m/ at 0 Hz, one step, two steps ...",
        "[hum]",
        f"step_hz = {HUM_STEP_HZ}",
        f"level_db = {timbre(hummed)}",
        "",
    ]
    (folder / "index.toml").write_text("\n".join(head + rows), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or list(SEX):
        render_voice(name)
        print(f"{name}: rendered")
