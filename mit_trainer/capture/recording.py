"""One answer being recorded: a thread that joins, measures and hands on.

Three activities meet here.  The microphone's thread puts blocks into a queue and never
waits.  The recording thread takes them out, may wait, hands every block to the sink
(which seals it and gives it to the disk) and joins them.  The window asks for the level,
the last stretch of sound or the finished take, and never waits either.

Conventions
-----------
Every block that was taken out of the queue is reported by ``task_done``, so that
somebody who sets the clock by hand may wait until all has been heard.  Samples stay in
memory whatever happens to the sink.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, Full, Queue
from typing import Protocol

import numpy as np

from mit_trainer.capture.joining import Joiner
from mit_trainer.capture.limits import VoiceRow
from mit_trainer.capture.take import Block, Samples, Take
from mit_trainer.capture.voice import VoiceMeter
from mit_trainer.errors import TrainerError

_QUEUE_BLOCKS = 1024  # about 11 s, in case the disk is slow
_LOOK_S = 0.1
_LOST_S = 0.5  # no block for so long, and the microphone says why: it is gone
_TAIL_S = 0.02  # the last two hundredths of a second are not waited for
_LAST_WAIT_S = 0.3  # nor anything longer than this, once the answer is over
_WAKE = Block(np.zeros(0, dtype=np.float32), float("nan"), False)

TOO_LONG = "The answer was very long, so the recording stopped there; all of it is kept."
NOT_KEPT = (
    "The recording could not be written to the disk; it is still in memory, please free some "
    "space or check the disk."
)


class Source(Protocol):
    """As much of a microphone as a recording needs."""

    @property
    def rate_hz(self) -> int: ...
    def start(self, blocks: "Queue[Block]") -> None: ...
    def stop(self) -> None: ...
    def trouble(self) -> str | None: ...


class Sink(Protocol):
    """Whoever keeps the samples as they come."""

    def write(self, samples: Samples) -> None: ...


class Recording:
    """From `start` until somebody says `stop`, or the microphone is gone.

    Attributes
    ----------
    take : the finished `Take`, sooner than `stop` when the microphone was lost
    meter : loudness so far, and whether there was a voice
    """

    def __init__(
        self,
        source: Source,
        sink: Sink | None,
        voice: VoiceRow,
        *,
        monotonic_s: Callable[[], float] = time.perf_counter,
        longest_s: float = 300.0,
    ) -> None:
        self.take: Future[Take] = Future()
        self.meter = VoiceMeter(source.rate_hz, voice)
        self._source = source
        self._sink = sink
        self._monotonic_s = monotonic_s
        self._longest_s = longest_s
        self._blocks: Queue[Block] = Queue(_QUEUE_BLOCKS)
        self._joiner = Joiner(source.rate_hz)
        self._sink_trouble: str | None = None
        self._until_s = float("inf")
        self._stopping = threading.Event()

    @classmethod
    def start(
        cls,
        source: Source,
        sink: Sink | None,
        voice: VoiceRow,
        *,
        monotonic_s: Callable[[], float] = time.perf_counter,
        longest_s: float = 300.0,
    ) -> "Recording":
        """Begin to record; returns at once.  Raises `DeviceTrouble` as the source does.

        ``monotonic_s`` is the clock by which the blocks tell their time; ``longest_s``
        bounds the memory, not the patient.
        """
        recording = cls(source, sink, voice, monotonic_s=monotonic_s, longest_s=longest_s)
        source.start(recording._blocks)
        recording.take.set_running_or_notify_cancel()
        threading.Thread(target=recording._run, name="recording", daemon=True).start()
        return recording

    def stop(self) -> "Future[Take]":
        """End the answer now; what was heard until now is joined on the thread."""
        if not self._stopping.is_set():
            self._until_s = self._monotonic_s()
            self._stopping.set()
            with contextlib.suppress(Full):  # when it is full the thread is not asleep
                self._blocks.put_nowait(_WAKE)
        return self.take

    @property
    def duration_s(self) -> float:
        """Length so far, in seconds of sound."""
        return self._joiner.duration_s

    @property
    def sink_trouble(self) -> str | None:
        """One sentence when the sink gave up; its recording is cut, the take is whole."""
        return self._sink_trouble

    def latest(self, seconds: float) -> Samples:
        """Give the last stretch of sound, for the live trace; a private copy."""
        return self._joiner.latest(seconds)

    def _run(self) -> None:
        try:
            try:
                ended_early = self._listen()
            finally:
                self._source.stop()
            self.take.set_result(self._joiner.take(ended_early))
        except BaseException as error:  # noqa: BLE001  (whoever waits for the take must hear of it)
            self.take.set_exception(error)

    def _listen(self) -> str | None:
        """Take blocks until it is over; returns why it ended early, if it did."""
        heard_s = time.perf_counter()
        stopped_s = float("inf")
        while True:
            if self._next_block():
                heard_s = time.perf_counter()
            now_s = time.perf_counter()
            if self._stopping.is_set():
                stopped_s = min(stopped_s, now_s)
                nearly_all = self._joiner.heard_until_s >= self._until_s - _TAIL_S
                waited_long = now_s - stopped_s > _LAST_WAIT_S
                if self._blocks.empty() and (nearly_all or waited_long):
                    return self._source.trouble()
            if now_s - heard_s > _LOST_S and (trouble := self._source.trouble()):
                return trouble
            if self._joiner.duration_s >= self._longest_s:
                return TOO_LONG

    def _next_block(self) -> bool:
        try:
            block = self._blocks.get(timeout=_LOOK_S)
        except Empty:
            return False
        try:
            if block.samples.size == 0:
                return False
            samples = self._joiner.add(block, self._until_s)
            self.meter.add(samples)
            self._hand_on(samples)
        finally:
            self._blocks.task_done()
        return True

    def _hand_on(self, samples: Samples) -> None:
        if self._sink is None or self._sink_trouble is not None or samples.size == 0:
            return
        try:
            self._sink.write(samples)
        except (OSError, TrainerError) as error:
            self._sink_trouble = str(error) if isinstance(error, TrainerError) else NOT_KEPT
