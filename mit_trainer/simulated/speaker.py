"""A loudspeaker that makes no sound, keeps the time and remembers.

It keeps the whole contract of the real one: one sound after the other, a start that is
known only shortly before it is heard, a stop that takes a few milliseconds, and a sound
that is not done while the loudspeaker is gone.
"""

from collections import deque

from mit_trainer.capture.take import Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.ports import Clock

_DELAY_S = 0.02
_FADE_S = 0.005
_REMEMBERED = 64

UNPLUGGED = "The simulated loudspeaker is gone; please plug it in again or choose another one."


class SimulatedPlayback:
    """One sound that nobody hears."""

    def __init__(
        self, sound: Sound, speaker: "SimulatedSpeaker", before: "SimulatedPlayback | None"
    ) -> None:
        self.sound = sound
        self._speaker = speaker
        self._clock = clock = speaker.clock
        self._before = before
        self._earliest_s = clock.monotonic_s() + _DELAY_S
        self._stopped_at_s = float("inf")
        self._given_up = False

    @property
    def started_at_s(self) -> float:
        starts_s = self._starts_s()
        sounds = starts_s - _DELAY_S <= self._clock.monotonic_s() and not self._given_up
        return starts_s if sounds and starts_s < self._stopped_at_s else float("nan")

    @property
    def done(self) -> bool:
        if self._given_up:
            return self._speaker.trouble() is None
        return self._clock.monotonic_s() >= self.ends_s

    @property
    def ends_s(self) -> float:
        """Monotonic time at which its last sample is, or would be, heard."""
        if self._given_up:
            return self._earliest_s
        starts_s = self._starts_s()
        if self._stopped_at_s <= starts_s:  # it waited, and was never heard
            return self._stopped_at_s
        return min(starts_s + self.sound.duration_s, self._stopped_at_s + _FADE_S)

    def stop(self) -> None:
        if not self.done:
            self._stopped_at_s = min(self._stopped_at_s, self._clock.monotonic_s())

    def give_up(self) -> None:
        """There is nothing left that could sound it."""
        self._given_up = True

    def _starts_s(self) -> float:
        if self._before is None:
            return self._earliest_s
        starts_s = max(self._earliest_s, self._before.ends_s)
        if self._before.done:  # settled, so the chain does not grow through a whole sitting
            self._earliest_s, self._before = starts_s, None
        return starts_s


class SimulatedSpeaker:
    """A `ports.Speaker` without a device; ``sounded`` are the last sounds it was asked for."""

    name = "simulated loudspeaker"

    def __init__(self, clock: Clock) -> None:
        self.sounded: deque[SimulatedPlayback] = deque(maxlen=_REMEMBERED)
        self.clock = clock
        self._trouble: str | None = None

    def play(self, sound: Sound) -> SimulatedPlayback:
        if self._trouble is not None:
            raise DeviceTrouble(self._trouble)
        before = self.sounded[-1] if self.sounded else None
        playback = SimulatedPlayback(sound, self, before)
        self.sounded.append(playback)
        return playback

    def trouble(self) -> str | None:
        return self._trouble

    def unplug(self, sentence: str = UNPLUGGED) -> None:
        """Sound nothing from now on, and say so."""
        self._trouble = sentence
        for playback in self.sounded:
            if not playback.done:
                playback.give_up()

    def plug_in(self) -> None:
        """Sound again."""
        self._trouble = None
