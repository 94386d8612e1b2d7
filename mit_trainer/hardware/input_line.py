"""The microphone behind its port: from PortAudio's callback to blocks in a queue.

Three activities: PortAudio's thread calls `InputLine.hear`, which only stores; a
forwarding thread turns bytes into blocks and never touches the device; anybody may
start, stop or ask.  The line outlives the stream: it stays when the device goes, tells
the trouble, and is connected again when one comes back.

Conventions
-----------
The stream is open all the time; `start` and `stop` only switch the delivery.  They
travel through the same queue as the sound, so that a block heard before `stop` is
delivered, and one heard before `start` is not.
"""

import threading
import time
from collections.abc import Callable
from queue import Full, Queue, SimpleQueue

import numpy as np

from mit_trainer.capture.take import Block
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.card_clock import CardClock
from mit_trainer.hardware.devices import NO_MICROPHONE
from mit_trainer.hardware.quiet_watch import QuietWatch

_RAW_LIMIT = 2048  # about 20 s of callbacks
_LOOK_S = 0.1
SILENT_S = 0.5
"""A stream whose callbacks stay away this long has been lost."""

LOST = "The microphone is gone; please plug it in again. What was recorded until then is kept."
DEAF = (
    "The microphone hears nothing at all; please check that it is plugged in and not "
    "switched to mute."
)

_Raw = tuple[bytes, float, float, bool]
_Word = Callable[[], None]


class InputLine:
    """A `ports.Microphone` that somebody connects to a stream."""

    def __init__(self) -> None:
        self.clock = CardClock()
        self.name = ""
        self.rate_hz = 48000
        self._raw: SimpleQueue[_Raw | _Word | None] = SimpleQueue()
        self._to: Queue[Block] | None = None
        self._lost = False
        self._dropped = False
        self._trouble: str | None = NO_MICROPHONE
        self._heard_s = time.perf_counter()
        self._watch = QuietWatch(self.rate_hz)
        self._forwarder = threading.Thread(target=self._forward, name="microphone", daemon=True)
        self._forwarder.start()

    # -- whoever uses the microphone

    def start(self, blocks: "Queue[Block]") -> None:
        if self._trouble is not None:
            raise DeviceTrouble(self._trouble)
        self._raw.put(lambda: self._deliver_to(blocks))

    def stop(self) -> None:
        self._raw.put(lambda: self._deliver_to(None))

    def trouble(self) -> str | None:
        return self._trouble or (DEAF if self._watch.deaf else None)

    # -- whoever keeps the sound card

    def connect(self, name: str, rate_hz: int) -> None:
        """Say that a stream has begun."""
        if rate_hz != self.rate_hz:  # whoever listens counts on the rate it began with
            self.stop()
        self.name, self.rate_hz = name, rate_hz
        self.clock.forget()
        self._watch = QuietWatch(rate_hz)
        self._heard_s = time.perf_counter()
        self._trouble = None

    def disconnect(self, trouble: str) -> None:
        """Say that there is no stream any more, and why."""
        self._trouble = trouble

    @property
    def silent_for_s(self) -> float:
        """Seconds since the last callback."""
        return time.perf_counter() - self._heard_s

    @property
    def busy(self) -> bool:
        """Whether somebody is listening now."""
        return self._to is not None

    def close(self) -> None:
        """End the forwarding thread."""
        self._raw.put(None)
        self._forwarder.join(1.0)

    # -- PortAudio's thread

    def hear(self, data: bytes, card_s: float, card_now_s: float, now_s: float, lost: bool) -> None:
        """Store what one callback brought; never waits, never asks for a lock of ours."""
        self._heard_s = now_s
        if self._raw.qsize() >= _RAW_LIMIT:
            self._dropped = True
            return
        self.clock.add(card_now_s, now_s)
        lost, self._dropped = lost or self._dropped, False
        self._raw.put((data, card_s, card_now_s, lost))

    # -- the forwarding thread

    def _forward(self) -> None:
        while (raw := self._raw.get()) is not None:
            if callable(raw):
                raw()
            else:
                self._pass_on(*raw)

    def _deliver_to(self, blocks: "Queue[Block] | None") -> None:
        self._to = blocks
        self._lost = False

    def _pass_on(self, data: bytes, card_s: float, card_now_s: float, lost: bool) -> None:
        samples = np.frombuffer(data, dtype=np.float32)
        self._watch.add(samples)
        if self._to is None:
            return
        # A card that does not say when it heard gives 0.
        heard_at_s = self.clock.monotonic_s(card_s) if card_s > 0.0 < card_now_s else float("nan")
        try:
            self._to.put_nowait(Block(samples, heard_at_s, lost or self._lost))
            self._lost = False
        except Full:
            self._lost = True
