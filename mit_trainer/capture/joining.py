"""Blocks become one take.

Conventions
-----------
A block says when its first sample reached the microphone.  Each block therefore gives
one opinion on when the take began; the median of all of them counts, because single
stamps may be off.  Where the card lost samples, silence of the lost length is put in
their place, so that everything after the gap keeps its time.

Not every card says so when it loses samples.  A leap in its stamps says it too: a large
one at once; a small one a little later, so that it can only be counted, because by then
the sound has been handed on.
"""

import numpy as np

from mit_trainer.capture.stamps import StampWatch
from mit_trainer.capture.take import Block, Samples, Sound, Take

_LONGEST_GAP_S = 10.0  # a stamp further off than this is not believed
_LEAP_S = 0.02  # single stamps were seen to be 5 ms off, never 20


class Joiner:
    """Puts blocks one after the other; one thread adds, any thread may look."""

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self._pieces: list[Samples] = []
        self._began_s: list[float] = []
        self._n_samples = 0
        self._watch = StampWatch()
        self.n_gaps = 0
        self.heard_until_s = float("nan")

    @property
    def duration_s(self) -> float:
        """Length so far."""
        return self._n_samples / self.rate_hz

    def add(self, block: Block, until_s: float = float("inf")) -> Samples:
        """Append a block and return what was appended, silence for a gap included.

        ``until_s`` is monotonic time; samples heard later are left out.
        """
        body = block.samples
        if np.isfinite(until_s) and np.isfinite(block.heard_at_s):
            body = body[: max(0, round((until_s - block.heard_at_s) * self.rate_hz))]
        gap = self._gap_before(block)
        samples = np.concatenate((gap, body))
        if np.isfinite(block.heard_at_s):
            began_s = block.heard_at_s - (self._n_samples + gap.size) / self.rate_hz
            self._began_s.append(began_s)
            self.heard_until_s = block.heard_at_s + block.samples.size / self.rate_hz
            if self._watch.has_leapt(began_s):
                self.n_gaps += 1
        self._pieces.append(samples)
        self._n_samples += samples.size
        return samples

    def _gap_before(self, block: Block) -> Samples:
        """Count a gap if there is one; the silence that stands for it, or nothing."""
        lost_s = block.heard_at_s - self.heard_until_s  # NaN when either is not known
        if block.lost_before or _LEAP_S < lost_s < _LONGEST_GAP_S:
            self.n_gaps += 1
            self._watch.restart()
            if 0.0 < lost_s < _LONGEST_GAP_S:
                return np.zeros(round(lost_s * self.rate_hz), dtype=np.float32)
        return np.zeros(0, dtype=np.float32)

    def latest(self, seconds: float) -> Samples:
        """Give the last ``seconds`` so far, or less; a private copy, float32 [samples]."""
        wanted = round(seconds * self.rate_hz)
        found: list[Samples] = [np.zeros(0, dtype=np.float32)]
        n_found = 0
        # By index, from the end: the list only grows, so a thread that appends does no harm.
        for k in range(len(self._pieces) - 1, -1, -1):
            if n_found >= wanted:
                break
            found.append(self._pieces[k])
            n_found += self._pieces[k].size
        return np.concatenate(found[::-1])[max(0, n_found - wanted) :]

    def take(self, ended_early: str | None) -> Take:
        """Everything so far.  ``started_at_s`` is NaN when no block said its time."""
        samples = np.concatenate(self._pieces) if self._pieces else np.zeros(0, dtype=np.float32)
        return Take(
            sound=Sound(samples, self.rate_hz),
            started_at_s=float(np.median(self._began_s)) if self._began_s else float("nan"),
            n_gaps=self.n_gaps,
            ended_early=ended_early,
        )
