"""The voice of this turn as a line over the tune, as it is being heard.

One short look at the latest sound each time the line is asked for, so that a line that
is not shown costs nothing; nothing of it is kept, and the exact contour replaces it
after the answer.
"""

from math import isnan, nan

import numpy as np

from mit_trainer.analysis.live import LiveEar
from mit_trainer.session.answering import Answering
from mit_trainer.session.spec import Ports
from mit_trainer.units import Floats, semitones

_WINDOW_S = 0.04  # what the live ear wants: two periods of a deep voice


class Trace:
    """Follows one answer after the other."""

    def __init__(self, ports: Ports, tonic_hz: float) -> None:
        self._ports = ports
        self._tonic_hz = tonic_hz
        self._answering: Answering | None = None
        self._ear = LiveEar()
        self._times_s: list[float] = []
        self._heights_st: list[float] = []

    def follow(self, answering: Answering | None, now_s: float) -> None:
        """Look at the latest sound, if any is new; a new answer begins a new line."""
        if answering is None:
            return
        if answering is not self._answering:
            self._answering, self._ear = answering, LiveEar()
            self._times_s, self._heights_st = [], []
        if answering.recording is None or answering.recording.take.done():
            return
        if self._times_s and now_s <= self._times_s[-1] + 0.5 * _WINDOW_S:
            return
        latest = answering.recording.latest(_WINDOW_S)
        rate_hz = self._ports.microphone.rate_hz
        if latest.size < round(_WINDOW_S * rate_hz):
            return
        f0_hz = self._ear(latest, rate_hz)
        self._times_s.append(now_s - 0.5 * _WINDOW_S)
        self._heights_st.append(nan if isnan(f0_hz) else semitones(f0_hz, self._tonic_hz))

    def points(self) -> tuple[Floats, Floats]:
        """Give times in seconds and heights in semitones above the tonic.

        Time begins at the model's first beat; where no model sounds along, at the first
        voiced moment, for the patient's own first syllable is her beginning.
        """
        times_s, heights_st = np.array(self._times_s), np.array(self._heights_st)
        zero_s = nan if self._answering is None else next(iter(self._answering.beats_s), nan)
        if isnan(zero_s):
            voiced = np.flatnonzero(np.isfinite(heights_st))
            zero_s = times_s[voiced[0]] if voiced.size else nan
        return times_s - zero_s, heights_st
