"""The practice screen: a picture, a tune, a pad, and one large button at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mit_trainer.capture.tap import Tap
from mit_trainer.protocol.variant import Verdict
from mit_trainer.session.view import PracticeView, Stage
from mit_trainer.ui import layout, present, theme
from mit_trainer.ui.aside import Aside, Breath, Dots
from mit_trainer.ui.buttons import BARE, LARGE, PLAIN, PictureButton
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.mouth import Mouth
from mit_trainer.ui.pieces import Picture, place, reveal
from mit_trainer.ui.pressing import Pressable
from mit_trainer.ui.sheet import ESCAPE, Sheet
from mit_trainer.ui.tap_pad import TapPad
from mit_trainer.ui.tune_view import TuneView
from mit_trainer.ui.window import TAPPING_FPS
from mit_trainer.ui.words import Words

JUDGEMENTS = (
    (Verdict.UNDERSTOOD, "thumbs-up"),
    (Verdict.NEARLY, "thinking"),
    (Verdict.NOT_YET, "seedling"),
)
"""What the helper may say, each with its picture, in the order of the keys 1, 2, 3."""

_DIGITS = {ord("1"): 0, ord("2"): 1, ord("3"): 2, 257: 0, 258: 1, 259: 2}
_TAP_KEY, _AGAIN_KEY = ord("t"), ord("r")


@dataclass(frozen=True)
class Acts:
    """What can be done on this screen."""

    press: Callable[[], None]
    judge: Callable[[Verdict], None]
    tap: Callable[[Tap], None]
    again: Callable[[], None]
    stop: Callable[[], None]


class PracticeSheet(Sheet):
    """Shows a `PracticeView` and passes on what is done."""

    fps = TAPPING_FPS

    def __init__(
        self,
        words: Words,
        pictures: Path,
        acts: Acts,
        hand: str = "left",
        text: str = "normal",
        hint_wanted: bool = True,
    ) -> None:
        super().__init__(hand, text)
        self._words, self._pictures, self._acts = words, pictures, acts
        self._hint_wanted, self._view = hint_wanted, None
        self._shown: present.Practice | None = None
        self._placed: tuple[layout.PracticePlaces, theme.Sizes] | None = None
        self.pad = TapPad(acts.tap)
        self.tune = TuneView()
        self.picture = Picture()
        self.signs = [Picture() for _ in range(3)]
        self.breath, self.mouth = Breath(), Mouth()
        self.stop = PictureButton(acts.stop, theme.picture("stop"), look=BARE)
        self.again = PictureButton(acts.again, theme.glyph("again"), look=BARE)
        self.button = PictureButton(acts.press, look=LARGE)
        self.judges = [self._judge_button(*judgement) for judgement in JUDGEMENTS]
        self.aside, self.path = Aside(), Dots(colour=theme.LINE)
        self.robot = Picture()
        for widget in (
            self.pad, self.tune, self.picture, self.breath, *self.signs, self.stop,
            self.again, self.aside, self.path, self.robot,
        ):  # fmt: skip
            self.add_widget(widget)
        self.main = self.button

    def _judge_button(self, verdict: Verdict, picture: str) -> PictureButton:
        return PictureButton(
            lambda: self._acts.judge(verdict),
            theme.picture(picture),
            self._words(f"judge.{verdict}"),
            look=PLAIN,
        )

    def show(self, view: PracticeView) -> None:
        """Show another moment; only what changed is painted."""
        before, self._view = self._view, view
        shown = present.practice(view)
        if before is None or before.phrase != view.phrase:
            name = view.phrase.picture
            self.picture.source = str(self._pictures / name) if name else ""
        self.tune.show(view.plan, view.lit)
        mouthed = None if view.mouthed is None else view.plan.syllables[view.mouthed].text
        self.mouth.show(mouthed)
        fresh = before is None or before.beat != view.beat
        if shown.hand_beats and view.beat is not None and fresh:
            self.pad.beat()
        self.path.show(tuple(i < view.n_done for i in range(view.n_phrases)))
        self.aside.show(
            present.notice(view, self._words), self._hint(view), present.said(view, self._words)
        )
        if shown != self._shown:
            self._change(shown)

    def show_voice(self, points) -> None:
        """Draw the live voice: (seconds from the first beat, semitones above the tonic)."""
        if self._view is not None:
            self.tune.show_voice(present.trace(self._view.plan, points))

    def key(self, code: int, at_s: float) -> bool:
        """Take 1, 2, 3 (judge), T (tap), R (again), Escape (stop), Space and Enter."""
        if code == _TAP_KEY:
            self.pad.key_tap(at_s)
        elif code in _DIGITS and self._shown is not None and self._shown.judging:
            self.judges[_DIGITS[code]].press()
        elif code == _AGAIN_KEY:
            self.again.press()
        elif code == ESCAPE:
            self.stop.press()
        else:
            return super().key(code, at_s)
        return True

    def leave(self) -> None:
        """Stand still."""
        self.breath.show(on=False)

    def _hint(self, view: PracticeView) -> present.Hint | None:
        if view.hint is None or not self._hint_wanted or view.stage is Stage.JUDGE:
            return None
        return present.hint(view.hint, self._words)

    def _change(self, shown: present.Practice) -> None:
        Pressable.guard.rest()  # what has just appeared was not meant by the last touch
        self._shown = shown
        self.pad.wake(shown.pad_awake, shown.hand_beats)
        self.breath.show(shown.waiting)
        if shown.press is not None:
            self.button.show(theme.glyph(shown.press), self._words(f"press.{shown.press}"))
        reveal(self, self.button, on=shown.press is not None)
        if shown.simulated:
            self.robot.source = theme.picture("robot")
        for judge in self.judges:
            reveal(self, judge, on=shown.judging)
        names = (*shown.signs, *("",) * (len(self.signs) - len(shown.signs)))
        for sign, name in zip(self.signs, names, strict=True):
            hidden = not name or (shown.mouth and name == "speaking-head")
            sign.source = "" if hidden else theme.picture(name)
        reveal(self, self.mouth, on=shown.mouth)
        self._arrange_middle()

    def arrange(self, sizes: theme.Sizes) -> None:
        """Put every piece in its place for this hand and this size."""
        places = layout.practice(self.width, self.height, self.hand, sizes)
        self._placed = places, sizes
        self.pad.fit(places.pad, self.hand, sizes)
        self.tune.fit(places.tune, sizes)
        place(self.picture, places.picture)
        self.stop.fit(places.stop, sizes)
        self.again.fit(places.again, sizes)
        self._arrange_middle()
        for judge, rect in zip(self.judges, places.judge, strict=True):
            judge.fit(rect, sizes, sizes.title)
        far, slim = places.far, min(places.far.width, 18.0 * sizes.unit)
        place(self.path, Rect(far.x + (far.width - slim) / 2, far.y, slim, far.height))
        place(self.robot, Rect(far.x, far.y, far.width, far.width))

    def _arrange_middle(self) -> None:
        """Give the button the room of the signs when there are none, and they its."""
        shown = self._shown
        if shown is None or self._placed is None:
            return
        places, sizes = self._placed
        room = places.button if shown.signs or shown.noticed else places.whole
        self.button.fit(room, sizes, sizes.title)
        self.aside.fit(places.sign if shown.noticed else places.aside, sizes)
        place(self.breath, places.alone)
        rect = places.alone if shown.press is None else places.sign
        split = layout.columns if rect.width >= rect.height else layout.rows
        spots = split(rect, max(1, len(shown.signs)), 8.0)
        for sign, where in zip(self.signs, spots, strict=False):
            place(sign, where)
        if shown.mouth and "speaking-head" in shown.signs:
            place(self.mouth, spots[shown.signs.index("speaking-head")])
