"""Where the simulated patient's voice goes.

Into a `SimulatedMicrophone`, when no device takes part; or into sound files, which
somebody plays to a real microphone: into the air of a virtual sound card, say, with
``pw-play --target air answer-001.wav`` at the time that is told with each file.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import soundfile

from mit_trainer.capture.take import Sound


class Air(Protocol):
    """Carries a voice to a microphone."""

    @property
    def rate_hz(self) -> int: ...
    def sing(self, sound: Sound, at_s: float) -> None:
        """Begin to sound at a monotonic time, which may lie a little in the past."""


class FileAir:
    """Writes each answer to ``answer-001.wav`` and so on, and tells when it is to begin.

    ``told`` is called with the file and the monotonic time, on the thread that sings.
    """

    def __init__(
        self, folder: Path, told: Callable[[Path, float], None], rate_hz: int = 48000
    ) -> None:
        self.rate_hz = rate_hz
        self._folder = folder
        self._told = told
        self._n_written = 0

    def sing(self, sound: Sound, at_s: float) -> None:
        self._n_written += 1
        path = self._folder / f"answer-{self._n_written:03d}.wav"
        soundfile.write(path, sound.samples, sound.rate_hz, subtype="FLOAT")
        self._told(path, at_s)
