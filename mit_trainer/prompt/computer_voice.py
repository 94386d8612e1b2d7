"""Lets espeak-ng say what nobody has recorded.

The program is looked for when it is needed; without it there is no computer voice, which is
an answer and not an error.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from mit_trainer.capture.take import Sound

_WORDS_PER_MIN = "130"
_PATIENCE_S = 30.0
_LONGEST_TEXT = 500  # characters
_ACCENTS = {"en": "en-us"}


def computer_voice(text: str, language: str) -> Sound | None:
    """Say a text; None when there is no espeak-ng or it cannot say it."""
    program = shutil.which("espeak-ng")
    if program is None or not 0 < len(text) <= _LONGEST_TEXT:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        command = [program, "-v", _ACCENTS.get(language, language), "-s", _WORDS_PER_MIN]
        try:
            subprocess.run(  # noqa: S603  (a program of the system, the text is no argument)
                [*command, "-w", str(file), "--stdin"],
                input=text.encode(),
                check=True,
                capture_output=True,
                timeout=_PATIENCE_S,
            )
            return _read(file)
        except (OSError, subprocess.SubprocessError):
            return None


def _read(file: Path) -> Sound | None:
    import soundfile

    try:
        samples, rate_hz = soundfile.read(file, dtype="float32")
    except soundfile.LibsndfileError:
        return None
    return Sound(samples, int(rate_hz)) if samples.size else None
