"""The pad: every finger, at once, at its own time."""

import time
from types import SimpleNamespace

import pytest

from mit_trainer.capture.tap import Tap
from tests.ui.conftest import Moment
from tests.ui.stage import Finger, Stage


@pytest.fixture
def pad(stage: Stage):
    """Lay a pad on the lower left of the window."""
    from mit_trainer.ui.layout import Rect
    from mit_trainer.ui.sheet import Sheet
    from mit_trainer.ui.tap_pad import TapPad
    from mit_trainer.ui.theme import Sizes

    taps: list[Tap] = []
    pad = TapPad(taps.append)
    stage.show(Sheet()).add_widget(pad)
    pad.fit(Rect(0, 0, 690, 496), "left", Sizes.of(1280, 800))
    pad.taps = taps
    return pad


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch, stage: Stage):
    """Decide how long the event loop had not looked when a touch was seen."""
    from mit_trainer.ui.turns import TURNS

    def decide(seconds: float) -> None:
        monkeypatch.setattr(TURNS, "unseen_s", lambda _: seconds)

    decide(0.0)
    return decide


def within(before_s: float, at_s: float) -> bool:
    """Whether a time lies between then and now, to a millisecond, however busy the machine."""
    return before_s - 0.001 <= at_s <= time.perf_counter() + 0.001


def test_a_tap_is_as_old_as_its_touch(pad, unseen) -> None:
    """A touch that waited 80 ms before it was handed on happened 80 ms ago."""
    before_s = time.perf_counter()
    touch = SimpleNamespace(pos=(300, 200), time_start=time.time() - 0.080, device="mouse")

    pad.on_touch_down(touch)

    assert within(before_s, pad.taps[0].at_s + 0.080)
    assert pad.taps[0].source == "mouse"
    assert pad.taps[0].uncertain_s == pytest.approx(0.010)


def test_a_tap_lies_in_the_middle_of_what_was_not_seen(pad, unseen) -> None:
    """If the loop had not looked for 60 ms, the tap was 30 ms earlier, give or take 17 ms.

    The spread of an even distribution over 60 ms is 60 / sqrt(12) = 17.3 ms; with the
    10 ms of the touch panel beside it, 20.0 ms.
    """
    unseen(0.060)
    before_s = time.perf_counter()

    pad.on_touch_down(SimpleNamespace(pos=(300, 200), time_start=time.time(), device="mouse"))

    assert within(before_s, pad.taps[0].at_s + 0.030)
    assert pad.taps[0].uncertain_s == pytest.approx(0.0200, abs=0.0001)


def test_the_wheel_does_not_tap(pad) -> None:
    """Turning the mouse's wheel over the pad is no beat of the hand."""
    wheel = SimpleNamespace(
        pos=(300, 200), time_start=time.time(), device="mouse", button="scrolldown"
    )

    assert not pad.on_touch_down(wheel)
    assert pad.taps == []


def test_a_clock_that_was_set_back_does_not_bring_taps_from_the_future(pad, unseen) -> None:
    """If the calendar's clock jumps back between touch and handler, the tap is now."""
    touch = SimpleNamespace(pos=(300, 200), time_start=time.time() + 3600, device="mtdev")
    before_s = time.perf_counter()

    pad.on_touch_down(touch)

    assert within(before_s, pad.taps[0].at_s)
    assert pad.taps[0].source == "touch"


def test_every_finger_counts_and_holding_is_one_tap(pad, finger: Finger) -> None:
    """Two fingers that rest on the pad are two taps, however long and wherever they stay."""
    first = finger.down(100, 100)
    second = finger.down(600, 400)
    finger.up(first, 120, 130)
    finger.up(second)

    assert len(pad.taps) == 2


def test_a_touch_beside_the_pad_is_none(pad, finger: Finger) -> None:
    """The pad ends where it ends."""
    finger.up(finger.down(1000, 600))

    assert pad.taps == []


def test_a_tap_is_answered_in_the_same_frame(pad, finger: Finger) -> None:
    """A ring stands around the finger before the next picture is drawn, and goes away."""
    finger.up(finger.down(200, 150))

    ring = pad._ring
    assert pad._ring_colour.a > 0.3
    assert ring.pos[0] + ring.size[0] / 2 == pytest.approx(200, abs=1)
    assert ring.pos[1] + ring.size[1] / 2 == pytest.approx(150, abs=1)


def test_the_ring_and_the_beat_come_to_rest(pad, stage: Stage, finger: Finger) -> None:
    """Nothing moves for longer than half a second: the pad is at rest between taps."""
    finger.up(finger.down(200, 150))
    pad.beat()
    assert pad.hand.grow > 1.1

    stage.settle(1.0)

    assert pad._ring_colour.a == 0.0
    assert pad.hand.grow == 1.0
    assert not pad._ripple.running
    assert not pad._pulse.running


def test_a_key_taps_too(pad, unseen, moment: Moment) -> None:
    """The keyboard's tap carries the time it is given and says where it comes from."""
    pad.key_tap(12.5)

    assert pad.taps == [Tap(12.5, pad.taps[0].uncertain_s, "key")]


def test_the_pad_shows_whether_taps_are_wanted(pad) -> None:
    """Asleep the hand is pale; while it beats it is plain; awake the pad is tinted too."""
    from mit_trainer.ui import theme

    pad.wake(awake=False, beating=False)
    assert pad.hand.opacity_of_picture < 0.5
    pad.wake(awake=False, beating=True)
    assert pad.hand.opacity_of_picture == 1.0
    assert pad._plate.fill == theme.GROUND
    pad.wake(awake=True, beating=True)
    assert pad._plate.fill == theme.PAD
