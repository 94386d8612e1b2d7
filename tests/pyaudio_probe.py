"""A small program that hears, and if asked plays, through PyAudio's default devices.

``python tests/pyaudio_probe.py SECONDS HEARD.npz [PLAYED.wav]`` says ``listening`` on
standard output once sound arrives, and in the end writes ``heard`` (float32, 48 kHz),
``heard_at_s`` and ``played_at_s``: when the first sample was taken in and given out, by
the sound card's own clock; and ``n_flagged``: how many blocks PortAudio says were late.
It is a program of its own because PortAudio reads its
surroundings only once in the life of a process, and may take that process with it.
"""

import sys
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyaudio
import soundfile

RATE_HZ = 48_000
FRAMES = 512
Samples = npt.NDArray[np.float32]


class Probe:
    """Two streams, because one stream for both directions loses samples without a word."""

    def __init__(self, sound: Samples) -> None:
        self._sound = sound
        self._given = 0
        self._blocks: list[bytes] = []
        self._heard_at_s: list[float] = []
        self._played_at_s: list[float] = []
        self._n_flagged = 0

    def hear(
        self, data: bytes | None, frames: int, times: Mapping[str, float], flags: int
    ) -> tuple[None, int]:
        before = len(self._blocks) * FRAMES
        self._heard_at_s.append(times["input_buffer_adc_time"] - before / RATE_HZ)
        self._n_flagged += flags != 0
        self._blocks.append(data or b"")
        return None, pyaudio.paContinue

    def play(
        self, _data: bytes | None, frames: int, times: Mapping[str, float], flags: int
    ) -> tuple[bytes, int]:
        self._played_at_s.append(times["output_buffer_dac_time"] - self._given / RATE_HZ)
        self._n_flagged += flags != 0
        block = np.zeros(frames, np.float32)
        rest = self._sound[self._given : self._given + frames]
        block[: rest.size] = rest
        self._given += frames
        return block.tobytes(), pyaudio.paContinue

    def run(self, seconds: float, out: Path) -> None:
        audio = pyaudio.PyAudio()
        settings = (RATE_HZ, 1, pyaudio.paFloat32)
        hearing = audio.open(
            *settings, input=True, frames_per_buffer=FRAMES, stream_callback=self.hear
        )
        playing = None
        if self._sound.size:
            playing = audio.open(
                *settings, output=True, frames_per_buffer=FRAMES, stream_callback=self.play
            )
        while not self._blocks:
            time.sleep(0.005)
        print("listening", flush=True)  # noqa: T201
        time.sleep(seconds)
        for stream in (hearing, playing):
            if stream is not None:
                stream.close()
        audio.terminate()
        np.savez(
            out,
            heard=np.frombuffer(b"".join(self._blocks), np.float32),
            heard_at_s=np.median(self._heard_at_s),
            played_at_s=np.median(self._played_at_s or [np.nan]),
            n_flagged=self._n_flagged,
        )


if __name__ == "__main__":
    played = soundfile.read(sys.argv[3], dtype="float32")[0] if len(sys.argv) > 3 else []
    Probe(np.asarray(played, np.float32)).run(float(sys.argv[1]), Path(sys.argv[2]))
