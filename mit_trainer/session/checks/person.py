"""Checks of the person: where her voice is comfortable, whether her hand keeps time."""

from concurrent.futures import Future
from math import isfinite

import numpy as np

from mit_trainer.calibration.beat_screen import (
    TapHelp,
    TempoResult,
    propose,
    tempi_bpm,
    tempo_result,
)
from mit_trainer.calibration.voice_range import VoiceRange
from mit_trainer.capture.recording import Recording
from mit_trainer.capture.take import Sound
from mit_trainer.capture.tap import Tap, without_repeats
from mit_trainer.errors import TrainerError
from mit_trainer.prompt.clicks import clicks
from mit_trainer.session.checks.model import Check, CheckPorts, Outcome

HUM_S = 10.0
_LEAD_BEATS = 4
_CLICK_RATE_HZ = 24_000


class HumCheck(Check):
    """Ten seconds of humming, up and down; pauses are welcome."""

    def __init__(self, needs: CheckPorts) -> None:
        super().__init__()
        self._needs = needs
        self._recording = Recording.start(
            needs.microphone, None, needs.limits.voice, monotonic_s=needs.clock.monotonic_s
        )
        self._hearing: Future[VoiceRange | None] | None = None

    @property
    def dots(self) -> tuple[bool, ...]:
        done = self._recording.duration_s / HUM_S
        return tuple(done >= (k + 1) / 5.0 for k in range(5))

    def tick(self) -> None:
        if self.outcome is not None:
            return
        if trouble := self._needs.microphone.trouble():
            self.lost(trouble)
        elif self._hearing is None:
            if self._recording.duration_s >= HUM_S:
                self._recording.stop()
            if self._recording.take.done():
                self._hearing = self._needs.hear_range(self._recording.take.result().sound)
        elif self._hearing.done():
            self._finish(self._hearing)

    def cancel(self) -> None:
        self._recording.stop()

    def _finish(self, hearing: "Future[VoiceRange | None]") -> None:
        try:
            found = hearing.result()
        except TrainerError as error:
            self.lost(str(error))
            return
        if found is None:
            self.outcome = Outcome("too-few", good=False)
            return
        values = {"low": round(found.low_hz), "high": round(found.high_hz)}
        self.outcome = Outcome("measured", good=True, values={**values}, range=found)


class BeatCheck(Check):
    """Tapping along with soft clicks at a few tempi, one after the other."""

    taps_wanted = True

    def __init__(self, needs: CheckPorts) -> None:
        super().__init__()
        self._needs, self._rows = needs, needs.criteria.beat
        self._waiting = list(tempi_bpm(self._rows))
        self._results: list[TempoResult] = []
        self._taps: list[Tap] = []
        self._begin()

    def _begin(self) -> None:
        self._tempo_bpm = self._waiting.pop(0)
        n = _LEAD_BEATS + round(self._rows.taps.value)
        beat_s = 60.0 / self._tempo_bpm
        beats_s = tuple(k * beat_s for k in range(n))
        sound = Sound(clicks(beats_s, n * beat_s, _CLICK_RATE_HZ), _CLICK_RATE_HZ)
        self._playback = self._needs.speaker.play(sound)

    @property
    def dots(self) -> tuple[bool, ...]:
        n = len(tempi_bpm(self._rows))
        return tuple(k < len(self._results) for k in range(n))

    def tap(self, tap: Tap) -> None:
        self._taps.append(tap)

    def tick(self) -> None:
        if self.outcome is not None:
            return
        if trouble := self._needs.speaker.trouble():
            self.lost(trouble)
        elif self._playback.done:
            self._results.append(self._judge())
            if self._waiting:
                self._begin()
            else:
                self._finish()

    def cancel(self) -> None:
        self._waiting.clear()
        self._playback.stop()

    def _judge(self) -> TempoResult:
        first_s = self._playback.started_at_s
        taps = without_repeats(self._taps, self._needs.limits.tap.bounce_s)
        lead_s = (_LEAD_BEATS - 0.5) * 60.0 / self._tempo_bpm
        during_s = [tap.at_s for tap in taps if tap.at_s >= first_s + lead_s]
        self._taps.clear()
        known_s = np.array(during_s if isfinite(first_s) else [])
        return tempo_result(known_s, self._tempo_bpm, first_s, self._rows)

    def _finish(self) -> None:
        proposed = propose(self._results, self._rows)
        best = max((r.resultant for r in self._results if isfinite(r.resultant)), default=0.0)
        self.outcome = Outcome(
            str(proposed),
            good=proposed is not TapHelp.UNKNOWN,
            values={"best": round(100 * best)},
            help=proposed,
        )
