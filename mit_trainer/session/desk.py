"""What lies open between the people and the sitting at this moment.

The sitting writes what is going on; people leave their word here (the button pressed,
the judgement, a tap), and the sitting picks it up when it is due.
"""

from dataclasses import dataclass, field
from math import nan

from mit_trainer.capture.tap import Tap
from mit_trainer.phrase.model import Phrase
from mit_trainer.protocol.machine import Orders
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import AttemptId
from mit_trainer.session.answering import Answering
from mit_trainer.session.sounding import Sounding
from mit_trainer.session.view import Press, Stage


class Wish(Exception):
    """Somebody wants what is going on to give way."""


class Stop(Wish):
    """End the sitting kindly."""


class Again(Wish):
    """Hear the model once more, and try anew."""


@dataclass
class Desk:
    """Changed by the sitting, except where it says so.

    Attributes
    ----------
    instruction : key of the sentence that is spoken, or was last
    light : whether the sound of this moment lights syllables of the phrase
    now : what is being done, None before the first try
    judged : the attempt whose hint may be shown
    pressed, verdict, wish, taps : left by people
    """

    phrase: Phrase
    instruction: str
    stage: Stage = Stage.PREPARING
    press: Press = Press.NOTHING
    notice: str | None = None
    sounding: Sounding | None = None
    light: bool = False
    sounding_since_s: float = nan
    answering: Answering | None = None
    now: Orders | None = None
    taps_shown: bool = False
    taps_wanted: bool = False
    judged: AttemptId | None = None
    pressed: bool = False
    verdict: tuple[Verdict, str] | None = None
    wish: type[Wish] | None = None
    taps: list[Tap] = field(default_factory=list)

    def show(self, stage: Stage, press: Press = Press.NOTHING) -> None:
        """Turn to another moment; a word left for the one before does not count for it."""
        if (stage, press) != (self.stage, self.press):
            self.ask(stage, press)

    def ask(self, stage: Stage, press: Press = Press.NOTHING) -> None:
        """Turn to a moment at which a person's word is waited for: a new one."""
        self.stage, self.press = stage, press
        self.pressed, self.verdict = False, None

    def hush(self) -> None:
        """Let no sound run on."""
        if self.sounding is not None:
            self.sounding.stop()
        self.sounding = None
