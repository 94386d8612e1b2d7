"""Lets the speech programs say a text, for `render_audio`.

Samples are float64 between -1 and 1, mono, at the rate that the voice asks for.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PADDING_S = 0.04
SILENT_DB = -40.0
WINDOW_S = 0.010

RHVOICE_LICENCE = "GPL-3.0-or-later"
PICO_LICENCE = "Apache-2.0"
RHVOICE = "RHVoice 1.8.0 (Debian 1.8.0+dfsg-3, LGPL-2.1-or-later)"
PICO = "SVOX Pico (Debian 1.0+git20130326-13, Apache-2.0)"


@dataclass(frozen=True)
class Speaker:
    """One voice of one speech program.

    Attributes
    ----------
    name : of the folder under ``audio/<language>/``
    says : what the program calls it
    rate_hz : of the recordings
    """

    language: str
    name: str
    sex: str
    says: str
    program: str
    licence: str
    rate_hz: int

    @property
    def folder(self) -> Path:
        """Folder of its recordings inside ``audio``."""
        return Path(self.language, self.name)


SPEAKERS = (
    Speaker("en", "clb", "female", "clb", RHVOICE, RHVOICE_LICENCE, 16_000),
    Speaker("en", "bdl", "male", "bdl", RHVOICE, RHVOICE_LICENCE, 16_000),
    Speaker("es", "pico", "female", "es-ES", PICO, PICO_LICENCE, 16_000),
    Speaker("fr", "pico", "female", "fr-FR", PICO, PICO_LICENCE, 16_000),
    Speaker("de", "pico", "female", "de-DE", PICO, PICO_LICENCE, 16_000),
)


def say(text: str, speaker: Speaker, speed_percent: int) -> Floats:
    """Let the voice say it; silence around it is cut to a little padding."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        if speaker.program is RHVOICE:
            _rhvoice(text, speaker.says, speed_percent, file)
        else:
            _pico(text, speaker.says, speed_percent, file)
        samples, rate_hz = soundfile.read(file)
    return trimmed(_at_rate(samples, rate_hz, speaker.rate_hz), speaker.rate_hz)


def _rhvoice(text: str, voice: str, speed_percent: int, file: Path) -> None:
    command = ["RHVoice-test", "-p", voice, "-r", str(speed_percent), "-o", str(file)]
    subprocess.run(command, input=text.encode(), check=True)


def _pico(text: str, voice: str, speed_percent: int, file: Path) -> None:
    marked = f'<speed level="{speed_percent}">{text}</speed>'
    subprocess.run(["pico2wave", "-l", voice, "-w", str(file), marked], check=True)


def _at_rate(samples: Floats, rate_hz: int, wanted_hz: int) -> Floats:
    from scipy.signal import resample_poly

    if rate_hz == wanted_hz:
        return samples
    shared = int(np.gcd(rate_hz, wanted_hz))
    return np.asarray(resample_poly(samples, wanted_hz // shared, rate_hz // shared))


def trimmed(samples: Floats, rate_hz: int) -> Floats:
    """Cut the silence before and after to a little padding."""
    levels = levels_db(samples, rate_hz)
    loud = np.flatnonzero(levels > levels.max() + SILENT_DB)
    padding = int(PADDING_S * rate_hz)
    return np.pad(samples, padding)[loud[0] : loud[-1] + 2 * padding]


def levels_db(samples: Floats, rate_hz: int) -> Floats:
    """Level around each sample in a window of 10 ms."""
    width = int(WINDOW_S * rate_hz)
    power = np.convolve(np.square(samples), np.ones(width) / width, "same")
    return np.asarray(10.0 * np.log10(power + 1e-12))
