"""A room in which checks are led by a clock set by hand: what sounds is heard, a little later."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from math import isfinite
from time import sleep

from mit_trainer import places
from mit_trainer.calibration.criteria import read_criteria
from mit_trainer.calibration.hum import hummed_range
from mit_trainer.calibration.voice_range import VoiceRange
from mit_trainer.capture.limits import read_limits
from mit_trainer.capture.take import Sound
from mit_trainer.capture.tap import Tap
from mit_trainer.session.checks import Check, CheckPorts, Outcome
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import SimulatedMicrophone
from mit_trainer.simulated.speaker import SimulatedSpeaker

RATE_HZ = 48_000
CRITERIA = read_criteria(places.CALIBRATION)


class Room:
    """A loudspeaker that a microphone hears ``way_s`` later; ``needs`` is what checks are given."""

    def __init__(self, way_s: float | None, background: ThreadPoolExecutor) -> None:
        self.clock = HandClock()
        self.microphone = SimulatedMicrophone(self.clock, rate_hz=RATE_HZ, in_step=True)
        self.speaker = SimulatedSpeaker(self.clock)
        self.clock.tell(self.microphone.hear)
        self._way_s, self._n_heard, self._background = way_s, 0, background
        self.needs = CheckPorts(
            clock=self.clock,
            microphone=self.microphone,
            speaker=self.speaker,
            limits=read_limits(places.ANSWER),
            background=background,
            criteria=CRITERIA,
            hear_range=self._hear_range,
        )

    def _hear_range(self, sound: Sound) -> "Future[VoiceRange | None]":
        return self._background.submit(hummed_range, sound, CRITERIA.voice)

    def lead(self, check: Check, each: Callable[[], None] = lambda: None) -> Outcome:
        """Let time pass until the check is over."""
        for _ in range(20_000):
            self._carry()
            each()
            check.tick()
            if check.outcome is not None:
                return check.outcome
            self.clock.advance(0.02)
            sleep(0.0001)
        raise AssertionError("the check never ends")

    def _carry(self) -> None:
        """Let the microphone hear what has begun to sound."""
        if self._way_s is None:
            return
        for playback in list(self.speaker.sounded)[self._n_heard :]:
            began_s = playback.started_at_s
            if isfinite(began_s) and playback.sound.rate_hz == RATE_HZ:  # known, and not clicks
                self.microphone.sing(playback.sound, began_s + self._way_s)
                self._n_heard += 1


@contextmanager
def room(way_s: float | None = None) -> Iterator[Room]:
    """Have a room; without a way nothing that sounds is heard."""
    with ThreadPoolExecutor(1) as background:
        yield Room(way_s, background)


def tapped(at_s: float) -> Tap:
    """Tap without doubt about the time."""
    return Tap(at_s, 0.001, "touch")
