"""Facts about the simulated patient."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.capture.limits import read_limits
from mit_trainer.capture.recording import Recording
from mit_trainer.capture.take import Sound
from mit_trainer.capture.tap import Tap
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.ports import Turn
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner, Sharing, Verdict
from mit_trainer.simulated.ability import Ability, read_abilities
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import SimulatedMicrophone
from mit_trainer.simulated.patient import Answer, SimulatedPatient

RATE_HZ = 16000
ABILITIES = read_abilities(places.ABILITIES)
PERFECT = replace(
    ABILITIES["mild"],
    silent=0.0,
    left_out=0.0,
    repeated=0.0,
    flat=0.0,
    tap_left_out=0.0,
    gap_spread=0.0,
)
PHRASE = Phrase(
    id=PhraseId("good-morning"),
    text="good morning",
    language="en",
    syllables=(
        Syllable("good", False, True),
        Syllable("mor", True, True),
        Syllable("ning", False, False),
    ),
)
PLAN = plan(PHRASE, Style(3.0, 120.0, 1.25, 3.0), tonic_hz=140.0)
TURN = Turn(
    plan=PLAN,
    manner=Manner.INTONED,
    sharing=Sharing.ALONE,
    try_number=1,
    step="E4",
    opens_at_s=1000.0,
    beats_s=(),
    taps_wanted=True,
)
UNISON = replace(
    TURN,
    step="E2",
    sharing=Sharing.UNISON,
    beats_s=tuple(1001.0 + s.onset_s for s in PLAN.syllables),
)


@dataclass
class Air:
    """Remembers what was sung into it."""

    rate_hz: int = RATE_HZ
    sung: list[tuple[Sound, float]] = field(default_factory=list)

    def sing(self, sound: Sound, at_s: float) -> None:
        """Remember."""
        self.sung.append((sound, at_s))


@dataclass
class Visit:
    """A patient with everything around her."""

    ability: Ability
    seed: int = 1
    clock: HandClock = field(default_factory=HandClock)
    air: Air = field(default_factory=Air)
    taps: list[Tap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.patient = SimulatedPatient(
            self.ability, self.seed, air=self.air, clock=self.clock, on_tap=self.taps.append
        )

    def answers(self, *turns: Turn) -> list[Answer]:
        """Ask for one answer after the other."""
        given = []
        for turn in turns:
            self.patient.turn(turn)
            given.append(self.patient.answer())
        return given


def course(seed: int) -> list[Answer]:
    """Lead a few turns with a severe patient."""
    again = replace(TURN, try_number=2)
    return Visit(ABILITIES["severe"], seed).answers(TURN, again, UNISON, TURN)


def test_the_same_seed_is_the_same_course_bit_for_bit() -> None:
    """Voice, time and taps of four turns are equal twice."""
    for one, other in zip(course(7), course(7), strict=True):
        assert (one.at_s, one.missing, one.taps) == (other.at_s, other.missing, other.taps)
        if one.sung is not None and other.sung is not None:
            np.testing.assert_array_equal(one.sung.sound.samples, other.sung.sound.samples)
        assert (one.sung is None) == (other.sung is None)


def test_another_seed_is_another_course() -> None:
    """And the same turn asked again is another try, not a copy."""
    assert [a.at_s for a in course(7)] != [a.at_s for a in course(8)]
    first, *_, fourth = course(7)
    assert first.at_s != fourth.at_s


def test_one_turn_does_not_depend_on_the_turns_before_it() -> None:
    """A sitting that is led on after a break goes on as it would have."""
    whole = Visit(ABILITIES["moderate"]).answers(TURN, UNISON)
    later = Visit(ABILITIES["moderate"]).answers(UNISON)

    assert whole[1].at_s == later[0].at_s
    assert whole[1].taps == later[0].taps


def test_what_she_sang_reaches_the_microphone_at_its_time() -> None:
    """The recorded take holds her very samples where the truth says, over a faint room."""
    clock = HandClock()
    microphone = SimulatedMicrophone(clock, rate_hz=RATE_HZ, in_step=True)
    clock.tell(microphone.hear)
    patient = SimulatedPatient(PERFECT, 3, air=microphone, clock=clock, on_tap=lambda _: None)
    voice = read_limits(places.ANSWER).voice
    recording = Recording.start(microphone, None, voice, monotonic_s=clock.monotonic_s)
    patient.turn(TURN)
    clock.advance(6.0)
    take = recording.stop().result(5.0)
    answer = patient.answer()

    assert answer.sung is not None
    start = round((answer.at_s - take.started_at_s) * RATE_HZ)
    sung = answer.sung.sound.samples
    np.testing.assert_allclose(take.sound.samples[start : start + sung.size], sung, atol=0.003)
    assert recording.meter.voice_heard


def test_recorded_twice_it_is_the_same_take() -> None:
    """With a clock set by hand the recording too is equal bit for bit, however it is moved."""

    def recorded(step_s: float) -> Sound:
        clock = HandClock()
        microphone = SimulatedMicrophone(clock, rate_hz=RATE_HZ, in_step=True)
        clock.tell(microphone.hear)
        patient = SimulatedPatient(PERFECT, 3, air=microphone, clock=clock, on_tap=lambda _: None)
        voice = read_limits(places.ANSWER).voice
        recording = Recording.start(microphone, None, voice, monotonic_s=clock.monotonic_s)
        patient.turn(TURN)
        for _ in range(round(4.0 / step_s)):
            clock.advance(step_s)
        return recording.stop().result(5.0).sound

    np.testing.assert_array_equal(recorded(0.01).samples, recorded(0.5).samples)


def test_alone_she_takes_her_time() -> None:
    """The first sound comes after her latency, on average, and never before the turn opens."""
    visit = Visit(PERFECT)
    heard_s = [a.at_s + 0.05 for a in visit.answers(*[TURN] * 12)]

    assert min(heard_s) > TURN.opens_at_s
    assert np.mean(heard_s) - TURN.opens_at_s == pytest.approx(PERFECT.latency_s, abs=0.2)


def test_singing_along_her_vowels_fall_on_the_beats() -> None:
    """Each onset lies at its beat, late by what the file says, give or take its spread."""
    late_s: list[float] = []
    for answer in Visit(PERFECT).answers(*[UNISON] * 6):
        assert answer.sung is not None
        onsets_s = [answer.at_s + s.onset_s for s in answer.sung.syllables]
        late_s.extend(np.array(onsets_s) - UNISON.beats_s)

    assert np.mean(late_s) == pytest.approx(PERFECT.unison_late_s, abs=0.03)
    assert np.std(late_s) == pytest.approx(PERFECT.unison_sd_s, abs=0.03)


def test_a_turn_of_the_past_is_answered_now() -> None:
    """Her voice is never cut off at its beginning because the making of it took long."""
    visit = Visit(PERFECT)
    visit.clock.advance(30.0)
    (answer,) = visit.answers(UNISON)

    assert answer.at_s == visit.clock.monotonic_s()


def test_taps_come_when_it_is_time_and_not_before() -> None:
    """Each tap is handed over at the first tick after its moment, in order, with its true time."""
    visit = Visit(PERFECT)
    (answer,) = visit.answers(TURN)
    assert len(answer.taps) == 3
    while len(visit.taps) < 3:
        visit.patient.tick()
        assert all(tap.at_s <= visit.clock.monotonic_s() for tap in visit.taps)
        assert visit.clock.monotonic_s() < 1010.0
        visit.clock.advance(0.002)

    assert tuple(visit.taps) == answer.taps


def test_taps_lie_before_the_syllables_as_the_file_says() -> None:
    """Over many answers the mean asynchrony is the file's, to 15 ms."""
    asynchrony_s: list[float] = []
    for answer in Visit(PERFECT).answers(*[TURN] * 12):
        assert answer.sung is not None
        onsets_s = np.array([answer.at_s + s.onset_s for s in answer.sung.syllables])
        asynchrony_s.extend(np.array([tap.at_s for tap in answer.taps]) - onsets_s)

    assert np.mean(asynchrony_s) == pytest.approx(-PERFECT.tap_early_s, abs=0.015)
    assert np.std(asynchrony_s) == pytest.approx(PERFECT.tap_sd_s, abs=0.015)


def test_no_taps_unless_they_are_wanted() -> None:
    """A step without tapping has none."""
    assert Visit(PERFECT).answers(replace(TURN, taps_wanted=False))[0].taps == ()


@pytest.mark.parametrize(
    ("left_out", "verdict"),
    [
        ((), Verdict.UNDERSTOOD),
        ((1,), Verdict.NEARLY),
        ((0, 2), Verdict.NOT_YET),
        ((0, 1, 2), Verdict.NOT_YET),
    ],
)
def test_the_carer_judges_by_what_was_really_sung(
    left_out: tuple[int, ...], verdict: Verdict
) -> None:
    """Nothing missing is understood, one syllable missing is nearly, more is not yet."""
    half = replace(PERFECT, left_out=0.5)
    for seed in range(100):  # until chance leaves out just these
        visit = Visit(half, seed)
        (answer,) = visit.answers(TURN)
        if answer.missing == left_out:
            break

    assert answer.missing == left_out
    assert visit.patient.verdict() is verdict
    assert (answer.sung is None) == (len(left_out) == 3)


def test_silence_is_an_answer_too() -> None:
    """She may say nothing: no sound goes out, everything is missing, nobody is stuck."""
    visit = Visit(replace(PERFECT, silent=1.0))
    (answer,) = visit.answers(TURN)

    assert answer.sung is None
    assert answer.missing == (0, 1, 2)
    assert visit.air.sung == []
    assert visit.patient.verdict() is Verdict.NOT_YET


def test_asked_to_speak_she_speaks() -> None:
    """A spoken answer is much shorter than the sung one."""
    sung, spoken = Visit(PERFECT).answers(TURN, replace(TURN, manner=Manner.SPOKEN))

    assert sung.sung is not None
    assert spoken.sung is not None
    lasts_s = [s.syllables[-1].end_s - s.syllables[0].onset_s for s in (sung.sung, spoken.sung)]
    assert lasts_s[1] < 0.6 * lasts_s[0]


def test_made_elsewhere_her_answer_is_the_same() -> None:
    """With a pool of threads the turn returns at once, and what comes is equal."""
    here = Visit(ABILITIES["moderate"]).answers(TURN)[0]
    visit = Visit(ABILITIES["moderate"])
    with ThreadPoolExecutor(1) as pool:
        visit.patient = SimulatedPatient(
            ABILITIES["moderate"],
            1,
            air=visit.air,
            clock=visit.clock,
            on_tap=visit.taps.append,
            submit=pool.submit,
        )
        there = visit.answers(TURN)[0]

    assert here.sung is not None
    assert there.sung is not None
    np.testing.assert_array_equal(here.sung.sound.samples, there.sung.sound.samples)
    assert here.taps == there.taps


def test_a_voice_that_cannot_be_made_is_told_to_whoever_asks() -> None:
    """A defect elsewhere comes out of `answer`, not into a thread that nobody watches."""
    visit = Visit(PERFECT)

    def broken(_work: Callable[..., object], *_args: object) -> object:
        raise RuntimeError("a defect of ours")

    with ThreadPoolExecutor(1) as pool:
        patient = SimulatedPatient(
            PERFECT,
            1,
            air=visit.air,
            clock=visit.clock,
            on_tap=visit.taps.append,
            submit=lambda *args: pool.submit(broken, *args),
        )
        patient.turn(TURN)
        with pytest.raises(RuntimeError, match="a defect of ours"):
            patient.verdict()
