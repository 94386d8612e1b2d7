"""The simulated patient joined to the trainer, in real time or as fast as the computer can."""

from collections.abc import Callable

from mit_trainer import places
from mit_trainer.capture.tap import Tap
from mit_trainer.errors import BadInput
from mit_trainer.ports import Speaker
from mit_trainer.simulated.ability import Ability, read_abilities
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import Pulse, SimulatedMicrophone
from mit_trainer.simulated.patient import SimulatedPatient
from mit_trainer.simulated.speaker import SimulatedSpeaker
from mit_trainer.wiring.engine import Ears, Engine

DEFAULT_ABILITY = "moderate"
_SEED = 1


def ability(name: str) -> Ability:
    """Find a degree of ability; raises `BadInput` when there is none of that name."""
    known = read_abilities(places.ABILITIES)
    if name not in known:
        raise BadInput(f'There is no ability "{name}"; choose one of {", ".join(known)}.')
    return known[name]


def abilities() -> tuple[str, ...]:
    """Names of the degrees of ability."""
    return tuple(read_abilities(places.ABILITIES))


class Company:
    """Somebody who sings along, in real time, while a person looks on.

    The prompts sound through the real loudspeaker when there is one.
    """

    def __init__(self, engine: Engine, speaker: Speaker, ability_name: str) -> None:
        microphone = SimulatedMicrophone(engine.clock)
        taps = _Hand()
        patient = SimulatedPatient(
            ability(ability_name),
            _SEED,
            air=microphone,
            clock=engine.clock,
            on_tap=taps.tap,
            submit=engine.worker.submit,
        )
        self._pulse = Pulse(microphone)
        heard = speaker if speaker.trouble() is None else SimulatedSpeaker(engine.clock)
        self.ears = Ears(microphone, heard, patient.turn, taps.due(patient.tick))

    def leave(self) -> None:
        """End what runs in the background."""
        self._pulse.stop()


def hurried(clock: HandClock, who: Ability, seed: int) -> tuple[Ears, SimulatedPatient]:
    """Join a simulated patient to a clock set by hand."""
    microphone = SimulatedMicrophone(clock, in_step=True)
    clock.tell(microphone.hear)
    taps = _Hand()
    patient = SimulatedPatient(who, seed, air=microphone, clock=clock, on_tap=taps.tap)
    ears = Ears(microphone, SimulatedSpeaker(clock), patient.turn, taps.due(patient.tick))
    return ears, patient


class _Hand:
    """Holds taps until whoever leads the sitting asks for them."""

    def __init__(self) -> None:
        self._taps: list[Tap] = []

    def tap(self, tap: Tap) -> None:
        self._taps.append(tap)

    def due(self, tick: Callable[[], None]) -> Callable[[], tuple[Tap, ...]]:
        def taps() -> tuple[Tap, ...]:
            tick()
            due, self._taps = tuple(self._taps), []
            return due

        return taps
