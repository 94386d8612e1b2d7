"""The practice screen: one thing at a time, and everything where it always is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mit_trainer.protocol.variant import Verdict
from mit_trainer.session.view import Press, Stage
from tests.ui.conftest import Moment
from tests.ui.stage import Finger
from tests.ui.stage import Stage as Window

ENTER, SPACE, ESCAPE = 13, 32, 27


class Practice:
    """The screen and what was done on it."""

    def __init__(self, window: Window, hand: str = "left") -> None:
        from mit_trainer import places
        from mit_trainer.ui.practice import Acts, PracticeSheet
        from tests.ui.gallery import WORDS

        self.done: list[object] = []
        acts = Acts(
            press=lambda: self.done.append("press"),
            judge=self.done.append,
            tap=self.done.append,
            again=lambda: self.done.append("again"),
            stop=lambda: self.done.append("stop"),
        )
        self.sheet = PracticeSheet(WORDS, places.PICTURES, acts, hand)
        window.show(self.sheet)

    def show(self, stage: Stage, press: Press = Press.NOTHING, **more: object) -> None:
        """Show a moment of "Call the doctor"."""
        from tests.ui.gallery import view

        self.view = view("call-the-doctor", stage, press, **more)
        self.sheet.show(self.view)

    def seen(self) -> list[object]:
        """List the buttons that can be pressed."""
        return self.sheet.buttons()


@pytest.fixture
def practice(stage: Window, moment: Moment) -> Iterator[Practice]:
    """Open the practice screen at the tablet's size."""
    opened = Practice(stage)
    yield opened
    opened.sheet.leave()


@pytest.mark.parametrize("stage_now", list(Stage))
def test_there_is_one_large_button_at_most(practice: Practice, stage_now: Stage) -> None:
    """At every moment: stop, again, and either one large button, three judgements or none."""
    press = Press.START if stage_now is Stage.READY else Press.NOTHING

    practice.show(stage_now, press)

    sheet = practice.sheet
    others = [button for button in practice.seen() if button not in (sheet.stop, sheet.again)]
    if stage_now is Stage.JUDGE:
        assert others == sheet.judges
    else:
        assert others == ([sheet.button] if press is Press.START else [])


def test_stop_and_again_never_move(practice: Practice) -> None:
    """Both stand in the same place at every moment, stop in the upper corner of the hand."""
    spots = set()
    for moment_now in Stage:
        practice.show(moment_now)
        sheet = practice.sheet
        spots.add((*sheet.stop.pos, *sheet.stop.size, *sheet.again.pos, *sheet.again.size))

    assert len(spots) == 1
    assert practice.sheet.stop.x < 30
    assert practice.sheet.stop.top > 770


def test_the_large_button_acts(practice: Practice, finger: Finger) -> None:
    """Touching start, done or next passes on one press."""
    for stage_now, press in ((Stage.READY, Press.START), (Stage.YOUR_TURN, Press.DONE)):
        practice.show(stage_now, press)
        finger.touch(practice.sheet.button)

    assert practice.done == ["press", "press"]


def test_a_touch_that_comes_as_the_screen_changes_is_not_meant(
    practice: Practice, moment: Moment, finger: Finger
) -> None:
    """The judgement that appears under a resting finger is not given by its tremor."""
    practice.show(Stage.YOUR_TURN, Press.DONE)
    finger.touch(practice.sheet.button)
    moment.pass_by()
    practice.show(Stage.JUDGE)

    finger.touch(practice.sheet.judges[1], after_s=0.1)
    assert practice.done == ["press"]
    finger.touch(practice.sheet.judges[1], after_s=0.4)
    assert practice.done == ["press", Verdict.NEARLY]


@pytest.mark.parametrize(("index", "verdict"), list(enumerate(Verdict)))
def test_one_touch_judges(practice: Practice, finger: Finger, index: int, verdict: Verdict) -> None:
    """Understood, nearly, not yet: from the top down, each with one touch."""
    practice.show(Stage.JUDGE)

    finger.touch(practice.sheet.judges[index])

    assert practice.done == [verdict]


def test_keys_do_what_touches_do(practice: Practice, moment: Moment) -> None:
    """Space and Enter press, 1-3 judge, T taps, R plays again, Escape stops."""
    practice.show(Stage.READY, Press.START)
    for code in (SPACE, ENTER, ord("r"), ESCAPE):
        moment.pass_by()
        assert practice.sheet.key(code, 0.0)
    assert practice.done == ["press", "press", "again", "stop"]

    practice.done.clear()
    practice.show(Stage.JUDGE)
    for code in (ord("1"), ord("2"), ord("3")):
        moment.pass_by()
        assert practice.sheet.key(code, 0.0)
    assert practice.done == list(Verdict)

    practice.done.clear()
    assert practice.sheet.key(ord("t"), 7.25)
    assert practice.done[0].at_s == 7.25


def test_digits_mean_nothing_before_the_judgement(practice: Practice, moment: Moment) -> None:
    """A digit pressed too early judges nothing."""
    practice.show(Stage.YOUR_TURN, Press.DONE)
    moment.pass_by()

    assert not practice.sheet.key(ord("1"), 0.0)
    assert practice.done == []


def test_space_does_nothing_where_there_is_no_button(practice: Practice, moment: Moment) -> None:
    """While the model sounds, the large button is away and Space with it."""
    practice.show(Stage.LISTEN)
    moment.pass_by()

    practice.sheet.key(SPACE, 0.0)

    assert practice.done == []


def test_the_syllable_that_sounds_is_larger_and_dark(practice: Practice) -> None:
    """Light goes from block to block; only the lit one differs, in size and ink."""
    tune = practice.sheet.tune
    practice.show(Stage.TOGETHER, lit=1)
    widths = [plate._fill.size[0] for plate in tune._plates]
    practice.show(Stage.TOGETHER, lit=2)
    moved = [plate._fill.size[0] for plate in tune._plates]

    assert moved[1] < widths[1]
    assert moved[2] > widths[2]
    assert (moved[0], moved[3]) == (widths[0], widths[3])
    assert tune.words[2].color[:3] == [1.0, 1.0, 1.0]


def test_the_hand_pulses_on_each_new_beat(practice: Practice) -> None:
    """A beat starts the pulse; without the hand as a cue it stays still."""
    practice.show(Stage.TOGETHER, beat=0, taps_shown=True)
    assert practice.sheet.pad._pulse.running
    practice.sheet.pad._pulse.stop()
    practice.sheet.show(practice.view)
    assert not practice.sheet.pad._pulse.running
    practice.show(Stage.TOGETHER, beat=None, lit=1, taps_shown=True)  # the light goes on alone
    assert not practice.sheet.pad._pulse.running
    practice.show(Stage.TOGETHER, beat=2, taps_shown=False)
    assert not practice.sheet.pad._pulse.running


def test_a_face_forms_the_syllables_where_the_step_gives_it(practice: Practice) -> None:
    """It stands in place of the speaking head, follows the model, and is gone without the cue."""
    practice.show(Stage.TOGETHER, mouth=True, mouthed=1)
    sheet = practice.sheet
    assert sheet.mouth.parent is sheet
    assert sheet.mouth.syllable == practice.view.plan.syllables[1].text
    assert [sign.source.rpartition("/")[2] for sign in sheet.signs] == ["ear.png", "", ""]
    practice.show(Stage.TOGETHER, mouth=True, mouthed=None)
    assert sheet.mouth.syllable is None
    practice.show(Stage.YOUR_TURN)
    assert sheet.mouth.parent is None


def test_waiting_is_a_breath_and_no_clock(practice: Practice) -> None:
    """During the silence before an answer a disc breathes; no number, no word counts down."""
    practice.show(Stage.WAIT)
    assert practice.sheet.breath.motion.running
    practice.show(Stage.YOUR_TURN, Press.DONE)
    assert not practice.sheet.breath.motion.running


def test_the_voice_is_drawn_over_the_tune_and_cleared(practice: Practice) -> None:
    """The live line appears while it sounds and goes with the next phrase."""
    from tests.ui.gallery import planned, voice

    practice.show(Stage.TOGETHER)
    practice.sheet.show_voice(voice(planned("call-the-doctor"), 0.8))
    assert len(practice.sheet.tune._voice.group.children) > 4
    practice.sheet.show_voice(())
    assert not practice.sheet.tune._lines


def test_the_hint_comes_after_the_judgement_and_can_be_hidden(
    practice: Practice, stage: Window
) -> None:
    """While the helper is asked, no hint is shown, even if there is one already."""
    from tests.ui.gallery import opinion

    grade = opinion("call-the-doctor", 3)
    practice.show(Stage.JUDGE, hint=grade)
    assert practice.sheet.aside.text.text == ""
    practice.show(Stage.READY, Press.START, hint=grade)
    assert practice.sheet.aside.text.text.startswith("Heard 3 of 4")
    assert practice.sheet.aside.dots.full == (True, True, True, False)

    practice.sheet._hint_wanted = False
    practice.sheet.show(replace(practice.view, n_done=4))
    assert practice.sheet.aside.text.text == ""


def test_nothing_is_painted_when_nothing_changes(practice: Practice, stage: Window) -> None:
    """Showing the same moment again asks for no new picture, so taps keep their time."""
    practice.show(Stage.READY, Press.START)
    stage.settle(8.0)
    stage.frames(4)

    practice.sheet.show(practice.view)

    assert not stage.window.canvas.needs_redraw
