"""The real devices and the simulated ones keep the same contract."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.microphone import SimulatedMicrophone
from mit_trainer.simulated.speaker import SimulatedSpeaker
from tests.hardware.contract import FACTS, RATE_HZ, Pair
from tests.hardware.on_the_card import Elsewhere, elsewhere, keeps
from tests.sound_card import SoundCard


@pytest.fixture(scope="module")
def room(sound_card: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """Have a process whose microphone hears a quiet room."""
    path: Path = tmp_path_factory.mktemp("air") / "room.wav"
    hiss = np.random.default_rng(4).normal(0.0, 0.001, 300 * RATE_HZ)
    soundfile.write(path, hiss, RATE_HZ, subtype="FLOAT")
    with sound_card.playing_into_air(path), elsewhere(sound_card.variables) as process:
        yield process


@pytest.mark.parametrize("fact", FACTS)
def test_the_real_devices_keep_the_contract(room: Elsewhere, fact: str) -> None:
    """Through PortAudio and a virtual sound card."""
    room.run(keeps, fact)


@pytest.mark.parametrize("fact", FACTS)
def test_the_simulated_devices_keep_the_contract(fact: str) -> None:
    """With a clock set by hand: time passes only when it is told to."""
    clock = HandClock()
    microphone = SimulatedMicrophone(clock)
    clock.tell(microphone.hear)
    pair = Pair(microphone, SimulatedSpeaker(clock), clock.monotonic_s, clock.advance)

    FACTS[fact](pair)
