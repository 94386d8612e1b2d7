"""What a practice screen must show at this moment, as plain values.

The runner makes a new `PracticeView` whenever something changes; a screen compares
and draws.  No sentence is here: ``instruction`` and ``notice`` are keys of the words
files, so that every language and the spoken recordings share one name.
"""

from dataclasses import dataclass
from enum import StrEnum

from mit_trainer.grading.model import Grade
from mit_trainer.phrase.model import Phrase
from mit_trainer.prosody.plan import ProsodyPlan


class Stage(StrEnum):
    """Where one try stands."""

    PREPARING = "preparing"  # the prompt is being made, the screen is calm
    READY = "ready"  # the large button starts the step
    INSTRUCTION = "instruction"  # a spoken sentence says what comes
    LISTEN = "listen"  # the model sounds, nobody answers
    TOGETHER = "together"  # the model sounds and the patient joins; recording
    WAIT = "wait"  # the silence before an answer
    YOUR_TURN = "your-turn"  # the patient alone; recording
    KEEPING = "keeping"  # the take is being sealed; a blink
    JUDGE = "judge"  # the human says what was heard
    BETWEEN = "between"  # the phrase is through; a calm moment
    GOODBYE = "goodbye"  # the sitting is over


class Press(StrEnum):
    """What the one large button does now."""

    NOTHING = "nothing"
    START = "start"
    DONE = "done"  # "that was my answer"
    NEXT = "next"
    LEAVE = "leave"


@dataclass(frozen=True)
class PracticeView:
    """One moment of practice.

    Attributes
    ----------
    lit : index of the syllable that is to be lit now, or None
    beat : index of the syllable on which the hand is to pulse now, or None
    mouth : a mouth is drawn that shows the model's syllables
    mouthed : index of the syllable that it is to show now, None for closed
    taps_wanted : the pad is for use now
    taps_shown : the hand pulses on each beat
    n_done, n_phrases : how far the sitting is
    notice : key of a calm sentence for the helper, or None; ``notice_values`` fill it
    hint : the machine's opinion of the last answer; only ever set after the human's
    """

    stage: Stage
    phrase: Phrase
    plan: ProsodyPlan
    step: str
    instruction: str
    press: Press
    lit: int | None = None
    beat: int | None = None
    mouth: bool = False
    mouthed: int | None = None
    taps_wanted: bool = False
    taps_shown: bool = False
    n_done: int = 0
    n_phrases: int = 0
    notice: str | None = None
    notice_values: tuple[tuple[str, str], ...] = ()
    hint: Grade | None = None
