"""Prompts that were made before, kept in a folder of files.

The folder may be lost or emptied at any moment: a prompt that is missing or damaged is
made again, and one that cannot be kept is not missed.
"""

import json
import os
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.prompt.model import Prompt

_MOST_FILES = 200  # about half a megabyte each
_FULL = 32767.0


def load(folder: Path | None, key: str) -> Prompt | None:
    """Give the prompt kept under that key, or None when it is not there or not whole."""
    if folder is None:
        return None
    try:
        with (
            (folder / f"{key}.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as kept,
        ):
            facts = json.loads(str(kept["facts"]))
            samples = kept["samples"]
        return Prompt(
            sound=Sound((samples / np.float32(_FULL)).astype(np.float32), int(facts["rate_hz"])),
            beats_s=tuple(facts["beats_s"]),
            ends_s=tuple(facts["ends_s"]),
            voice=facts["voice"],
            recorded=facts["recorded"],
            note=facts["note"],
        )
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None


def keep(folder: Path | None, key: str, prompt: Prompt) -> None:
    """Keep a prompt, all of it or nothing; what was not used for longest makes room."""
    if folder is None:
        return
    part = folder / f"{key}.{os.getpid()}.part"
    facts = {
        "rate_hz": prompt.sound.rate_hz,
        "beats_s": prompt.beats_s,
        "ends_s": prompt.ends_s,
        "voice": prompt.voice,
        "recorded": prompt.recorded,
        "note": prompt.note,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, facts=json.dumps(facts), samples=_integers(prompt))
        part.replace(folder / f"{key}.npz")
        _make_room(folder)
    except OSError:  # a full disk must not stop practice
        with suppress(OSError):
            part.unlink(missing_ok=True)


def rounded(prompt: Prompt) -> Prompt:
    """Give the prompt as it would come back, so that the first time sounds like the second."""
    samples = (_integers(prompt) / np.float32(_FULL)).astype(np.float32)
    return replace(prompt, sound=Sound(samples, prompt.sound.rate_hz))


def _integers(prompt: Prompt) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.round(prompt.sound.samples * _FULL).astype(np.int16)


def _make_room(folder: Path) -> None:
    files = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
