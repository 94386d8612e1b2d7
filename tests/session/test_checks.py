"""The first checks, led from start to outcome."""

from collections.abc import Callable
from math import isfinite

import numpy as np
import pytest

from mit_trainer.calibration.beat_screen import TapHelp
from mit_trainer.capture.take import Sound
from mit_trainer.session.checks import BeatCheck, HumCheck, SoundCheck, TouchCheck
from mit_trainer.simulated.microphone import UNPLUGGED
from tests.calibration.test_touch_delay import knocking, person
from tests.session.checks_rig import RATE_HZ, Room, room, tapped


@pytest.mark.parametrize("way_s", [0.02, 0.3])
def test_the_sound_check_finds_the_way_through_the_room(way_s: float) -> None:
    """A room of 20 or 300 ms is measured to a millisecond, and can be used."""
    with room(way_s) as here:
        outcome = here.lead(SoundCheck(here.needs))

    assert outcome.word == "measured"
    assert outcome.good
    assert outcome.delay is not None
    assert outcome.delay.delay_s == pytest.approx(way_s, abs=0.001)
    assert outcome.values["good"] == 9


def test_headphones_leave_nothing_to_measure() -> None:
    """When the microphone hears nothing of the loudspeaker, no burst is good."""
    with room() as here:
        outcome = here.lead(SoundCheck(here.needs))

    assert (outcome.word, outcome.good, outcome.delay) == ("too-few", False, None)
    assert outcome.values["good"] == 0


def hand(here: Room, check: TouchCheck | BeatCheck, at_s: list[float]) -> Callable[[], None]:
    """Tap when it is time."""
    waiting = list(at_s)

    def tap() -> None:
        while waiting and waiting[0] <= here.clock.monotonic_s():
            check.tap(tapped(waiting.pop(0)))

    return tap


def test_the_touch_check_finds_how_late_the_pad_is() -> None:
    """Nine knocks, each told 70 ms later, give 70 ms within 5."""
    with room() as here:
        check = TouchCheck(here.needs)
        began_s = here.clock.monotonic_s()
        knocks_s = person()
        here.microphone.sing(knocking(knocks_s), began_s)
        touches = [began_s + at_s + 0.07 for at_s in knocks_s]
        assert check.dots == (False,) * 9
        outcome = here.lead(check, hand(here, check, touches))

        assert check.dots == (True,) * 9
    assert outcome.word == "measured"
    assert outcome.delay is not None
    assert outcome.delay.delay_s == pytest.approx(0.07, abs=0.005)


def test_silent_touches_measure_nothing() -> None:
    """A finger that strokes without a knock gives no delay."""
    with room() as here:
        check = TouchCheck(here.needs)
        touches = [here.clock.monotonic_s() + at_s for at_s in person()]
        outcome = here.lead(check, hand(here, check, touches))

    assert (outcome.word, outcome.good) == ("too-few", False)


def glide(low_hz: float, high_hz: float, seconds: float) -> Sound:
    """Hum up and down, evenly in semitones, with six harmonics."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    share = 0.5 - 0.5 * np.cos(2 * np.pi * t / seconds)
    phase = 2 * np.pi * np.cumsum(low_hz * (high_hz / low_hz) ** share) / RATE_HZ
    tone = sum(np.sin(k * phase) / k**1.5 for k in range(1, 7))
    return Sound((0.1 * tone).astype(np.float32), RATE_HZ)


def test_the_hum_check_finds_the_comfortable_middle() -> None:
    """A glide between 110 and 220 Hz is comfortable between its 20th and 80th percentile."""
    with room() as here:
        check = HumCheck(here.needs)
        here.microphone.sing(glide(110.0, 220.0, 9.5), here.clock.monotonic_s() + 0.2)
        outcome = here.lead(check)

    # Of a cosine glide a fifth of the time is spent below (1 - cos(0.2 pi)) / 2 of the way.
    share = 0.5 - 0.5 * np.cos(0.2 * np.pi)
    assert outcome.word == "measured"
    assert outcome.range is not None
    assert outcome.range.low_hz == pytest.approx(110.0 * 2.0**share, rel=0.01)
    assert outcome.range.high_hz == pytest.approx(220.0 / 2.0**share, rel=0.01)
    assert check.dots == (True,) * 5


def test_silence_is_no_range() -> None:
    """Ten seconds without a voice say that too little was heard."""
    with room() as here:
        outcome = here.lead(HumCheck(here.needs))

    assert (outcome.word, outcome.good) == ("too-few", False)


def test_an_unplugged_microphone_ends_a_check_calmly() -> None:
    """In mid-check the sentence of the microphone is the outcome."""
    with room() as here:
        check = HumCheck(here.needs)
        here.microphone.unplug()
        outcome = here.lead(check)

    assert (outcome.word, outcome.values["why"]) == ("lost", UNPLUGGED)


@pytest.mark.parametrize(
    ("spread", "help_"), [(0.02, TapHelp.ON), (0.5, TapHelp.GUIDED), (None, TapHelp.UNKNOWN)]
)
def test_the_beat_check_tells_a_steady_hand_from_an_unsteady_one(
    spread: float | None, help_: TapHelp
) -> None:
    """Taps within 2 % of the beat propose tapping, taps anywhere do not, no taps say nothing."""
    chance = np.random.default_rng(4)
    with room() as here:
        check = BeatCheck(here.needs)
        seen: list[object] = []
        due: list[float] = []

        def tap() -> None:
            playback = here.speaker.sounded[-1]
            began_s = playback.started_at_s
            if playback not in seen and isfinite(began_s):
                seen.append(playback)
                beat_s = playback.sound.duration_s / 24
                if spread is not None:
                    off = spread * beat_s * chance.uniform(-1.0, 1.0, 20)
                    due.extend(sorted(began_s + (4 + np.arange(20)) * beat_s + off))
            while due and due[0] <= here.clock.monotonic_s():
                check.tap(tapped(due.pop(0)))

        outcome = here.lead(check, tap)

    assert outcome.help is help_
    assert outcome.word == str(help_)
    assert len(seen) == 3
