"""The loudspeaker behind its port: sounds wait in a line, PortAudio's callback takes them.

Conventions
-----------
The stream is open all the time and carries silence between sounds.  Sounds are heard in
the order in which they were given, without a gap.  A sound begins where the card says
its first sample is heard (DAC time); it is done when its last one has been heard or it
was stopped.  One that lost its loudspeaker is not done while the trouble lasts, so that
nobody takes it for heard; after that nobody needs to wait for it.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from mit_trainer.capture.stamps import StampWatch
from mit_trainer.capture.take import Samples, Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.card_clock import CardClock
from mit_trainer.hardware.devices import NO_SPEAKER
from mit_trainer.hardware.rate import at_rate
from mit_trainer.prompt.loudness import CEILING_DB, limited
from mit_trainer.units import amplitude

_FADE_S = 0.005
_CEILING = amplitude(CEILING_DB)  # nothing that is sounded ever passes it

LOST = "The loudspeaker is gone; please plug it in again or choose another one."


class CardPlayback:
    """One sound on its way; made by `OutputLine.play`."""

    def __init__(self, line: "OutputLine", rate_hz: int) -> None:
        self._line = line
        self._clock = line.clock
        self._rate_hz = rate_hz
        self._given_up = False
        self._samples: Samples | None = None  # None until its rate has been converted
        self._at = 0
        self._starts_card_s = float("nan")
        self._ends_card_s = float("nan")
        self._stopping = False
        self._over = False

    @property
    def started_at_s(self) -> float:
        return self._clock.monotonic_s(self._starts_card_s)

    @property
    def done(self) -> bool:
        if self._given_up:
            return self._line.trouble() is None
        if self._over and np.isnan(self._ends_card_s):  # stopped before it began
            return True
        return self._over and time.perf_counter() >= self._clock.monotonic_s(self._ends_card_s)

    def stop(self) -> None:
        self._stopping = True
        if np.isnan(self._starts_card_s):
            self._over = True

    def give_up(self) -> None:
        """There is nothing left that could sound it."""
        self._over = self._given_up = True

    @property
    def over(self) -> bool:
        """Whether the callback has nothing more to take from it."""
        return self._over

    def ready(self, samples: Samples) -> None:
        """Give it its samples, at the rate of the stream."""
        self._samples = samples

    def fill(self, out: Samples, card_s: float) -> int:
        """Write the next samples into ``out``, heard from ``card_s`` on; returns how many."""
        if self._samples is None or self._over:
            return 0
        if np.isnan(self._starts_card_s):
            self._starts_card_s = card_s
        if self._stopping:
            faded = self._samples[self._at : self._at + round(_FADE_S * self._rate_hz)]
            self._samples = faded * np.linspace(1.0, 0.0, faded.size, dtype=np.float32)
            self._at, self._stopping = 0, False
        piece = self._samples[self._at : self._at + out.size]
        out[: piece.size] = piece
        self._at += piece.size
        if self._at >= self._samples.size:
            self._ends_card_s = card_s + piece.size / self._rate_hz
            self._over = True
        return int(piece.size)


class OutputLine:
    """A `ports.Speaker` that somebody connects to a stream.

    Attributes
    ----------
    level_db : how loud everything is sounded, at most 0; that of the device once connected
    sounded_s, square_s : how long something sounded, and its mean square times that
    """

    def __init__(self, level_of: Callable[[str], float] = lambda _: 0.0) -> None:
        """``level_of`` tells how loud a device is set, by its name."""
        self._level_of = level_of
        self.level_db = 0.0
        self.sounded_s, self.square_s = 0.0, 0.0
        self.clock = CardClock()
        self.name = ""
        self.n_lost = 0  # how often the card was not fed in time
        self._watch = StampWatch()
        self._n_filled = 0
        self._rate_hz = 48000
        self._waiting: deque[CardPlayback] = deque()
        self._trouble: str | None = NO_SPEAKER
        self._filled_s = time.perf_counter()

    # -- whoever uses the loudspeaker

    def play(self, sound: Sound) -> CardPlayback:
        if self._trouble is not None:
            raise DeviceTrouble(self._trouble)
        playback = CardPlayback(self, self._rate_hz)
        self._waiting.append(playback)
        rate_hz, gain = self._rate_hz, np.float32(amplitude(min(self.level_db, 0.0)))
        if sound.rate_hz == rate_hz and _soft(sound.samples, gain):
            playback.ready(sound.samples if gain == 1.0 else gain * sound.samples)
        else:  # takes some hundredths of a second: not on the caller's time

            def prepare() -> None:
                samples = np.nan_to_num(gain * at_rate(sound, rate_hz).samples)
                playback.ready(limited(samples, rate_hz))

            threading.Thread(target=prepare, name="prepare-sound", daemon=True).start()
        return playback

    def trouble(self) -> str | None:
        return self._trouble

    # -- whoever keeps the sound card

    def connect(self, name: str, rate_hz: int) -> None:
        """Say that a stream has begun; what waits stays, unless it was made for another rate."""
        if rate_hz != self._rate_hz:
            self._give_up_waiting()
        self.name, self._rate_hz = name, rate_hz
        self.level_db = self._level_of(name)
        self.clock.forget()
        self._watch.restart()
        self._filled_s = time.perf_counter()
        self._trouble = None

    def disconnect(self, trouble: str) -> None:
        """Say that there is no stream any more, and why; what waits is given up."""
        self._trouble = trouble
        self._give_up_waiting()

    def _give_up_waiting(self) -> None:
        while self._waiting:
            self._waiting.popleft().give_up()

    @property
    def silent_for_s(self) -> float:
        """Seconds since the last callback."""
        return time.perf_counter() - self._filled_s

    @property
    def busy(self) -> bool:
        """Whether something sounds or waits to sound."""
        return bool(self._waiting)

    # -- PortAudio's thread

    def fill(self, n: int, card_s: float, card_now_s: float, now_s: float, lost: bool) -> bytes:
        """Give the next ``n`` samples as float32 bytes; never waits."""
        self._filled_s = now_s
        if card_s <= 0.0 or card_now_s <= 0.0:  # a card that does not say: soon after now
            card_s, card_now_s = now_s + n / self._rate_hz, now_s
        self.clock.add(card_now_s, now_s)
        if lost:
            self._watch.restart()
        self.n_lost += lost or self._watch.has_leapt(card_s - self._n_filled / self._rate_hz)
        self._n_filled += n
        out = np.zeros(n, dtype=np.float32)
        at = 0
        while at < n and self._waiting:
            playback = self._waiting[0]
            at += playback.fill(out[at:], card_s + at / self._rate_hz)
            if not playback.over:
                break
            self._waiting.popleft()
        if at:
            np.clip(out, -_CEILING, _CEILING, out=out)
            self.sounded_s += at / self._rate_hz
            self.square_s += float(np.dot(out, out)) / self._rate_hz
        return out.tobytes()


def _soft(samples: Samples, gain: np.float32) -> bool:
    """Whether the samples stay below the ceiling as they are; values that are no numbers do not."""
    return not samples.size or bool(gain * np.abs(samples).max() <= _CEILING)
