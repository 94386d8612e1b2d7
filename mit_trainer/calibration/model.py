"""One calibration of one device, and whether it still holds.

Conventions
-----------
A calibration belongs to a microphone and a loudspeaker by their names, and to the
computer on which it was made.  ``made_utc`` is calendar time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mit_trainer.calibration.delay import Delay

NEVER = "the delay of this device was never measured"
OTHER = "the delay was measured with another microphone or loudspeaker"
OLD = "the delay was measured too long ago"


@dataclass(frozen=True)
class Calibration:
    """What was measured.

    Attributes
    ----------
    sound : loudspeaker through air to microphone, None when not accepted or not tried
    touch : touch less microphone, None when not accepted or not tried
    """

    id: str
    made_utc: datetime
    microphone: str
    speaker: str
    sound: Delay | None = None
    touch: Delay | None = None


@dataclass(frozen=True)
class Timing:
    """The newest delays that hold for a device now; ``why`` says what is missing, if anything."""

    id: str | None
    sound: Delay | None
    touch: Delay | None
    why: str | None


def timing_now(
    made: Sequence[Calibration], microphone: str, speaker: str, now_utc: datetime, *, days: float
) -> Timing:
    """Choose among all that was ever measured, newest last.

    Sound and touch may come from different days; the id is that of the newest used.
    """
    here = [one for one in made if (one.microphone, one.speaker) == (microphone, speaker)]
    fresh = [one for one in here if timedelta() <= now_utc - one.made_utc <= timedelta(days=days)]
    sound = next((one for one in reversed(fresh) if one.sound is not None), None)
    touch = next((one for one in reversed(fresh) if one.touch is not None), None)
    used = [one for one in (sound, touch) if one is not None]
    why = None
    if len(used) < 2:
        why = OLD if here and not fresh else OTHER if made and not here else NEVER
    return Timing(
        id=max(used, key=lambda one: one.made_utc).id if used else None,
        sound=sound.sound if sound else None,
        touch=touch.touch if touch else None,
        why=why,
    )
