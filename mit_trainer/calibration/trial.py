"""Measuring, with a real loudspeaker, microphone and finger, without ever blocking.

A trial is started, looked at now and then with `tick`, and ends with a delay.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from math import isfinite, nan

import numpy as np

from mit_trainer.calibration.bursts import bursts
from mit_trainer.calibration.criteria import SoundRows, TouchRows
from mit_trainer.calibration.delay import Delay, from_trials
from mit_trainer.calibration.sound_delay import sound_delay
from mit_trainer.calibration.touch_delay import knocks_s, touch_delay
from mit_trainer.capture.limits import VoiceRow
from mit_trainer.capture.recording import Recording
from mit_trainer.capture.take import Take
from mit_trainer.ports import Microphone, Speaker

_LONGEST_S = 120.0


class SoundTrial:
    """Sounds the bursts and listens for them."""

    def __init__(
        self,
        microphone: Microphone,
        speaker: Speaker,
        rows: SoundRows,
        voice: VoiceRow,
        *,
        monotonic_s: Callable[[], float],
        aside: Executor,
    ) -> None:
        """Begin at once.  Raises `DeviceTrouble` when there is nothing to hear or sound with."""
        self.delay: Future[Delay] = Future()
        self._rows, self._monotonic_s, self._aside = rows, monotonic_s, aside
        self._played = bursts(round(rows.trials.value), microphone.rate_hz)
        self._recording = Recording.start(
            microphone, None, voice, monotonic_s=monotonic_s, longest_s=_LONGEST_S
        )
        self._playback = speaker.play(self._played.sound)
        self._until_s = float("inf")
        self._working: Future[Delay] | None = None

    def tick(self) -> None:
        """Look how far it is; call it a few times a second until ``delay`` is done."""
        if self.delay.done():
            return
        if self._working is not None:
            if self._working.done():
                self.delay.set_result(self._working.result())
            return
        now_s = self._monotonic_s()
        if self._playback.done:
            self._until_s = min(self._until_s, now_s + self._rows.longest_s.value)
        if now_s > self._until_s:
            self._recording.stop()
        if self._recording.take.done():
            take, began_s = self._recording.take.result(), self._playback.started_at_s
            self._working = self._aside.submit(self._measure, take, began_s)

    def cancel(self) -> None:
        """Be silent and forget it."""
        self._playback.stop()
        self._recording.stop()

    def _measure(self, take: Take, began_s: float) -> Delay:
        if not (isfinite(take.started_at_s) and isfinite(began_s)):
            return from_trials(np.full(len(self._played.patterns), nan))
        return sound_delay(
            take.sound,
            self._played,
            began_s - take.started_at_s,
            longest_s=self._rows.longest_s.value,
            least_clear=self._rows.least_clear.value,
        )


class TouchTrial:
    """Listens to the knocks of a finger while somebody else collects its touches."""

    def __init__(
        self,
        microphone: Microphone,
        rows: TouchRows,
        voice: VoiceRow,
        *,
        monotonic_s: Callable[[], float],
    ) -> None:
        """Begin to listen.  Raises `DeviceTrouble` when there is nothing to hear with."""
        self._rows = rows
        self._recording = Recording.start(
            microphone, None, voice, monotonic_s=monotonic_s, longest_s=_LONGEST_S
        )

    def stop(self, touched_at_s: Sequence[float], aside: Executor) -> "Future[Delay]":
        """End, and measure from the touches, monotonic time as the program was told."""
        take = self._recording.stop()
        return aside.submit(lambda: self._measure(take.result(), np.array(sorted(touched_at_s))))

    def cancel(self) -> None:
        """Forget it."""
        self._recording.stop()

    def _measure(self, take: Take, touched_s: "np.typing.NDArray[np.float64]") -> Delay:
        if not isfinite(take.started_at_s):
            return from_trials(np.full(touched_s.size, nan))
        knocked_s = knocks_s(take.sound, least_rise_db=self._rows.least_rise_db.value)
        return touch_delay(
            touched_s - take.started_at_s, knocked_s, longest_s=self._rows.longest_s.value
        )
