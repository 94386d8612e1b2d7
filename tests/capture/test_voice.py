"""Facts about noticing a voice and the silence after it."""

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.capture.limits import read_limits
from mit_trainer.capture.take import Samples
from mit_trainer.capture.voice import VoiceMeter

RATE_HZ = 48000
ROW = read_limits(places.ANSWER).voice
HOP_S = 0.05


def room(seconds: float, level: float = 0.001) -> Samples:
    """Make the noise of a room."""
    chance = np.random.default_rng(3)
    return chance.normal(0.0, level, round(seconds * RATE_HZ)).astype(np.float32)


def tone(seconds: float, level: float = 0.1) -> Samples:
    """Make a steady tone, 200 Hz."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (level * np.sin(2 * np.pi * 200.0 * t)).astype(np.float32)


def meter_after(*pieces: Samples, block: int = 512) -> VoiceMeter:
    """Let a meter hear the pieces, block by block."""
    meter = VoiceMeter(RATE_HZ, ROW)
    samples = np.concatenate(pieces)
    for start in range(0, samples.size, block):
        meter.add(samples[start : start + block])
    return meter


def test_silence_is_counted_from_the_end_of_the_voice() -> None:
    """A tone of 1 s, then 2 s of room: the silence is 2 s."""
    meter = meter_after(room(0.5), tone(1.0), room(2.0))

    assert meter.voice_heard
    assert meter.voice_s == pytest.approx(1.0, abs=2 * HOP_S)
    assert meter.silence_s == pytest.approx(2.0, abs=2 * HOP_S)


def test_a_voice_that_begins_at_once_is_heard_when_it_pauses() -> None:
    """Without any quiet before the voice, the room is learned from the pause after it."""
    assert meter_after(tone(1.0), room(0.5)).silence_s == pytest.approx(0.5, abs=2 * HOP_S)


def test_while_she_sings_there_is_no_silence() -> None:
    """In the middle of a voice the silence is 0, not missing."""
    assert meter_after(room(0.5), tone(1.0)).silence_s == pytest.approx(0.0, abs=HOP_S)


@pytest.mark.parametrize("level", [1e-5, 1e-3, 0.03])
def test_a_room_alone_is_no_voice(level: float) -> None:
    """Steady noise, from a studio to a kitchen, never counts as an answer."""
    meter = meter_after(room(5.0, level))

    assert not meter.voice_heard
    assert np.isnan(meter.silence_s)


def test_a_knock_is_no_voice() -> None:
    """40 ms of loud sound in a quiet room is not an answer."""
    meter = meter_after(room(1.0), tone(0.04, 0.5), room(1.0))

    assert not meter.voice_heard
    assert np.isnan(meter.silence_s)


def test_a_dropout_does_not_make_the_room_a_voice() -> None:
    """A lost tenth of a second of exact zeros leaves the room as loud as it was."""
    meter = meter_after(room(1.0, 0.01), np.zeros(4800, np.float32), room(1.0, 0.01))

    assert not meter.voice_heard


def test_the_level_is_that_of_a_known_tone() -> None:
    """A sine of amplitude 0.1 lies 20 + 3.01 dB below full scale."""
    assert VoiceMeter(RATE_HZ, ROW).level_db == float("-inf")
    assert meter_after(tone(1.0)).level_db == pytest.approx(-23.01, abs=0.1)


@pytest.mark.parametrize("block", [64, 512, 4096])
def test_the_size_of_the_blocks_changes_nothing(block: int) -> None:
    """The same sound in other portions gives the same silence."""
    pieces = (room(0.5), tone(1.0), room(1.0))

    assert meter_after(*pieces, block=block).silence_s == meter_after(*pieces).silence_s
