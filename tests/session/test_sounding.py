"""Light that follows a sound card, and a sound card that goes away."""

from math import nan

import numpy as np
import pytest

from mit_trainer.capture.take import Sound
from mit_trainer.prompt.model import Prompt
from mit_trainer.session.sounding import Broken, Sounding, sounding_index
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.speaker import SimulatedSpeaker

SOUND = Sound(np.zeros(48000 * 2, dtype=np.float32), 48000)
PROMPT = Prompt(SOUND, (0.5, 1.0), (0.9, 1.6), "nobody", True)


@pytest.mark.parametrize(
    ("at_s", "index"),
    [(nan, None), (0.49, None), (0.5, 0), (0.99, 0), (1.0, 1), (1.59, 1), (1.6, None)],
)
def test_a_syllable_is_lit_from_its_beat_to_the_next(at_s: float, index: int | None) -> None:
    """And the last one to its end."""
    assert sounding_index((0.5, 1.0), 1.6, at_s) == index


def test_the_light_waits_for_the_card_to_say_when_it_sounds() -> None:
    """It comes with the sound that is heard, not with the wish to play it."""
    clock = HandClock()
    speaker = SimulatedSpeaker(clock)
    before = Sounding(speaker, SOUND)
    sounding = Sounding(speaker, SOUND, PROMPT)  # waits until the first is through
    clock.advance(0.6)
    assert sounding.lit(clock.monotonic_s()) is None
    clock.advance(2.0)
    assert before.over()
    assert sounding.lit(clock.monotonic_s()) == 0
    clock.advance(0.5)
    assert sounding.lit(clock.monotonic_s()) == 1
    assert before.lit(clock.monotonic_s()) is None  # words have no syllables to light


def test_a_sound_can_be_stopped_and_a_lost_loudspeaker_is_told() -> None:
    """Nobody waits for a sound that will never be heard."""
    clock = HandClock()
    speaker = SimulatedSpeaker(clock)
    sounding = Sounding(speaker, SOUND)
    sounding.stop()
    clock.advance(0.1)
    assert sounding.over()
    lost = Sounding(speaker, SOUND)
    speaker.unplug()
    with pytest.raises(Broken, match="loudspeaker-lost"):
        lost.over()
