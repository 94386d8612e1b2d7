"""Renders the spoken recordings in ``audio/`` again, and marks their syllables.

Only needed when a deck or an instruction changes; nobody who runs the trainer needs it.
It wants Debian 12 with ``rhvoice``, ``rhvoice-english`` and ``libttspico-utils`` (Debian's
sections contrib and non-free), ``espeak-ng``, and the trainer's own environment::

    PYTHONPATH=. .venv/bin/python packaging/render_audio.py [--anew] [LANGUAGE ...]

What has not changed since the last time is kept, unless ``--anew`` is given.

The marks come from pocketsphinx's forced alignment.  A second witness, which knows no words,
finds the vowels from loudness, voice and spectrum.  Where the two differ by more than
`AGREED_S` the phrase is said again a little faster or slower, because a voice that slurs a
syllable at one speed often does not at another; the best rendering is kept, and those that
still differ are listed at the end.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from hum_timbre import HUM_STEP_HZ, partials_of, timbre
from mark_audio import align, apart_s, marks, mutest, second_marks
from speaking import SPEAKERS, Floats, Speaker, say

from mit_trainer.analysis.own_recording import vowel_starts
from mit_trainer.capture.take import Sound
from mit_trainer.phrase.deck import read_decks
from mit_trainer.places import AUDIO
from mit_trainer.prompt.loudness import at_loudness, limited, loudness_lufs

SPEEDS_PERCENT = (85, 78, 92)
AGREED_S = 0.08
MUTE_SHARE = 0.2  # less voice than that, and a vowel is not where it was marked
# Where a voice says a sound that the deck leaves out, it is given the words otherwise.
SAID_AS = {"À votre santé": "À vot' santé"}
HIGHEST_PEAK_DB = -3.5
KEPT_BITS = 13  # what lies below is noise, and half of the file
MARKER = "marks by pocketsphinx 5.1.1"


@dataclass(frozen=True)
class Line:
    """One thing to be said; ``n_syllables`` is None for an instruction, which is never sung."""

    kind: str
    key: str
    text: str
    n_syllables: int | None


@dataclass
class Rendered:
    """What one voice has said so far."""

    rows: list[str] = field(default_factory=list)
    hummed: list[tuple[float, float]] = field(default_factory=list)
    apart_s: dict[str, float] = field(default_factory=dict)  # by key, the largest difference
    all_apart_s: list[float] = field(default_factory=list)
    level_db: list[float] | None = None  # of the hum, when it is known from the last time


@dataclass(frozen=True)
class Said:
    """One rendering; ``apart_s`` tells how far the two witnesses differ, syllable by syllable."""

    samples: Floats
    marks: list[list[float]]
    ms: list[tuple[float, float]]
    apart_s: tuple[float, ...]
    mute: bool = False  # a vowel was marked where there is no voice

    @property
    def worst_s(self) -> float:
        """The largest difference, or infinite when a witness found another number."""
        return max(self.apart_s, default=float("inf")) + float(self.mute)


def lines(language: str) -> Iterator[Line]:
    """Everything that has to be said in one voice."""
    for deck in read_decks(language=language):
        for phrase in deck.phrases:
            yield Line("phrase", phrase.id, phrase.text, len(phrase.syllables))
            if phrase.probe is not None:
                probe = phrase.probe
                yield Line("probe", probe.id, probe.text, len(probe.syllables))
    path = AUDIO / language / "instructions.toml"
    if path.exists():
        for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield Line("instruction", key, text, None)


def said(line: Line, speaker: Speaker, speed_percent: int) -> Said:
    """Say a line once and mark its syllables."""
    text = SAID_AS.get(line.text, line.text)
    plain = text.translate(str.maketrans("", "", ",;")) if line.kind == "phrase" else text
    closed = plain if plain[-1] in ".?!" else f"{plain}."
    loud = at_loudness(say(closed, speaker, speed_percent).astype(np.float32), speaker.rate_hz)
    whole = limited(loud, speaker.rate_hz, HIGHEST_PEAK_DB).astype(np.float64)
    scale = 2.0 ** (KEPT_BITS - 1)
    samples = np.round(whole * scale) / scale
    if line.n_syllables is None:
        return Said(samples, [], [], (0.0,))
    phones = align(samples, speaker.rate_hz, plain, speaker.language, line.n_syllables)
    marked = marks(phones, samples, speaker.rate_hz)
    starts_s = vowel_starts(Sound(samples.astype(np.float32), speaker.rate_hz), line.n_syllables)
    if not len(marked) == len(starts_s) == line.n_syllables:
        return Said(samples, marked if len(marked) == line.n_syllables else [], [], ())
    ms = [(p.start_s, p.end_s) for p in phones if p.name == "M" and p.end_s - p.start_s >= 0.06]
    mute = mutest(samples, speaker.rate_hz, marked) < MUTE_SHARE
    if mute:  # the aligner's words did not fit what the voice said; the other witness knows none
        heard = second_marks(samples, speaker.rate_hz, starts_s)
        if mutest(samples, speaker.rate_hz, heard) >= MUTE_SHARE:
            return Said(samples, heard, [], (AGREED_S,) * len(heard))
    return Said(samples, marked, ms, tuple(apart_s(phones, marked, starts_s)), mute)


def best(line: Line, speaker: Speaker) -> Said:
    """Say a line until both witnesses agree; the best of all speeds when they never do."""
    tries: list[Said] = []
    for speed_percent in SPEEDS_PERCENT:
        tries.append(said(line, speaker, speed_percent))
        if tries[-1].worst_s <= AGREED_S:
            return tries[-1]
    marked = [one for one in tries if one.marks]
    if not marked:
        raise SystemExit(f"{speaker.folder} {line.key}: not in {line.n_syllables} syllables")
    return min(marked, key=lambda one: one.worst_s)


def render(line: Line, speaker: Speaker, folder: Path, into: Rendered) -> None:
    """Say, mark and write one line."""
    made = best(line, speaker)
    name = f"{line.key if line.kind != 'instruction' else 'say-' + line.key}.flac"
    file = folder / name
    soundfile.write(file, made.samples, speaker.rate_hz, subtype="PCM_16", compression_level=1.0)
    into.rows += [
        "[[recording]]",
        f'kind = "{line.kind}"',
        f'key = "{line.key}"',
        f"text = {json.dumps(line.text, ensure_ascii=False)}",
        f'file = "{name}"',
        f'sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"',
        f"duration_s = {made.samples.size / speaker.rate_hz:.4f}",
        f"loudness_lufs = {loudness_lufs(made.samples.astype(np.float32), speaker.rate_hz):.2f}",
    ]
    if line.n_syllables is not None:
        into.rows.append(f"marks = {made.marks}")
        into.all_apart_s += made.apart_s
        if made.worst_s > AGREED_S:
            into.apart_s[line.key] = made.worst_s
    for start_s, end_s in made.ms:
        into.hummed += partials_of(made.samples, speaker.rate_hz, start_s, end_s)
    into.rows.append("")


def render_voice(speaker: Speaker, *, anew: bool) -> Rendered:
    """Render every line in one voice, and only then put it in the place of the old ones."""
    place = AUDIO / speaker.folder
    before = {} if anew else _before(place)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, speaker.name)
        folder.mkdir()
        into = Rendered(level_db=before.get("", {}).get("level_db"))
        for line in lines(speaker.language):
            row = before.get(line.key)
            if row and (row["text"], len(row.get("marks", ()))) == (
                line.text,
                line.n_syllables or 0,
            ):
                shutil.copy(place / row["file"], folder)
                into.rows += [*(f"{name} = {_toml(row[name])}" for name in row), ""]
                into.rows.insert(-len(row) - 1, "[[recording]]")
            else:
                render(line, speaker, folder, into)
        (folder / "index.toml").write_text(_index(speaker, into), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(folder, place)
    return into


def _before(place: Path) -> dict[str, dict[str, Any]]:
    """Read what was rendered the last time, by key; under no key the colour of the hum."""
    index = place / "index.toml"
    if not index.exists():
        return {}
    raw = tomllib.loads(index.read_text(encoding="utf-8"))
    return {"": raw["hum"]} | {row["key"]: row for row in raw["recording"]}


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _index(speaker: Speaker, into: Rendered) -> str:
    head = [
        "# Written by packaging/render_audio.py.  Times are seconds from the first sample.",
        "# A mark is: onset (first consonant), vowel start, vowel end, and from when to when",
        "# the vowel is steady enough to be held.",
        f'voice = "{speaker.name}"',
        f'sex = "{speaker.sex}"',
        f'licence = "{speaker.licence}"',
        f'program = "{speaker.program} at {SPEEDS_PERCENT[0]} % speed; {MARKER}"',
        f"rate_hz = {speaker.rate_hz}",
        "",
        "# The level in dB of a partial of this voice's /m/ at 0 Hz, one step, two steps ...",
        "[hum]",
        f"step_hz = {HUM_STEP_HZ}",
        f"level_db = {into.level_db or timbre(into.hummed)}",
        "",
    ]
    return "\n".join(head + into.rows)


def main() -> None:
    """Render what was asked for and say where the witnesses differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", help="such as en; all by default")
    parser.add_argument("--anew", action="store_true", help="also what has not changed")
    arguments = parser.parse_args()
    wanted = arguments.languages
    for speaker in SPEAKERS:
        if wanted and speaker.language not in wanted:
            continue
        made = render_voice(speaker, anew=arguments.anew)
        if not made.all_apart_s:
            print(f"{speaker.folder}: nothing to be sung has changed")
            continue
        apart_ms = 1e3 * np.array(made.all_apart_s)
        print(
            f"{speaker.folder}: {apart_ms.size} syllables, witnesses apart by "
            f"{np.median(apart_ms):.0f} ms (median), {np.percentile(apart_ms, 90):.0f} ms "
            f"(nine in ten), within {1e3 * AGREED_S:.0f} ms: "
            f"{np.mean(apart_ms <= 1e3 * AGREED_S):.1%}"
        )
        for key, worst_s in sorted(made.apart_s.items(), key=lambda item: -item[1]):
            print(f"  look at {key}: {1e3 * worst_s:.0f} ms")


if __name__ == "__main__":
    main()
