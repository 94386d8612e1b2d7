"""One answer: recorded from shortly before somebody may sing until she has sung."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan, nan

from mit_trainer.capture.recording import Recording
from mit_trainer.capture.take import Played, Take
from mit_trainer.capture.tap import Tap
from mit_trainer.errors import DeviceTrouble, TrainerError
from mit_trainer.ports import TakeWriter, Turn
from mit_trainer.prompt.model import Prompt
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.machine import Orders, State
from mit_trainer.protocol.variant import Manner, Tapping
from mit_trainer.session.helping import cues
from mit_trainer.session.shelf import drops_out_s
from mit_trainer.session.sounding import Broken, Sounding, sounding_index
from mit_trainer.session.spec import Ports, SessionSpec
from mit_trainer.session.view import Stage
from mit_trainer.session.waiting import LINGER_S, Now, Waiting

_EARLY_S = 0.3  # recording begins so long before the turn, so that no first sound is cut
_LINGERS_S = 1.0  # a sound that ended longer before the recording is not in it
_NO_BLOCK_S = 1.0  # the model does not wait longer for a microphone that says nothing


@dataclass(frozen=True)
class Asked:
    """What an answer is given to; ``prompt`` is the model that is joined, if one is."""

    plan: ProsodyPlan
    orders: Orders
    state: State
    prompt: Prompt | None

    @property
    def manner(self) -> Manner:
        """How the answer should sound."""
        assert self.orders.response is not None  # noqa: S101  (nobody is asked otherwise)
        return self.orders.response


class Answering:
    """Records one answer; `tick` often, it says when the answer is over.

    ``taps`` gives the taps of the turn; where the hand alone answers they are the answer.

    Attributes
    ----------
    cues : what helped during the answer
    prompt_heard : another voice sounded while the recording ran
    recording, writer : None until it runs
    recorded_from_s : about when it began, monotonic
    """

    def __init__(
        self,
        spec: SessionSpec,
        ports: Ports,
        asked: Asked,
        before: Sounding | None = None,
        taps: Callable[[], Sequence[Tap]] = tuple,
    ) -> None:
        self.cues = cues(asked.orders)
        self.prompt_heard = asked.prompt is not None
        self.recording: Recording | None = None
        self.writer: TakeWriter | None = None
        self.recorded_from_s = nan
        self._spec = spec
        self._ports = ports
        self._asked = asked
        self._taps = taps
        self._model: Sounding | None = None
        self._model_sounds = True
        self._help: Sounding | None = None
        self._sounded = [] if before is None else [before]
        self._waiting: Waiting | None = None
        self._pressed = False
        self._began_s = ports.clock.monotonic_s()
        self._opens_s = self._began_s + (asked.orders.delay_s if asked.prompt is None else nan)

    @property
    def stage(self) -> Stage:
        """What the patient should be doing."""
        if self._asked.prompt is not None:
            return Stage.TOGETHER
        delayed = self._asked.orders.delay_s > 0.0 and self._waiting is None
        return Stage.WAIT if delayed else Stage.YOUR_TURN

    @property
    def cue_s(self) -> float:
        """When the turn opened, monotonic; NaN where a model is joined."""
        return self._opens_s

    @property
    def beats_s(self) -> tuple[float, ...]:
        """When the beats of a joined model sound; empty without one, or not known yet."""
        since_s = nan if self._model is None else self._model.started_at_s
        prompt = None if isnan(since_s) else self._asked.prompt
        return () if prompt is None else tuple(since_s + at_s for at_s in prompt.beats_s)

    def lit(self, now_s: float) -> int | None:
        """Give the syllable that sounds, or that the guiding hand beats, one beat after opening."""
        if self._asked.prompt is not None:
            return None if self._model is None else self._model.lit(now_s)
        if self._asked.orders.tapping is not Tapping.GUIDED:
            return None
        notes = self._asked.plan.syllables
        first_s = self._opens_s + notes[0].duration_s
        beats_s = tuple(note.onset_s for note in notes)
        return sounding_index(beats_s, self._asked.plan.duration_s, now_s - first_s)

    @property
    def open(self) -> bool:
        """Whether the turn has begun, so that the button may say that it is over."""
        return self._waiting is not None

    def press(self) -> None:
        """Take the button's word that this was the answer."""
        self._pressed = self.open

    def played(self, take: Take) -> tuple[Played, ...]:
        """Our own sounds that may be heard in the take, with their take time."""
        out = []
        for sounding in self._sounded:
            at_s = sounding.started_at_s - take.started_at_s
            ends_s = sounding.started_at_s + sounding.sound.duration_s
            if not ends_s < self.recorded_from_s - _LINGERS_S:  # kept when nobody knows
                out.append(Played(sounding.sound, at_s))
        return tuple(out)

    def end(self) -> None:
        """Stop sound and recording."""
        for sounding in (self._model, self._help):
            if sounding is not None:
                sounding.stop()
        if self.recording is not None:
            self.recording.stop()

    def tick(self) -> bool:
        """Go on; True when the answer is over.  Raises `Broken` when a device gives up."""
        now_s = self._ports.clock.monotonic_s()
        if self.recording is None:
            if self._asked.prompt is not None or now_s >= self._opens_s - _EARLY_S:
                self.recording = self._record()
            return False
        if self._pressed or self.recording.take.done():
            return True
        if self._waiting is None:
            self._waiting = self._open(now_s, self.recording)
            return False
        if self._model_sounds and self._model is not None:
            self._model_sounds = not self._model.over()
        if self._help is not None:
            self._helping(now_s, self._help, self._waiting)
            return False
        todo = self._waiting.look(now_s, self._silent_for_s(now_s, self.recording))
        if todo is Now.HELP:
            self._begin_help(now_s, self._waiting)
        return todo is Now.OVER

    def _silent_for_s(self, now_s: float, recording: Recording) -> float:
        """How long nothing was answered, NaN when nothing was yet."""
        if self._asked.manner is not Manner.DRUMMED:
            return recording.meter.silence_s
        taps = self._taps()
        return now_s - taps[-1].at_s if taps else nan

    def _record(self) -> Recording:
        microphone = self._ports.microphone
        try:
            writer = self._ports.takes.begin(self._spec.started.patient, microphone.rate_hz)
        except TrainerError as trouble:
            raise Broken("keep-trouble") from trouble
        try:
            recording = Recording.start(
                microphone,
                writer,
                self._ports.limits.voice,
                monotonic_s=self._ports.clock.monotonic_s,
                longest_s=self._spec.variant.patience.longest_answer_s,
            )
        except DeviceTrouble as trouble:
            writer.abandon()
            raise Broken("microphone-lost") from trouble
        self.writer = writer
        self.recorded_from_s = self._ports.clock.monotonic_s()
        return recording

    def _open(self, now_s: float, recording: Recording) -> Waiting | None:
        """Open the turn when it is time, or when it is known since when the model sounds."""
        prompt = self._asked.prompt
        if prompt is None:
            if now_s < self._opens_s:
                return None
            return self._opened(self._opens_s, (), self._opens_s, self._opens_s)
        if self._model is None:
            since_s = now_s - self._began_s
            heard = recording.duration_s > 0.0 or since_s > _NO_BLOCK_S
            if heard and since_s >= self._spec.variant.patience.breath_s:
                self._model = Sounding(self._ports.speaker, prompt.sound, prompt)
                self._sounded.append(self._model)
            return None
        self._model.over()  # only to hear of a loudspeaker that is lost
        if isnan(started_s := self._model.started_at_s):
            return None
        share = self._asked.orders.helps.voice
        by_hand = self._asked.manner is Manner.DRUMMED  # a tap is hers, whatever sounds
        dropped_s = drops_out_s(prompt, share) + LINGER_S if share < 1.0 and not by_hand else 0.0
        return self._opened(
            started_s,
            tuple(started_s + beat_s for beat_s in prompt.beats_s),
            started_s + dropped_s,
            started_s + max(prompt.sound.duration_s, prompt.ends_s[-1]),
        )

    def _opened(
        self, opens_s: float, beats_s: tuple[float, ...], free_s: float, quiet_from_s: float
    ) -> Waiting:
        if self._ports.turn is not None:
            turn = Turn(
                plan=self._asked.plan,
                manner=self._asked.manner,
                sharing=self._asked.orders.sharing,
                try_number=self._asked.state.try_number,
                step=self._asked.orders.step,
                opens_at_s=opens_s,
                beats_s=beats_s,
                taps_wanted=self._asked.orders.tapping is not Tapping.NONE,
            )
            self._ports.turn(turn)
        patience = self._spec.variant.patience
        return Waiting(patience, self._spec.silence_s, free_s, quiet_from_s)

    def _begin_help(self, now_s: float, waiting: Waiting) -> None:
        sound = self._ports.say(self._spec.started.voice, self._asked.orders.instruction)
        if sound is None:
            waiting.helped(now_s)
            return
        self._help = Sounding(self._ports.speaker, sound)
        self._sounded.append(self._help)
        self.prompt_heard = True
        self.cues = (*self.cues, "instruction-again")

    def _helping(self, now_s: float, help_: Sounding, waiting: Waiting) -> None:
        if help_.over():
            self._help = None
            waiting.helped(now_s)
