"""The simulated patient: told that it is her turn, she sings, speaks, taps, or is silent.

She stands in for a person in the demo, in tests, and in front of somebody who has no
microphone.  A simulated carer knows what she really sang, and judges by that.

Conventions
-----------
All times are monotonic.  Her course depends on the seed, on her ability and on what she
is asked, never on the computer's speed.
"""

import zlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np

from mit_trainer.capture.tap import Tap
from mit_trainer.ports import Clock, Turn
from mit_trainer.protocol.variant import Manner, Verdict
from mit_trainer.simulated.ability import Ability, Intention, intend
from mit_trainer.simulated.air import Air
from mit_trainer.simulated.voice import Sung, sing

_TAP_UNCERTAIN_S = 0.001


@dataclass(frozen=True)
class Answer:
    """What she really did with a turn; None and empty when she did nothing.

    ``missing`` are the indexes of the syllables that she did not sing.
    """

    turn: Turn
    sung: Sung | None
    at_s: float
    missing: tuple[int, ...]
    taps: tuple[Tap, ...]


class SimulatedPatient:
    """A patient made of chance and a voice.

    Give `turn` to whoever tells the turns; call `tick` often, so that her taps come at
    their time.  ``submit`` is where her voice is made: `Worker.submit` or the ``submit``
    of a thread pool, so that a window need not wait for it; without one it is made at
    once, which is what a clock set by hand needs.
    """

    def __init__(
        self,
        ability: Ability,
        seed: int,
        *,
        air: Air,
        clock: Clock,
        on_tap: Callable[[Tap], None],
        submit: "Callable[..., Future[Sung]] | None" = None,
    ) -> None:
        self._ability = ability
        self._seed = seed
        self._air = air
        self._clock = clock
        self._on_tap = on_tap
        self._submit = submit
        self._asked: Counter[tuple[str, str, int]] = Counter()
        self._answer: Future[Answer] = Future()
        self._taps_due: list[Tap] = []

    def turn(self, turn: Turn) -> None:
        """Hear that it is her turn; returns at once when there is a ``submit``."""
        chance = np.random.default_rng(self._seeds(turn))
        intention = intend(self._ability, turn, chance)
        answer: Future[Answer] = Future()
        self._answer = answer
        answer.set_running_or_notify_cancel()
        if intention.silent:
            everything = tuple(range(len(turn.plan.syllables)))
            answer.set_result(Answer(turn, None, turn.opens_at_s, everything, ()))
            return
        if turn.manner is Manner.DRUMMED:
            answer.set_result(self._drum(turn, intention, chance))
            return
        arguments = (turn.plan, turn.manner, intention.singer, intention.performance)
        voice_seed = int(chance.integers(2**31))
        if self._submit is None:
            sung = sing(*arguments, voice_seed, self._air.rate_hz)
            answer.set_result(self._perform(turn, intention, sung, chance))
            return

        def made(done: "Future[Sung]") -> None:
            try:
                answer.set_result(self._perform(turn, intention, done.result(), chance))
            except BaseException as error:  # noqa: BLE001  (whoever asks what she did must hear of it)
                answer.set_exception(error)

        self._submit(sing, *arguments, voice_seed, self._air.rate_hz).add_done_callback(made)

    def tick(self) -> None:
        """Tap, if it is time; called on the thread that leads the sitting."""
        now_s = self._clock.monotonic_s()
        while self._taps_due and self._taps_due[0].at_s <= now_s:
            self._on_tap(self._taps_due.pop(0))

    def answer(self) -> Answer:
        """Tell what she did with the last turn; waits until her voice has been made."""
        return self._answer.result()

    def verdict(self) -> Verdict:
        """Judge the last answer as a carer would who knows what was really sung.

        Understood when no syllable was missing, nearly when one of several was.
        """
        answer = self.answer()
        n_missing = len(answer.missing)
        if n_missing == 0:
            return Verdict.UNDERSTOOD
        several = len(answer.turn.plan.syllables) > 1
        return Verdict.NEARLY if n_missing == 1 and several else Verdict.NOT_YET

    def _seeds(self, turn: Turn) -> list[int]:
        """Give chance its seeds: the same turn asked again is another try, not the same."""
        asked = (turn.plan.phrase.id, turn.step, turn.try_number)
        self._asked[asked] += 1
        phrase, step = (zlib.crc32(word.encode()) for word in asked[:2])
        return [self._seed, phrase, step, turn.try_number, self._asked[asked]]

    def _perform(
        self, turn: Turn, intention: Intention, sung: Sung, chance: np.random.Generator
    ) -> Answer:
        at_s = self._begins_s(turn, intention, sung)
        found = {syllable.index for syllable in sung.syllables}
        missing = tuple(k for k in range(len(turn.plan.syllables)) if k not in found)
        taps = self._taps(sung, at_s, chance) if turn.taps_wanted else ()
        self._taps_due = list(taps)
        self._air.sing(sung.sound, at_s)
        return Answer(turn, sung, at_s, missing, taps)

    def _drum(self, turn: Turn, intention: Intention, chance: np.random.Generator) -> Answer:
        """Answer by hand alone: a stroke for each syllable that is not left out."""
        left_out = intention.performance.left_out
        tempo = intention.performance.tempo
        first_s = turn.beats_s[0] if turn.beats_s else turn.opens_at_s + intention.after_s
        beats_s = [
            turn.beats_s[k] if turn.beats_s else first_s + note.onset_s / tempo
            for k, note in enumerate(turn.plan.syllables)
            if k not in left_out
        ]
        late_s = chance.normal(0.0, self._ability.tap_sd_s, len(beats_s))
        taps = tuple(
            Tap(float(at_s), _TAP_UNCERTAIN_S, "simulated")
            for at_s in np.sort(np.array(beats_s) + late_s)
        )
        self._taps_due = list(taps)
        return Answer(turn, None, first_s, left_out, taps)

    def _begins_s(self, turn: Turn, intention: Intention, sung: Sung) -> float:
        """When the first sample of her voice sounds, never in the past."""
        if turn.beats_s:  # her vowel falls on its beat, a little late
            index, onset_s = next(
                (s.index, s.onset_s) for s in sung.syllables if s.index is not None
            )
            beat_s = turn.beats_s[min(index, len(turn.beats_s) - 1)]
            begins_s = beat_s + intention.after_s - onset_s
        else:
            lead_s = intention.performance.starts_after_s
            begins_s = turn.opens_at_s + intention.after_s - lead_s
        return max(begins_s, self._clock.monotonic_s())

    def _taps(self, sung: Sung, at_s: float, chance: np.random.Generator) -> tuple[Tap, ...]:
        onsets_s = np.array([syllable.onset_s for syllable in sung.syllables])
        early_s = chance.normal(self._ability.tap_early_s, self._ability.tap_sd_s, onsets_s.size)
        there = chance.random(onsets_s.size) >= self._ability.tap_left_out
        times_s = np.sort(at_s + (onsets_s - early_s)[there])
        return tuple(Tap(float(t), _TAP_UNCERTAIN_S, "simulated") for t in times_s)
