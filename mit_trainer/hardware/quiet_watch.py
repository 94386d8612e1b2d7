"""Notices a microphone that hears nothing at all.

A sound server goes on calling when its microphone has been unplugged, and gives exact
zeros.  No living room is exactly silent; a microphone with a noise gate is, in every
pause.  So a gate is told from a gap: one that let sound through again after a run of
zeros may take twice as long the next time.
"""

import numpy as np

from mit_trainer.capture.take import Samples

_ZEROS_S = 0.7
_GATED_S = 10.0


class QuietWatch:
    """Counts exact zeros; one thread adds, any thread may ask."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._run_s = 0.0
        self._allowed_s = _ZEROS_S

    def add(self, samples: Samples) -> None:
        """Look at the next samples."""
        sounding = np.flatnonzero(samples)
        if sounding.size == 0:
            self._run_s += samples.size / self._rate_hz
            return
        self._run_s += int(sounding[0]) / self._rate_hz
        self._allowed_s = min(_GATED_S, max(self._allowed_s, 2.0 * self._run_s))
        self._run_s = (samples.size - 1 - int(sounding[-1])) / self._rate_hz

    @property
    def deaf(self) -> bool:
        """Whether it has been exactly silent for longer than a pause."""
        return self._run_s > self._allowed_s
