"""Whether somebody's voice is there, and how long it has been silent.

A quick look at loudness, for the drill to know when an answer is over.  It measures
nothing that is kept: pitch and syllables are found later, by analysis.

Conventions
-----------
Loudness is taken in hops of 50 ms.  The room is as loud as its quietest three hops in
a row so far, so the room need not be known beforehand: a voice that begins with the
first sample is recognised as soon as it pauses.
"""

import numpy as np
from numpy.typing import NDArray

from mit_trainer.capture.limits import VoiceRow
from mit_trainer.capture.take import Samples
from mit_trainer.units import Floats, level_db

Flags = NDArray[np.bool_]

_HOP_S = 0.05
_ROOM_HOPS = 3


class VoiceMeter:
    """Loudness of one answer as it comes; one thread adds, any thread may ask."""

    def __init__(self, rate_hz: int, row: VoiceRow) -> None:
        self._row = row
        self._hop = round(_HOP_S * rate_hz)
        self._rest = np.zeros(0, dtype=np.float32)
        self._levels_db: list[float] = []
        self._last_voiced: Flags = np.zeros(0, dtype=np.bool_)

    def add(self, samples: Samples) -> None:
        """Take in the next samples, any number of them."""
        waiting = np.concatenate((self._rest, samples))
        n_hops = waiting.size // self._hop
        for hop in waiting[: n_hops * self._hop].reshape(n_hops, self._hop):
            self._levels_db.append(level_db(hop))
        self._rest = waiting[n_hops * self._hop :]

    @property
    def level_db(self) -> float:
        """Loudness of the last 50 ms in dB below full scale; -inf before there is any."""
        return self._levels_db[-1] if self._levels_db else float("-inf")

    @property
    def voice_s(self) -> float:
        """Seconds of voice so far."""
        return float(np.count_nonzero(self._voiced())) * _HOP_S

    @property
    def voice_heard(self) -> bool:
        """Whether there was more voice than a knock or a cough."""
        return self.voice_s >= self._row.shortest_s

    @property
    def silence_s(self) -> float:
        """Seconds since the voice last sounded; NaN while none has been heard."""
        voiced = self._voiced()
        if np.count_nonzero(voiced) * _HOP_S < self._row.shortest_s:
            return float("nan")
        return float(voiced.size - 1 - np.flatnonzero(voiced)[-1]) * _HOP_S

    def _voiced(self) -> Flags:
        voiced = self._last_voiced
        if voiced.size != len(self._levels_db):  # asked far more often than there is a new hop
            voiced = self._last_voiced = self._find_voiced()
        return voiced

    def _find_voiced(self) -> Flags:
        levels_db: Floats = np.array(tuple(self._levels_db), dtype=np.float64)
        if levels_db.size < _ROOM_HOPS:
            return np.zeros(levels_db.size, dtype=np.bool_)
        stretches = np.lib.stride_tricks.sliding_window_view(levels_db, _ROOM_HOPS)
        room_db = float(stretches.max(axis=1).min())
        return levels_db > max(room_db + self._row.above_quiet_db, self._row.quietest_db)
