"""How much of each cue is given at one try.

Voice, melody, light, hand and mouth fade apart from one another: what the step itself
gives, times what the level's curves leave of it after so many sittings.  A step that is
run as a backup, and one that has been tried often enough, gives everything again.
"""

from dataclasses import dataclass
from itertools import pairwise

from mit_trainer.protocol.rows import Curve, FadingRow
from mit_trainer.protocol.variant import Manner, Sharing, Step, Tapping


@dataclass(frozen=True)
class Helps:
    """What is given of each cue, from 0 (nothing) to 1 (whole).

    Attributes
    ----------
    voice : share of the syllables that the model sounds along with the patient
    melody : depth of the steps between high and low, as a share of the protocol's own;
        0 where the model speaks or drums
    light, hand, mouth : share of the syllables that are lit, beaten and mouthed
    delay : share of the step's delay
    """

    voice: float
    melody: float
    light: float
    hand: float
    mouth: float
    delay: float


WHOLE = Helps(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)


def amount(curve: Curve, at: float) -> float:
    """Read a curve; before its first and after its last point it stays as it is there."""
    if at <= curve[0][0]:
        return curve[0][1]
    for (left, low), (right, high) in pairwise(curve):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return curve[-1][1]


def left_over(fading: FadingRow | None, sittings: int, try_number: int, *, backup: bool) -> Helps:
    """Give what the curves leave of each cue after so many sittings at the level."""
    whole_again = fading is not None and 0 < fading.whole_from_try <= try_number
    if fading is None or backup or whole_again:
        return WHOLE
    return Helps(
        voice=amount(fading.voice, sittings),
        melody=amount(fading.melody, sittings),
        light=amount(fading.light, sittings),
        hand=amount(fading.hand, sittings),
        mouth=amount(fading.mouth, sittings),
        delay=amount(fading.delay, sittings),
    )


def given(step: Step, left: Helps) -> Helps:
    """Give what a step gives of each cue, when so much of them is left."""
    along = step.sharing in (Sharing.UNISON, Sharing.FADING)
    guided = step.tapping is Tapping.GUIDED
    sounded = step.sharing is not Sharing.ALONE
    tuned = any(cue.manner not in (Manner.SPOKEN, Manner.DRUMMED) for cue in step.cues)
    return Helps(
        voice=step.voice_share * left.voice if along else float(sounded),
        melody=left.melody if tuned else 0.0,
        light=left.light if sounded or guided else 0.0,
        hand=left.hand if guided else 0.0,
        mouth=left.mouth if step.mouth else 0.0,
        delay=left.delay if step.delay_up_to_s > 0.0 else 1.0,
    )
