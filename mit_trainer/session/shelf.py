"""Prompts, ordered before they are needed so that nobody waits for them."""

import math
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace

from mit_trainer.phrase.model import Phrase
from mit_trainer.ports import PromptMaker
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.protocol.machine import Orders, State
from mit_trainer.protocol.variant import Cue, Sharing
from mit_trainer.session.spec import SessionSpec

_JOINED = (Sharing.UNISON, Sharing.FADING)


@dataclass(frozen=True)
class Model:
    """One sounding of a cue.

    ``joined`` says that the patient joins it; ``of_phrase`` that it sounds the phrase
    itself, syllable by syllable, and not its probe question.
    """

    order: PromptOrder
    joined: bool
    of_phrase: bool


def models(spec: SessionSpec, phrase: Phrase, now: Orders) -> tuple[Model, ...]:
    """List what will sound in one try, in order; for a shared step the last is joined."""
    asked = [cue for cue in now.cues for _ in range(cue.times)]
    last = len(asked) - 1
    return tuple(
        _model(spec, phrase, now, cue, joined=k == last and now.sharing in _JOINED)
        for k, cue in enumerate(asked)
    )


def _model(spec: SessionSpec, phrase: Phrase, now: Orders, cue: Cue, *, joined: bool) -> Model:
    of_phrase = cue.what == "phrase"
    # A phrase without a probe question is turned away before the sitting begins.
    sounded = phrase if of_phrase else (phrase.probe or phrase)
    order = PromptOrder(
        plan=spec.plan(sounded, now.helps.melody),
        manner=cue.manner,
        voice=spec.started.voice,
        fade=joined and now.helps.voice < 1.0,
        fade_after=now.helps.voice if joined else 1.0,
        clicks=now.clicks and of_phrase,
        lead_in=joined and now.lead_in,
        range_hz=spec.range_hz,
    )
    return Model(order, joined, of_phrase)


def once_more(spec: SessionSpec, phrase: Phrase, now: Orders) -> Model:
    """Make the last model of a step, to be listened to."""
    model = models(spec, phrase, now)[-1]
    plain = replace(model.order, fade=False, fade_after=1.0, lead_in=False)
    return replace(model, order=plain, joined=False)


def drops_out_s(prompt: Prompt, share: float) -> float:
    """When the model of a prompt leaves off: after a share of the syllables, rounded up."""
    n_sounded = math.ceil(share * len(prompt.ends_s))
    return prompt.ends_s[n_sounded - 1] if n_sounded else prompt.beats_s[0]


class Shelf:
    """Keeps the prompts of the phrase that is practised and fetches those that come next."""

    def __init__(self, spec: SessionSpec, maker: PromptMaker) -> None:
        self._spec = spec
        self._maker = maker
        self._made: dict[PromptOrder, Future[Prompt]] = {}

    def stock(self, phrase: Phrase, following: Phrase | None) -> None:
        """Order all prompts of this phrase and the first of the following; forget the rest."""
        wanted = [*self._orders_of(phrase)]
        if following is not None:
            first = self._spec.level.steps[0].id
            wanted += self._orders_of(following, only=first)
        kept = set(wanted)
        self._made = {order: made for order, made in self._made.items() if order in kept}
        for order in wanted:
            self.want(order)

    def want(self, order: PromptOrder) -> None:
        """Have a prompt made unless it is there or under way; one that failed is tried again."""
        made = self._made.get(order)
        if made is None or (made.done() and made.exception() is not None):
            self._made[order] = self._maker.order(order)

    def ready(self, order: PromptOrder) -> bool:
        """Whether the making of a wanted prompt is over."""
        return self._made[order].done()

    def trouble(self, order: PromptOrder) -> bool:
        """Whether a prompt that is ready could not be made."""
        return self._made[order].exception(timeout=0) is not None

    def prompt(self, order: PromptOrder) -> Prompt:
        """Hand out a prompt that is ready; raises what its making raised."""
        return self._made[order].result(timeout=0)

    def _orders_of(self, phrase: Phrase, only: str | None = None) -> Iterator[PromptOrder]:
        for step in self._spec.level.steps:
            if only in (None, step.id):
                for model in models(self._spec, phrase, self._spec.orders(State(step.id))):
                    yield model.order
