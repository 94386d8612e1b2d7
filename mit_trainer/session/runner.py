"""Leads one sitting through the ports, one tick after the other.

Whoever shows the sitting calls `tick` often (sixty times a second), shows `view`, and
passes on what people do.  Nothing here blocks, starts a thread or reads a clock of its
own, so a sitting can be led by a window, by a loop without one, and by a clock set by
hand.
"""

from mit_trainer.capture.tap import Tap
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import Fact, SessionStarted
from mit_trainer.session.desk import Again, Desk, Stop
from mit_trainer.session.helping import within
from mit_trainer.session.outbox import Outbox
from mit_trainer.session.position import Position
from mit_trainer.session.spec import Ports, SessionSpec
from mit_trainer.session.story import Story
from mit_trainer.session.trace import Trace
from mit_trainer.session.trying import Pauses
from mit_trainer.session.view import PracticeView, Press, Stage
from mit_trainer.units import Floats

_NO_WISH_FOR_THE_MODEL = frozenset({Stage.PREPARING, Stage.KEEPING, Stage.GOODBYE})


class Runner:
    """One sitting.

    Parameters
    ----------
    here : where it begins, or goes on
    first : facts to be kept before anything else
    """

    def __init__(
        self, spec: SessionSpec, ports: Ports, here: Position, first: tuple[Fact, ...]
    ) -> None:
        self._spec = spec
        self._ports = ports
        phrase = spec.phrases[-1] if here.phrase is None else spec.phrase(here.phrase)
        self._desk = Desk(phrase, spec.level.step(here.state.step).instruction)
        self._outbox = Outbox(ports.ledger, ports.clock)
        self._story = Story(spec, ports, self._desk, self._outbox, here)
        self._pauses: Pauses = self._story.told(first)
        next(self._pauses)
        self._trace = Trace(ports, spec.started.tonic_hz)
        self._shown = spec.plan(phrase)
        self._finished = False

    @property
    def started(self) -> SessionStarted:
        """Tell with what the sitting began."""
        return self._spec.started

    @property
    def finished(self) -> bool:
        """Whether the sitting is over and everything of it is in the book."""
        return self._finished

    def tick(self) -> None:
        """Go on as far as it is time to."""
        if self._finished:
            return
        for tap in self._ports.hand() if self._ports.hand is not None else ():
            self.tap(tap)
        self._outbox.tick()
        self._story.opinions.tick()
        try:
            self._go_on()
        except StopIteration:
            self._finished = True

    def _go_on(self) -> None:
        wish, stage = self._desk.wish, self._desk.stage
        # What is being kept is kept first, unless just that cannot be done.
        keeping = stage is Stage.KEEPING and not (wish is Stop and self._outbox.trouble)
        if wish is None or keeping or stage is Stage.GOODBYE:
            next(self._pauses)
            return
        self._desk.wish = None
        self._pauses.throw(wish())

    def press(self) -> None:
        """Press the one large button."""
        if self._desk.answering is not None:
            self._desk.answering.press()
        else:
            self._desk.pressed = self._desk.press is not Press.NOTHING

    def tap(self, tap: Tap) -> None:
        """Tell of one beat of the hand; it counts while taps are wanted."""
        if self._desk.taps_wanted:
            self._desk.taps.append(tap)

    def judge(self, verdict: Verdict, by: str) -> None:
        """Give the human's word on the last answer: "therapist", "carer" or "simulated"."""
        if self._desk.stage is Stage.JUDGE:
            self._desk.verdict = (verdict, by)

    def again(self) -> None:
        """Hear the model again; an answer under way is put aside and kept."""
        if self._desk.stage not in _NO_WISH_FOR_THE_MODEL:
            self._desk.wish = Again

    def stop(self) -> None:
        """End the sitting kindly; everything is kept."""
        if self._desk.stage is not Stage.GOODBYE:
            self._desk.wish = Stop

    def trace(self) -> tuple[Floats, Floats]:
        """Give the voice of this turn as it is heard; ask once for each picture of it.

        Returns
        -------
        times_s, heights_st : float64 [n], seconds from the model's first beat (from the
            first voiced moment when no model sounds along; NaN before it) and semitones
            above the tonic, NaN where no pitch was heard
        """
        self._trace.follow(self._desk.answering, self._ports.clock.monotonic_s())
        return self._trace.points()

    def view(self) -> PracticeView:
        """Describe this moment."""
        desk, index = self._desk, self._sounding()
        light, hand, mouth = self._shares()
        n_syllables = len(desk.phrase.syllables)
        return PracticeView(
            stage=desk.stage,
            phrase=desk.phrase,
            plan=self._plan(),
            step=self._story.here.state.step,
            instruction=desk.instruction,
            press=desk.press,
            lit=within(index, n_syllables, light),
            beat=within(index, n_syllables, hand) if desk.taps_shown else None,
            mouth=mouth > 0.0 and desk.stage is Stage.TOGETHER,
            mouthed=within(index, n_syllables, mouth),
            taps_wanted=desk.taps_wanted,
            taps_shown=desk.taps_shown,
            n_done=len(self._story.here.finished),
            n_phrases=len(self._spec.phrases),
            notice=self._notice(),
            hint=self._story.opinions.of(desk.judged),
        )

    def _plan(self) -> ProsodyPlan:
        if self._shown.phrase != self._desk.phrase:
            self._shown = self._spec.plan(self._desk.phrase)
        return self._shown

    def _shares(self) -> tuple[float, float, float]:
        """Of how many syllables the light, the hand and the mouth are given."""
        now = self._desk.now
        if now is None:
            return 1.0, 1.0, 0.0
        light = now.helps.light if self._desk.answering is not None else now.light_of_model
        return light, now.helps.hand, now.helps.mouth

    def _sounding(self) -> int | None:
        now_s = self._ports.clock.monotonic_s()
        if self._desk.answering is not None:
            return self._desk.answering.lit(now_s)
        if self._desk.sounding is not None and self._desk.light:
            return self._desk.sounding.lit(now_s)
        return None

    def _notice(self) -> str | None:
        if self._outbox.trouble:
            return "keep-trouble"
        if self._desk.notice is not None:
            return self._desk.notice
        if self._story.opinions.trouble:
            return "grade-trouble"
        return "simulated" if self._spec.started.simulated else None
