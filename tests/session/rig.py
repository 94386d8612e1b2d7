"""A whole sitting on a table: real machine, recording, records and vault, simulated air.

The clock is set by hand, so a sitting takes as long as the computer needs for it.  The
patient is scripted: what she sings at each try is decided by the test, and she remembers
what she did.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from math import nan
from pathlib import Path
from typing import TypeVar

import numpy as np

from mit_trainer import places
from mit_trainer.capture.limits import read_limits
from mit_trainer.capture.take import Sound
from mit_trainer.capture.tap import Tap
from mit_trainer.grading.model import Grade, Hint, Measurable, Melody, Rhythm, Taps
from mit_trainer.phrase.model import Deck, Phrase, PhraseId, Syllable
from mit_trainer.ports import Analyst, Answer, PromptMaker, Turn
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.reader import read_variant
from mit_trainer.protocol.variant import Manner, Variant, Verdict
from mit_trainer.record import Entry, Fact, PatientId, SessionId
from mit_trainer.session.choices import SILENCE_S
from mit_trainer.session.headless import Pace, Played, play
from mit_trainer.session.runner import Runner
from mit_trainer.session.spec import Ports
from mit_trainer.session.story import GOODBYE, PHRASE_DONE, PHRASE_LEFT
from mit_trainer.session.trainer import Shelves, Trainer
from mit_trainer.session.view import PracticeView, Press, Stage
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import SimulatedMicrophone
from mit_trainer.simulated.speaker import SimulatedSpeaker
from mit_trainer.simulated.voice import Performance, Singer, Sung, sing
from mit_trainer.store.book import Book, open_book

F = TypeVar("F", bound=Fact)
KEY = bytes(range(32))
TICK_S = 0.04
LEAD_S = 0.2  # of silence before the first beat of a prompt
TONIC_HZ = 180.0
CLASSIC = read_variant(places.VARIANTS / "classic-mit.toml")
THREE_LEVELS = read_variant(Path(__file__).parents[1] / "protocol/data/three-levels.toml")
LIMITS = read_limits(places.ANSWER)
PERFECT = Performance(starts_after_s=0.05)
BEATS = (0.001, 0.08)


def phrase(
    text: str, *, level: str = "elementary", probe: str | None = "WHAT now", id_: str = ""
) -> Phrase:
    """Write a phrase, stressed syllables in capitals, one word for each syllable."""
    syllables = tuple(Syllable(word.lower(), word.isupper(), True) for word in text.split())
    name = id_ or text.lower().replace(" ", "-")
    question = None if probe is None else phrase(probe, probe=None, id_=f"{name}-probe")
    return Phrase(PhraseId(name), text.lower(), "en", syllables, question, level=level)


WATER = phrase("WA ter please NOW")
HELLO = phrase("HEL lo")
COFFEE = phrase("i want COF fee")


def deck(*phrases: Phrase) -> Deck:
    """Bind phrases into a deck."""
    return Deck("table", "Table", "en", "1", "nobody", "none", phrases, "0" * 64)


@lru_cache
def sung_once(plan: ProsodyPlan, manner: Manner, performance: Performance) -> Sung:
    """Sing, or remember what was sung: a voice takes the computer a while."""
    return sing(plan, manner, Singer(tonic_hz=TONIC_HZ), performance, seed=1)


class PlainPrompts:
    """Makes prompts that are quiet but have their beats in the right place."""

    def __init__(self) -> None:
        self.ordered: list[PromptOrder] = []
        self.broken: Callable[[PromptOrder], bool] = lambda _: False

    def order(self, order: PromptOrder) -> "Future[Prompt]":
        """Make it at once."""
        self.ordered.append(order)
        made: Future[Prompt] = Future()
        if self.broken(order):
            made.set_exception(RuntimeError("no voice"))
            return made
        notes = order.plan.syllables
        samples = np.zeros(round((order.plan.duration_s + LEAD_S) * 48000), dtype=np.float32)
        beats_s = tuple(LEAD_S + note.onset_s for note in notes)
        ends_s = tuple(LEAD_S + note.onset_s + note.duration_s for note in notes)
        made.set_result(Prompt(Sound(samples, 48000), beats_s, ends_s, order.voice, True))
        return made


class BareAnalyst:
    """Says of every answer that nothing could be measured; remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[Answer] = []

    def grade(self, answer: Answer) -> "Future[Grade]":
        """Answer at once."""
        self.given.append(answer)
        grade = Grade(
            grader="bare",
            phrase=answer.plan.phrase.text,
            language="en",
            manner=answer.manner,
            duration_s=answer.take.sound.duration_s,
            measurable=Measurable(False, False, False, ("nobody listened",)),
            syllables_expected=len(answer.plan.syllables),
            syllables_found=None,
            syllables=(),
            extra_syllables=None,
            melody=Melody(),
            rhythm=Rhythm(),
            taps=Taps(0),
            speech_index=nan,
            hint=Hint(None, 0.0, ()),
        )
        future: Future[Grade] = Future()
        future.set_result(grade)
        return future


@dataclass
class Script:
    """Decides what the patient does with a turn; None is silence."""

    default: Performance | None = PERFECT
    at: Mapping[tuple[str, str, int], Performance | None] = field(default_factory=dict)

    def of(self, turn: Turn) -> Performance | None:
        """Look up phrase, step and try."""
        return self.at.get((turn.plan.phrase.id, turn.step, turn.try_number), self.default)


class Table:
    """Everything on the table; the book and its folder outlive a broken sitting."""

    def __init__(
        self,
        book: Book,
        clock: HandClock,
        *,
        phrases: tuple[Phrase, ...] = (WATER,),
        variant: Variant = CLASSIC,
        analyst: Analyst | None = None,
        prompts: PromptMaker | None = None,
        ids: str = "id",
    ) -> None:
        self.book, self.clock = book, clock
        self.script = Script()
        self.turns: list[Turn] = []
        self.taps: list[Tap] = []
        self.prompts = prompts or PlainPrompts()
        self.analyst = analyst or BareAnalyst()
        self.instructions: dict[str, Sound] = {}
        self.microphone = SimulatedMicrophone(clock, in_step=True)
        self.speaker = SimulatedSpeaker(clock)
        self.background = ThreadPoolExecutor(1, thread_name_prefix="background")
        clock.tell(self.microphone.hear)
        numbers = count(1)
        ports = Ports(
            clock=clock,
            microphone=self.microphone,
            speaker=self.speaker,
            prompts=self.prompts,
            analyst=self.analyst,
            ledger=book.ledger,
            takes=book.takes,
            limits=LIMITS,
            background=self.background,
            new_id=lambda: f"{ids}-{next(numbers)}",
            say=lambda _, key: self.instructions.get(key),
            turn=self.answer,
        )
        self._shelves = Shelves((deck(*phrases),), (variant,), "nobody")
        self._taps_due: list[Tap] = []
        self.runner: Runner | None = None
        self.lay(ports)

    def lay(self, ports: Ports) -> None:
        """Put other things on the table, before a sitting begins."""
        self.ports = ports
        self.trainer = Trainer(ports, self._shelves, app_version="0", simulated=True)

    def lay_phrases(self, *phrases: Phrase) -> None:
        """Practise other phrases, before a sitting begins."""
        self._shelves = replace(self._shelves, decks=(deck(*phrases),))
        self.lay(self.ports)

    def answer(self, turn: Turn) -> None:
        """Sing as the script says, on the beat or half a second after the turn opened."""
        self.turns.append(turn)
        performance = self.script.of(turn)
        if performance is None:
            return
        if turn.manner is Manner.DRUMMED:
            self._drum(turn)
            return
        sung = sung_once(turn.plan, turn.manner, performance)
        first_s = sung.syllables[0].onset_s
        starts_s = turn.beats_s[0] - first_s if turn.beats_s else turn.opens_at_s + 0.5
        self.microphone.sing(sung.sound, starts_s)
        if turn.taps_wanted:
            uncertain_s, late_s = BEATS
            self._taps_due = [
                Tap(starts_s + s.onset_s + late_s, uncertain_s, "script") for s in sung.syllables
            ]

    def _drum(self, turn: Turn) -> None:
        """Tap each syllable, on the beats or from half a second after the turn opened."""
        uncertain_s, late_s = BEATS
        opens_s = turn.opens_at_s + 0.5
        beats_s = turn.beats_s or [opens_s + note.onset_s for note in turn.plan.syllables]
        self._taps_due = [Tap(beat_s + late_s, uncertain_s, "script") for beat_s in beats_s]

    def speak_instructions(self) -> None:
        """From now on every instruction is spoken, half a second long."""
        half_a_second = Sound(np.zeros(24000, dtype=np.float32), 48000)
        steps = [
            step
            for variant in (CLASSIC, THREE_LEVELS)
            for level in variant.levels
            for step in level.steps
        ]
        keys = {step.instruction for step in steps} | {PHRASE_DONE, PHRASE_LEFT, GOODBYE}
        self.instructions.update(dict.fromkeys(keys, half_a_second))

    def begin(self, settings: Mapping[str, str | float | bool] | None = None) -> Runner:
        """Begin a sitting of whoever is there."""
        patient = self.trainer.someone().result(10)
        self.runner = self.trainer.begin(patient, {SILENCE_S: 1.0, **(settings or {})})
        return self.runner

    def resume(self, session: SessionId) -> Runner:
        """Go on with a sitting."""
        self.runner = self.trainer.resume(session, {SILENCE_S: 1.0}).result(10)
        return self.runner

    def tick(self) -> PracticeView:
        """Let one tick pass; time stands still while something is being kept."""
        assert self.runner is not None
        self.runner.tick()
        view = self.runner.view()
        still = view.stage in (Stage.KEEPING, Stage.PREPARING, Stage.GOODBYE)
        if still:
            time.sleep(0.0005)
        if not still or view.notice == "keep-trouble":
            self.clock.advance(TICK_S)
        while self._taps_due and self._taps_due[0].at_s <= self.clock.monotonic_s():
            self.taps.append(tap := self._taps_due.pop(0))
            self.runner.tap(tap)
        return view

    def rest(self, seconds: float) -> PracticeView:
        """Let some time pass; nobody presses anything."""
        until_s = self.clock.monotonic_s() + seconds
        view = self.tick()
        while self.clock.monotonic_s() < until_s:
            view = self.tick()
        return view

    def until(
        self, stage: Stage, step: str | None = None, *, longest_s: float = 300.0
    ) -> PracticeView:
        """Go on, pressing what is to be pressed, until a stage (of a step) is there."""
        assert self.runner is not None
        until_s = self.clock.monotonic_s() + longest_s
        while self.clock.monotonic_s() < until_s:
            view = self.tick()
            if view.stage is stage and step in (None, view.step):
                return view
            if view.press in (Press.START, Press.NEXT, Press.LEAVE):
                self.runner.press()
            assert not self.runner.finished, f"the sitting ended before {stage} {step}"
        raise AssertionError(f"no {stage} {step} within {longest_s} s")

    def judge(self, verdict: Verdict = Verdict.UNDERSTOOD) -> None:
        """Wait until a judgement is due, and give it."""
        self.until(Stage.JUDGE)
        assert self.runner is not None
        self.runner.judge(verdict, "carer")
        self.tick()

    def play(self, verdict: Callable[[], Verdict] = lambda: Verdict.UNDERSTOOD) -> Played:
        """Lead the sitting to its end."""
        assert self.runner is not None

        def advance(seconds: float) -> None:
            self.clock.advance(seconds)
            while self._taps_due and self._taps_due[0].at_s <= self.clock.monotonic_s():
                self.taps.append(tap := self._taps_due.pop(0))
                self.runner.tap(tap)  # type: ignore[union-attr]

        pace = Pace(advance, lambda: time.sleep(0.0005), tick_s=TICK_S, longest_idle=20_000)
        return play(self.runner, pace, verdict, "carer")

    def stop(self) -> None:
        """Stop the sitting and wait until it is over."""
        assert self.runner is not None
        self.runner.stop()
        while not self.runner.finished:
            if self.tick().press is Press.LEAVE:
                self.runner.press()

    def break_off(self) -> None:
        """Drop the sitting as a killed program does: nothing is told, nothing is closed."""
        assert self.runner is not None
        answering = self.runner._desk.answering
        self.runner = None
        if answering is not None and answering.recording is not None:
            answering.recording.stop().result(10)
            answering.writer._file.close()  # type: ignore[union-attr]  # as the system does
        self.background.shutdown()

    def entries(self, session: SessionId | None = None) -> tuple[Entry, ...]:
        """Read all facts of the sitting."""
        name = session or (self.runner and self.runner.started.session)
        assert name
        return self.book.ledger.session(name).result(10)

    def facts(self, kind: type[F], session: SessionId | None = None) -> list[F]:
        """Read the facts of one kind that count."""
        entries = self.entries(session)
        return [e.fact for e in entries if isinstance(e.fact, kind) and not e.voided]

    @property
    def patient(self) -> PatientId:
        """Who practises."""
        return self.trainer.someone().result(10)


@contextmanager
def opened(folder: Path, clock: HandClock) -> Iterator[Book]:
    """Open the book of a folder."""
    book = open_book(places.DataFolder(folder), KEY, clock).result(30)
    try:
        yield book
    finally:
        book.close()
