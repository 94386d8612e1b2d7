"""One try of one step, told as it happens: prepared, sounded, answered, sealed.

Each method pauses (``yield``) until the next tick, so that nothing ever waits and the
whole can be read from top to bottom.
"""

import random
from collections.abc import Generator
from dataclasses import dataclass, replace

from mit_trainer.capture.recording import NOT_KEPT, TOO_LONG
from mit_trainer.capture.take import Take
from mit_trainer.capture.tap import Tap, without_repeats
from mit_trainer.ports import Answer
from mit_trainer.protocol.machine import Orders
from mit_trainer.protocol.variant import Tapping
from mit_trainer.record import AttemptId, AttemptMade, Fact
from mit_trainer.session import keeping
from mit_trainer.session.answering import Answering, Asked
from mit_trainer.session.desk import Again, Desk, Wish
from mit_trainer.session.helping import cues, given
from mit_trainer.session.keeping import Sealing
from mit_trainer.session.outbox import Outbox
from mit_trainer.session.position import Position
from mit_trainer.session.shelf import Model, Shelf, models
from mit_trainer.session.sounding import Broken, Sounding
from mit_trainer.session.spec import Ports, SessionSpec
from mit_trainer.session.view import Press, Stage

Pauses = Generator[None, None, None]

PUT_ASIDE = "The answer was put aside before its end; what was heard is kept."


@dataclass(frozen=True)
class Tried:
    """What came of a try; ``answer`` is None when nobody was to answer.

    ``lost`` says that the microphone was lost, so that the try does not count.
    """

    attempt: AttemptMade
    answer: Answer | None = None
    lost: bool = False


class Trying:
    """Leads single tries."""

    def __init__(
        self, spec: SessionSpec, ports: Ports, desk: Desk, outbox: Outbox, shelf: Shelf
    ) -> None:
        self._spec = spec
        self._ports = ports
        self._desk = desk
        self._outbox = outbox
        self._shelf = shelf

    def one(self, here: Position) -> Generator[None, None, Tried | None]:
        """Lead one try; None when nothing at all was heard.  Raises `Broken`, `Wish`."""
        now = self._spec.orders(here.state)
        now = replace(now, delay_s=self._delay_s(here, now))
        extra: tuple[str, ...] = ()
        while True:
            try:
                return (yield from self._once(here, now, extra))
            except Again:
                extra = ("again",)
            finally:
                self._desk.hush()
                self._desk.taps_wanted = self._desk.taps_shown = False

    def _delay_s(self, here: Position, now: Orders) -> float:
        """Draw how long to wait this time, the same again when the sitting is gone on with."""
        state = here.state
        place = (self._spec.started.session, here.phrase, state.step, state.try_number)
        chance = random.Random(repr((*place, state.after_backup)))  # noqa: S311  (no secret)
        return chance.uniform(now.delay_s, max(now.delay_s, now.delay_up_to_s))

    def kept(self, *facts: Fact) -> Pauses:
        """Wait until facts are in the book for good."""
        self._desk.show(Stage.KEEPING)
        ticket = self._outbox.put(*facts)
        while not self._outbox.kept(ticket):
            yield

    def _once(
        self, here: Position, now: Orders, extra: tuple[str, ...]
    ) -> Generator[None, None, Tried | None]:
        desk = self._desk
        sounds = models(self._spec, desk.phrase, now)
        yield from self._prepared(sounds)
        desk.instruction, desk.now = now.instruction, now
        yield from self._said(now.instruction)
        desk.taps_shown = now.tapping is Tapping.GUIDED
        desk.taps_wanted = now.response is None and desk.taps_shown
        desk.taps = []
        for model in sounds:
            if not model.joined:
                yield from self._listened(model)
        if now.response is not None:
            return (yield from self._answered(here, now, sounds[-1], extra))
        attempt = self._blank(here, now, (*cues(now), *extra))
        taps_s = tuple(tap.at_s - desk.sounding_since_s for tap in self._taps())
        return Tried(replace(attempt, taps_s=taps_s))

    def _prepared(self, sounds: tuple[Model, ...]) -> Pauses:
        self._desk.show(Stage.PREPARING)
        for model in sounds:
            self._shelf.want(model.order)
        yield
        while not all(self._shelf.ready(model.order) for model in sounds):
            yield
        if any(self._shelf.trouble(model.order) for model in sounds):
            raise Broken("prompt-trouble")

    def _said(self, key: str) -> Pauses:
        sound = self._ports.say(self._spec.started.voice, key)
        if sound is None:
            return
        self._desk.show(Stage.INSTRUCTION)
        self._desk.sounding, self._desk.light = Sounding(self._ports.speaker, sound), False
        while not self._desk.sounding.over():
            yield

    def _listened(self, model: Model) -> Pauses:
        self._desk.show(Stage.LISTEN)
        until_s = self._ports.clock.monotonic_s() + self._spec.variant.patience.breath_s
        while self._ports.clock.monotonic_s() < until_s:
            yield
        prompt = self._shelf.prompt(model.order)
        sounding = Sounding(self._ports.speaker, prompt.sound, prompt)
        self._desk.sounding, self._desk.light = sounding, model.of_phrase
        while not sounding.over():
            self._desk.sounding_since_s = sounding.started_at_s
            yield

    def _answered(
        self, here: Position, now: Orders, last: Model, extra: tuple[str, ...]
    ) -> Generator[None, None, Tried | None]:
        desk = self._desk
        prompt = self._shelf.prompt(last.order) if last.joined else None
        plan = self._spec.plan(desk.phrase, now.helps.melody)
        asked = Asked(plan, now, here.state, prompt)
        answering = Answering(self._spec, self._ports, asked, desk.sounding, self._taps)
        desk.sounding, desk.answering, desk.taps = None, answering, []
        try:
            while not answering.tick():
                desk.show(answering.stage, Press.DONE if answering.open else Press.NOTHING)
                waiting = answering.stage is Stage.WAIT
                desk.taps_wanted = now.tapping is not Tapping.NONE and not waiting
                yield
        except (Wish, Broken):
            tried = yield from self._sealed(here, asked, answering, extra)
            if tried is not None:
                aside = tried.attempt.ended_early or PUT_ASIDE
                yield from self.kept(replace(tried.attempt, ended_early=aside))
            raise
        finally:
            desk.answering = None
        return (yield from self._sealed(here, asked, answering, extra))

    def _sealed(
        self, here: Position, asked: Asked, answering: Answering, extra: tuple[str, ...]
    ) -> Generator[None, None, Tried | None]:
        answering.end()
        self._desk.answering = None
        if answering.recording is None or answering.writer is None:
            return None
        self._desk.judged = None  # the opinion on this answer is not to be seen yet
        self._desk.show(Stage.KEEPING)
        sealing = Sealing(self._ports, self._spec.started.patient, answering)
        while not sealing.tick() and not (sealing.trouble and self._desk.pressed):
            if sealing.trouble:
                self._desk.notice = "keep-trouble"
                self._desk.show(Stage.KEEPING, Press.NEXT)
            yield
        self._desk.notice = None
        sealed = sealing.sealed()
        if sealed is None or sealed.take.sound.samples.size == 0:
            return None
        attempt = self._blank(here, asked.orders, (*answering.cues, *extra))
        attempt, taps = keeping.on_time(attempt, self._taps(), self._ports.touch)
        attempt = keeping.with_answer(attempt, sealed, taps, answering.recorded_from_s)
        attempt = keeping.with_moments(attempt, sealed.take, answering.cue_s, answering.beats_s)
        lost = sealed.take.ended_early not in (None, TOO_LONG)
        if sealed.kept is None and not lost:
            attempt = replace(attempt, ended_early=NOT_KEPT)
        return Tried(attempt, _to_listen_to(asked, answering, sealed.take, attempt), lost)

    def _blank(self, here: Position, now: Orders, helped: tuple[str, ...]) -> AttemptMade:
        attempt = AttemptId(self._ports.new_id())
        return keeping.blank(self._spec, here, attempt, helped, given(now))

    def _taps(self) -> tuple[Tap, ...]:
        return without_repeats(self._desk.taps, self._ports.limits.tap.bounce_s)


def _to_listen_to(asked: Asked, answering: Answering, take: Take, attempt: AttemptMade) -> Answer:
    tapped = asked.orders.tapping is not Tapping.NONE
    return Answer(
        take=take,
        plan=asked.plan,
        manner=asked.manner,
        taps_s=attempt.taps_s if tapped else None,
        taps_uncertain_s=attempt.taps_uncertain_s,
        prompt_heard=answering.prompt_heard,
        played=answering.played(take),
        cue_s=attempt.cue_s,
        beats_s=attempt.beats_s,
    )
