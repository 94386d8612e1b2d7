"""Checks of the device: how late sound is, how late touch is."""

from concurrent.futures import Future
from math import isfinite

from mit_trainer.calibration.criteria import SoundRows, TouchRows, judge
from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.trial import SoundTrial, TouchTrial
from mit_trainer.capture.tap import Tap, without_repeats
from mit_trainer.session.checks.model import Check, CheckPorts, Outcome

_TAIL_S = 0.3  # after the last touch: its knock may still be on its way


class SoundCheck(Check):
    """Bursts of noise from loudspeaker to microphone."""

    def __init__(self, needs: CheckPorts) -> None:
        super().__init__()
        self._needs, self._rows = needs, needs.criteria.sound
        self._trial = SoundTrial(
            needs.microphone,
            needs.speaker,
            self._rows,
            needs.limits.voice,
            monotonic_s=needs.clock.monotonic_s,
            aside=needs.background,
        )

    @property
    def dots(self) -> tuple[bool, ...]:
        return ()

    def tick(self) -> None:
        if self.outcome is not None:
            return
        trouble = self._needs.microphone.trouble() or self._needs.speaker.trouble()
        if trouble:
            self.lost(trouble)
            return
        self._trial.tick()
        if self._trial.delay.done():
            delay = self._trial.delay.result()
            self.outcome = _outcome(delay, self._rows)

    def cancel(self) -> None:
        self._trial.cancel()


class TouchCheck(Check):
    """Knocks of the finger on the glass, felt and heard."""

    taps_wanted = True

    def __init__(self, needs: CheckPorts) -> None:
        super().__init__()
        self._needs, self._rows = needs, needs.criteria.touch
        self._trial = TouchTrial(
            needs.microphone,
            self._rows,
            needs.limits.voice,
            monotonic_s=needs.clock.monotonic_s,
        )
        self._taps: list[Tap] = []
        self._until_s = float("inf")
        self._measuring: Future[Delay] | None = None

    @property
    def dots(self) -> tuple[bool, ...]:
        n = round(self._rows.trials.value)
        return tuple(k < len(self._touches()) for k in range(n))

    def tap(self, tap: Tap) -> None:
        self._taps.append(tap)
        if all(self.dots):
            self._until_s = min(self._until_s, self._needs.clock.monotonic_s() + _TAIL_S)

    def tick(self) -> None:
        if self.outcome is not None:
            return
        if trouble := self._needs.microphone.trouble():
            self.lost(trouble)
        elif self._measuring is None and self._needs.clock.monotonic_s() > self._until_s:
            touched_s = [tap.at_s for tap in self._touches()]
            self._measuring = self._trial.stop(touched_s, self._needs.background)
        elif self._measuring is not None and self._measuring.done():
            delay = self._measuring.result()
            self.outcome = _outcome(delay, self._rows)

    def cancel(self) -> None:
        self._trial.cancel()

    def _touches(self) -> tuple[Tap, ...]:
        return without_repeats(self._taps, self._needs.limits.tap.bounce_s)


def _outcome(delay: Delay, rows: SoundRows | TouchRows) -> Outcome:
    values: dict[str, str | int] = {"good": delay.n_good, "all": delay.n}
    if isfinite(delay.delay_s):
        values |= {"ms": round(1000 * delay.delay_s), "spread": round(1000 * delay.spread_s)}
    if judge(delay, rows).accepted:
        return Outcome("measured", good=True, values=values, delay=delay)
    few = delay.n_good < rows.least_good.value
    return Outcome("too-few" if few else "unsteady", good=False, values=values)
