"""Facts about the simulated loudspeaker, beyond the contract that all of them keep."""

import numpy as np
import pytest

from mit_trainer.capture.take import Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.speaker import UNPLUGGED, SimulatedPlayback, SimulatedSpeaker


def silence(seconds: float) -> Sound:
    """Make so much silence."""
    return Sound(np.zeros(round(seconds * 48000), np.float32), 48000)


def is_done(playback: SimulatedPlayback) -> bool:
    """Ask anew each time, which a type checker does not expect of a property."""
    return playback.done


def test_it_remembers_what_it_was_asked_to_sound() -> None:
    """In order, with the time at which each was heard."""
    clock = HandClock(monotonic_s=100.0)
    speaker = SimulatedSpeaker(clock)
    speaker.play(silence(1.0))
    speaker.play(silence(2.0))
    clock.advance(1.5)

    assert [p.sound.duration_s for p in speaker.sounded] == [1.0, 2.0]
    np.testing.assert_allclose([p.started_at_s for p in speaker.sounded], [100.02, 101.02])


def test_stopping_the_first_lets_the_second_begin_earlier() -> None:
    """The line moves up."""
    clock = HandClock(monotonic_s=100.0)
    speaker = SimulatedSpeaker(clock)
    one, two = speaker.play(silence(10.0)), speaker.play(silence(1.0))
    clock.advance(1.0)
    one.stop()
    clock.advance(0.5)

    assert is_done(one)
    assert two.started_at_s == pytest.approx(101.005)
    clock.advance(0.6)
    assert is_done(two)


def test_a_lost_loudspeaker_refuses_and_holds_nobody_up_afterwards() -> None:
    """What sounded is not done while it is lost, and done once it is back."""
    clock = HandClock()
    speaker = SimulatedSpeaker(clock)
    playback = speaker.play(silence(1.0))
    clock.advance(0.5)
    speaker.unplug()
    clock.advance(5.0)

    assert speaker.trouble() == UNPLUGGED
    assert not is_done(playback)
    with pytest.raises(DeviceTrouble, match="loudspeaker is gone"):
        speaker.play(silence(1.0))
    speaker.plug_in()
    assert is_done(playback)


def test_a_whole_sitting_of_sounds_does_not_pile_up() -> None:
    """A thousand sounds, each after the other, and the last is as quick to ask as the first."""
    clock = HandClock()
    speaker = SimulatedSpeaker(clock)
    for _ in range(1000):
        playback = speaker.play(silence(0.1))
        while not playback.done:
            clock.advance(0.05)

    assert len(speaker.sounded) < 100
    assert clock.monotonic_s() - 1000.0 >= 100.0
