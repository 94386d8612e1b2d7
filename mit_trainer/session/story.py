"""A whole sitting, told as it happens: from the first press to the goodbye.

Each method pauses (``yield``) until the next tick.  A `Wish` thrown into the story makes
what is going on give way; a running recording is brought to safety first.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from mit_trainer.protocol.variant import Manner
from mit_trainer.record import AttemptMade, Fact, JudgementGiven, SessionEnded
from mit_trainer.session import position
from mit_trainer.session.desk import Again, Desk, Stop
from mit_trainer.session.opinions import Opinions
from mit_trainer.session.outbox import Outbox
from mit_trainer.session.position import Position
from mit_trainer.session.shelf import Model, Shelf, once_more
from mit_trainer.session.sounding import Broken, Sounding
from mit_trainer.session.spec import FINISHED, STOPPED, Ports, SessionSpec
from mit_trainer.session.trying import Pauses, Tried, Trying
from mit_trainer.session.view import Press, Stage

PHRASE_DONE, PHRASE_LEFT, GOODBYE = "phrase-done", "phrase-left", "goodbye"
"""What is said between two phrases and at the end, beside the steps' own instructions."""

_LAST_WORDS_S = 5.0  # so long a closed sitting waits for the last opinions and facts
_log = logging.getLogger(__name__)


class Story:
    """Leads one sitting from ``here`` on."""

    def __init__(
        self, spec: SessionSpec, ports: Ports, desk: Desk, outbox: Outbox, here: Position
    ) -> None:
        self.here = here
        self.opinions = Opinions(spec, ports.analyst, outbox)
        self._spec = spec
        self._ports = ports
        self._desk = desk
        self._outbox = outbox
        self._shelf = Shelf(spec, ports.prompts)
        self._trying = Trying(spec, ports, desk, outbox, self._shelf)
        self._skipped: list[str] = []

    def told(self, first: tuple[Fact, ...]) -> Pauses:
        """Lead the sitting; ``first`` are the facts with which it begins."""
        why = FINISHED
        self._desk.show(Stage.KEEPING)
        if first:
            self._outbox.put(*first)
        try:
            yield  # so that a wish that comes before the first tick is caught here too
            while not self._outbox.empty:
                yield
            if self.here.phrase is not None:
                yield from self._phrases()
        except Stop:
            why = STOPPED
        yield from self._goodbye(why)

    def _phrases(self) -> Pauses:
        self._open_phrase()
        yield from self._waited(Stage.READY, Press.START, self._has_pressed)
        while True:
            yield from self._phrase()
            ended = self.here.state.ended
            self.here = position.next_phrase(self._spec, self.here, self._skipped)
            if self.here.phrase is None:
                return
            if ended is not None:
                self._say_aside(PHRASE_LEFT if ended == "drop" else PHRASE_DONE)
            yield from self._waited(Stage.BETWEEN, Press.NEXT, self._has_pressed)
            self._open_phrase()

    def _open_phrase(self) -> None:
        """Bring the phrase that is due to the desk, and have its prompts made."""
        phrases = self._spec.phrases
        index = [phrase.id for phrase in phrases].index(self.here.phrase)  # type: ignore[arg-type]
        following = phrases[index + 1] if index + 1 < len(phrases) else None
        self._desk.phrase, self._desk.judged = phrases[index], None
        self._desk.instruction = self._spec.level.step(self.here.state.step).instruction
        self._shelf.stock(phrases[index], following)

    def _phrase(self) -> Pauses:
        if self.here.state.ended:  # broken off after the last step, before the phrase was closed
            yield from self._moved_on(self.here)
        while not self.here.state.ended:
            try:
                tried = yield from self._trying.one(self.here)
            except Broken as broken:
                self._desk.notice = broken.notice
                if broken.notice == "prompt-trouble":
                    self._skipped.append(self._desk.phrase.id)
                    return
                yield from self._waited(Stage.READY, Press.START, self._has_pressed)
                continue
            if tried is None:
                self._desk.notice = "microphone-silent"
                yield from self._waited(Stage.READY, Press.START, self._has_pressed)
            elif tried.answer is None:
                yield from self._moved_on(self._after(passed=True), tried.attempt)
            else:
                yield from self._answered(tried)

    def _answered(self, tried: Tried) -> Pauses:
        """Keep the answer; then the human says what was heard, and that moves us on."""
        yield from self._trying.kept(tried.attempt)
        if tried.answer is not None and tried.answer.manner is not Manner.DRUMMED:
            self.opinions.ask(tried.attempt.attempt, tried.answer)
        if tried.lost:
            self._desk.notice = "microphone-lost"
            yield from self._waited(Stage.READY, Press.START, self._has_pressed)
            return
        yield from self._waited(Stage.JUDGE, Press.NOTHING, lambda: self._desk.verdict is not None)
        judgement, passed = self._judgement(tried.attempt)
        yield from self._moved_on(self._after(passed=passed), judgement)
        self._desk.judged = tried.attempt.attempt

    def _judgement(self, attempt: AttemptMade) -> tuple[JudgementGiven, bool]:
        assert self._desk.verdict is not None  # noqa: S101  (it was waited for)
        verdict, by = self._desk.verdict
        passed = position.passed(self._spec, verdict)
        state = self.here.state
        worth = self._spec.orders(state).points
        fact = JudgementGiven(
            patient=attempt.patient,
            session=attempt.session,
            attempt=attempt.attempt,
            verdict=verdict.value,
            by=by,
            points=worth if passed else 0,
            points_max=0 if state.backup_for else self._spec.level.step(state.step).points,
        )
        return fact, passed

    def _after(self, *, passed: bool) -> Position:
        return position.advanced(self._spec, self.here, passed)

    def _moved_on(self, after: Position, *facts: Fact) -> Pauses:
        """Keep the act that moved us on, with the end of the phrase if it came to it."""
        if after.state.ended:
            after, finished = position.finish(self._spec, after)
            facts = (*facts, finished)
        yield from self._trying.kept(*facts)
        self.here = after

    def _goodbye(self, why: str) -> Pauses:
        started = self._spec.started
        self._outbox.put(SessionEnded(started.patient, started.session, why))
        self._say_aside(GOODBYE)
        yield from self._waited(Stage.GOODBYE, Press.LEAVE, self._has_pressed)
        self._desk.hush()
        until_s = self._ports.clock.monotonic_s() + _LAST_WORDS_S
        while self.opinions.pending or not self._outbox.empty:
            if self._ports.clock.monotonic_s() >= until_s:
                _log.error("the sitting was left while something was still to be kept")
                return
            yield

    def _has_pressed(self) -> bool:
        return self._desk.pressed

    def _waited(self, stage: Stage, press: Press, until: Callable[[], bool]) -> Pauses:
        """Wait for a person, who may hear the model meanwhile as often as she likes."""
        self._desk.ask(stage, press)
        model: Model | None = None
        try:
            while not until():
                if model is not None and self._shelf.ready(model.order):
                    self._sound_once_more(model)
                    model = None
                try:
                    yield
                except Again:
                    model = self._wanted_once_more()
        finally:
            self._desk.hush()
        if stage in (Stage.READY, Stage.BETWEEN):
            self._desk.notice = None

    def _wanted_once_more(self) -> Model:
        now = self._spec.orders(replace(self.here.state, ended=None))
        model = once_more(self._spec, self._desk.phrase, now)
        self._shelf.want(model.order)
        return model

    def _sound_once_more(self, model: Model) -> None:
        self._desk.hush()
        if self._shelf.trouble(model.order):
            self._desk.notice = "prompt-trouble"
            return
        prompt = self._shelf.prompt(model.order)
        self._sound(lambda: Sounding(self._ports.speaker, prompt.sound, prompt))
        self._desk.light = model.of_phrase

    def _say_aside(self, key: str) -> None:
        """Say something that nobody waits for."""
        self._desk.instruction, self._desk.light = key, False
        sound = self._ports.say(self._spec.started.voice, key)
        if sound is not None:
            self._sound(lambda: Sounding(self._ports.speaker, sound))

    def _sound(self, begin: Callable[[], Sounding]) -> None:
        try:
            self._desk.sounding = begin()
        except Broken as broken:
            self._desk.notice = broken.notice
