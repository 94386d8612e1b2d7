"""What one sitting is made of, and what it needs from the world.

A `SessionSpec` is everything that was decided before the sitting; nothing in it changes
until the goodbye.  `Ports` are the real or simulated things through which it is led.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from mit_trainer.calibration.delay import Delay
from mit_trainer.capture.limits import Limits
from mit_trainer.capture.take import Sound
from mit_trainer.capture.tap import Tap
from mit_trainer.phrase.model import Phrase
from mit_trainer.ports import (
    Analyst,
    Clock,
    Ledger,
    Microphone,
    PromptMaker,
    Speaker,
    TakeVault,
    TurnListener,
)
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.machine import Orders, State, orders
from mit_trainer.protocol.variant import Level, Variant
from mit_trainer.record import SessionStarted

FINISHED, STOPPED = "finished", "stopped"
"""Why a sitting ended; one that was stopped can be gone on with."""


@dataclass(frozen=True)
class Ports:
    """The world.

    Attributes
    ----------
    background : runs what may block, such as closing a sealed recording
    new_id : makes an id that is unique everywhere
    say : the spoken instruction of a voice and a key, None when it is not recorded
    turn : told when it is the patient's turn; only a simulated patient needs it
    hand : the taps of a simulated hand that are due; asked on every tick
    touch : how late the pad tells a tap, None when that was never measured; without it
        taps are taken as exact, as those of a simulated hand are
    """

    clock: Clock
    microphone: Microphone
    speaker: Speaker
    prompts: PromptMaker
    analyst: Analyst
    ledger: Ledger
    takes: TakeVault
    limits: Limits
    background: Executor
    new_id: Callable[[], str]
    say: Callable[[str, str], Sound | None]
    turn: TurnListener | None = None
    hand: Callable[[], tuple[Tap, ...]] | None = None
    touch: Callable[[], Delay | None] | None = None


@dataclass(frozen=True)
class SessionSpec:
    """One sitting as it was decided.

    Attributes
    ----------
    phrases : in the order in which they will be practised
    silence_s : so much silence after a voice ends an answer
    range_hz : lowest and highest comfortable tone of the person, None when not known
    """

    started: SessionStarted
    variant: Variant
    phrases: tuple[Phrase, ...]
    silence_s: float
    range_hz: tuple[float, float] | None = None

    @property
    def level(self) -> Level:
        """The level that is practised."""
        return self.variant.level(self.started.level)

    def phrase(self, phrase_id: str) -> Phrase:
        """Find the phrase of that id; KeyError when it is not practised here."""
        return {phrase.id: phrase for phrase in self.phrases}[phrase_id]  # type: ignore[index]

    def orders(self, state: State) -> Orders:
        """Say what is to be done now, with as much of each cue as is left after all sittings."""
        return orders(self.level, state, self.started.sittings_before)

    def plan(self, phrase: Phrase, depth: float = 1.0) -> ProsodyPlan:
        """Give a phrase, or its probe question, the tune of this sitting.

        ``depth`` says how much is left of the steps between high and low.
        """
        style = Style(**self.started.style)
        own_st = self.started.tunes.get(phrase.id)
        heights_st = tuple(depth * height_st for height_st in own_st) if own_st else None
        style = replace(style, high_st=depth * style.high_st)
        return plan(phrase, style, self.started.tonic_hz, heights_st)
