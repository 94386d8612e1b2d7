"""When is an answer over?  Late rather than early, and never by the clock alone.

Before a voice there is no limit; after twenty quiet seconds (or what the protocol says)
the instruction is spoken again, and only after several of those is the helper asked.  A
voice that has fallen silent ends the answer.

Conventions
-----------
All times are monotonic.  A turn is *free* from the moment at which a voice can only be
the patient's: when the turn opens, when the model has dropped out, or when a spoken
instruction has ended.
"""

from enum import Enum
from math import isnan

from mit_trainer.protocol.variant import PatienceRow

LINGER_S = 0.1
"""The last sound of a loudspeaker stays in the room for so long."""


class Now(Enum):
    """What to do at this moment."""

    WAIT = "wait"
    HELP = "help"
    OVER = "over"


class Waiting:
    """One turn, from its opening on.

    Parameters
    ----------
    free_s : since when a voice is the patient's
    quiet_from_s : until then the model sounds, so nobody is late before it
    """

    def __init__(
        self, patience: PatienceRow, silence_s: float, free_s: float, quiet_from_s: float
    ) -> None:
        self._patience = patience
        self._silence_s = silence_s
        self._free_s = free_s
        self._quiet_from_s = quiet_from_s
        self._n_helps = 0

    def look(self, now_s: float, silent_for_s: float) -> Now:
        """Decide, given how long the voice has been silent (NaN: there was none yet)."""
        last_voice_s = now_s - silent_for_s
        if isnan(silent_for_s) or last_voice_s <= self._free_s:
            return self._nobody_yet(now_s)
        quiet_for_s = now_s - max(last_voice_s, self._quiet_from_s)
        return Now.OVER if quiet_for_s >= self._silence_s else Now.WAIT

    def _nobody_yet(self, now_s: float) -> Now:
        if now_s - max(self._free_s, self._quiet_from_s) < self._patience.idle_help_s:
            return Now.WAIT
        return Now.HELP if self._n_helps < self._patience.idle_helps else Now.OVER

    def helped(self, until_s: float) -> None:
        """Wait anew: the instruction was spoken again, until then."""
        self._n_helps += 1
        self._free_s = until_s + LINGER_S
