"""A microphone that hears what is sung to it, and a quiet room otherwise.

It keeps the whole contract of the real one and can lose samples, be unplugged and refuse.

Conventions
-----------
It hears up to its clock's "now", whenever `hear` is called: by a `HandClock` after each
move (then it waits until whoever records has taken everything in, so that nothing depends
on the computer's speed) or by a `Pulse` every hundredth of a second.
"""

import threading
import time
from queue import Full, Queue

import numpy as np

from mit_trainer.capture.take import Block, Samples, Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.ports import Clock
from mit_trainer.units import amplitude

FRAMES = 512
_ROOM_DB = -70.0
_PATIENCE_S = 10.0

UNPLUGGED = (
    "The simulated microphone is gone; please plug it in again. "
    "What was recorded until then is kept."
)


class SimulatedMicrophone:
    """A `ports.Microphone` without a device.

    ``in_step`` says that `hear` waits for whoever records; she must report each block
    by ``task_done``, as a `Recording` does.
    """

    name = "simulated microphone"

    def __init__(self, clock: Clock, *, rate_hz: int = 48000, in_step: bool = False) -> None:
        self.rate_hz = rate_hz
        self._clock = clock
        self._in_step = in_step
        self._guard = threading.RLock()
        self._in_the_air: list[tuple[Sound, float]] = []
        chance = np.random.default_rng(0)
        self._room = (amplitude(_ROOM_DB) * chance.normal(0.0, 1.0, rate_hz)).astype(np.float32)
        self._to: Queue[Block] | None = None
        self._began_s = 0.0
        self._n_heard = 0
        self._n_to_lose = 0
        self._lost = False
        self._trouble: str | None = None

    # -- the port

    def start(self, blocks: "Queue[Block]") -> None:
        if self._trouble is not None:
            raise DeviceTrouble(self._trouble)
        with self._guard:
            self._began_s, self._n_heard = self._clock.monotonic_s(), 0
            self._lost = False
            self._to = blocks

    def stop(self) -> None:
        with self._guard:
            self._deliver()
            self._to = None

    def trouble(self) -> str | None:
        return self._trouble

    # -- the world around it

    def sing(self, sound: Sound, at_s: float) -> None:
        """Let a sound begin in the air at a monotonic time; sounds may overlap."""
        if sound.rate_hz != self.rate_hz:
            raise ValueError(f"this microphone hears at {self.rate_hz} Hz, not {sound.rate_hz} Hz")
        with self._guard:
            self._in_the_air.append((sound, at_s))

    def unplug(self, sentence: str = UNPLUGGED) -> None:
        """Hear nothing from now on, and say so."""
        with self._guard:
            self._trouble = sentence

    def plug_in(self) -> None:
        """Hear again."""
        with self._guard:
            self._n_heard = round((self._clock.monotonic_s() - self._began_s) * self.rate_hz)
            self._lost = True
            self._trouble = None

    def lose(self, n_blocks: int) -> None:
        """Lose the next blocks, as an overrun card does."""
        with self._guard:
            self._n_to_lose += n_blocks

    def hear(self) -> None:
        """Deliver everything up to the clock's now."""
        with self._guard:
            self._deliver()
            blocks = self._to
        if blocks is not None and self._in_step:
            end_s = time.perf_counter() + _PATIENCE_S
            while blocks.unfinished_tasks and self._to is blocks and time.perf_counter() < end_s:
                time.sleep(0.0002)

    def _deliver(self) -> None:
        if self._to is None or self._trouble is not None:
            return
        until = round((self._clock.monotonic_s() - self._began_s) * self.rate_hz)
        while self._n_heard + FRAMES <= until:
            if self._n_to_lose:
                self._n_to_lose -= 1
                self._lost = True
            else:
                self._put(self._to)
            self._n_heard += FRAMES
        horizon_s = self._began_s + self._n_heard / self.rate_hz
        self._in_the_air = [
            (sound, at_s) for sound, at_s in self._in_the_air if at_s + sound.duration_s > horizon_s
        ]

    def _put(self, blocks: "Queue[Block]") -> None:
        heard_at_s = self._began_s + self._n_heard / self.rate_hz
        try:
            blocks.put_nowait(Block(self._block(), heard_at_s, self._lost))
            self._lost = False
        except Full:
            self._lost = True

    def _block(self) -> Samples:
        here = np.arange(self._n_heard, self._n_heard + FRAMES)
        block = self._room[here % self._room.size]
        for sound, at_s in self._in_the_air:
            offset = self._n_heard - round((at_s - self._began_s) * self.rate_hz)
            first, last = max(0, -offset), min(FRAMES, sound.samples.size - offset)
            if first < last:
                block[first:last] += sound.samples[offset + first : offset + last]
        return block


class Pulse:
    """Lets a microphone hear every hundredth of a second of real time, on its own thread."""

    def __init__(self, microphone: SimulatedMicrophone, every_s: float = 0.01) -> None:
        self._microphone = microphone
        self._every_s = every_s
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="simulated air", daemon=True)
        self._thread.start()

    def _beat(self) -> None:
        while not self._over.wait(self._every_s):
            self._microphone.hear()

    def stop(self) -> None:
        """End the thread."""
        self._over.set()
        self._thread.join()
