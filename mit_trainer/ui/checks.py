"""The first checks, for a helper to choose and for whoever practises to do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mit_trainer.errors import TrainerError
from mit_trainer.ui import theme
from mit_trainer.ui.aside import Breath, Dots
from mit_trainer.ui.buttons import LARGE, PLAIN, PictureButton
from mit_trainer.ui.helper import HelperSheet
from mit_trainer.ui.layout import Rect, columns, rows
from mit_trainer.ui.pieces import Picture, place, reveal
from mit_trainer.ui.tap_pad import TapPad
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words

if TYPE_CHECKING:  # it brings numpy, which must wait for the first picture
    from mit_trainer.session.checks import Check, Outcome

PICTURES = {"sound": "ear", "touch": "tap", "voice": "speaking-head", "beat": "open-hand"}
"""The checks in their order, and what stands for each."""


class ChecksSheet(HelperSheet):
    """One tile for each check, with what is known of it in a sentence below.

    ``known`` maps a check to its sentence.
    """

    def __init__(
        self,
        words: Words,
        known: Mapping[str, str],
        on_back: Callable[[], None],
        on_check: Callable[[str], None],
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(words("checks.title"), on_back, hand, text)
        self.tiles: dict[str, PictureButton] = {}
        self.lines: dict[str, Text] = {}
        for name, picture in PICTURES.items():
            self.tiles[name] = PictureButton(
                lambda name=name: on_check(name),
                theme.picture(picture),
                words(f"checks.{name}"),
                look=PLAIN,
            )
            self.lines[name] = Text(text=known[name], colour=theme.QUIET_INK, valign="top")
            self.add_widget(self.tiles[name])
            self.add_widget(self.lines[name])

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay the tiles out, each with its sentence."""
        n = len(self.tiles)
        wide = room.width >= room.height
        cells = (
            columns(room, n, sizes.gap)
            if wide
            else [cell for row in rows(room, 2, sizes.gap) for cell in columns(row, 2, sizes.gap)]
        )
        for name, cell in zip(self.tiles, cells, strict=True):
            foot = cell.height * 0.3
            self.tiles[name].fit(
                Rect(cell.x, cell.y + foot, cell.width, cell.height - foot), sizes, sizes.body
            )
            self.lines[name].most = sizes.small
            place(self.lines[name], Rect(cell.x, cell.y, cell.width, foot - sizes.gap))


class CheckSheet(HelperSheet):
    """One check: what to do, how far it is, and at the end what came out."""

    def __init__(
        self,
        name: str,
        words: Words,
        begin: "Callable[[], Check]",
        on_outcome: "Callable[[Outcome], str]",
        on_back: Callable[[], None],
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(words(f"checks.{name}"), on_back, hand, text)
        self._words, self._name, self._begin = words, name, begin
        self._on_outcome, self._on_back = on_outcome, on_back
        self._check: Check | None = None
        self._finished = False
        self.picture = Picture(source=theme.picture(PICTURES[name]))
        self.sentence = Text(text=words(f"checks.{name}-do"))
        self.breath, self.dots = Breath(), Dots()
        self.pad = TapPad(self._tapped)
        self.button = PictureButton(self._press, theme.glyph("start"), words("press.start"), LARGE)
        for widget in (self.picture, self.sentence, self.dots, self.button):
            self.add_widget(widget)
        self.main = self.button

    def tick(self) -> None:
        """Keep up with the check."""
        if self._check is None:
            return
        self._check.tick()
        self.dots.show(self._check.dots)
        if self._check.outcome is not None:
            outcome, self._check = self._check.outcome, None
            self.sentence.text = self._on_outcome(outcome)
            self._show(running=False)
            again = not outcome.good
            self.button.wear(PLAIN if again else LARGE)
            self.button.show(
                theme.glyph("again" if again else "done"),
                self._words("checks.again" if again else "press.done"),
            )
            self._finished = not again

    def leave(self) -> None:
        """End what is under way."""
        self.breath.show(on=False)
        if self._check is not None:
            self._check.cancel()
            self._check = None

    def _press(self) -> None:
        if self._finished:
            self._on_back()
            return
        try:
            self._check = self._begin()
        except TrainerError as error:
            self.sentence.text = str(error)
            return
        self.sentence.text = self._words(f"checks.{self._name}-now")
        self._show(running=True)

    def _show(self, *, running: bool) -> None:
        reveal(self, self.button, on=not running)
        tapping = running and self._check is not None and self._check.taps_wanted
        reveal(self, self.pad, on=tapping)
        reveal(self, self.breath, on=running and not tapping)
        self.pad.wake(awake=tapping, beating=False)
        self.breath.show(on=running and not tapping)
        self.main = None if running else self.button
        self.lay_out()

    def _tapped(self, tap) -> None:
        if self._check is not None:
            self._check.tap(tap)

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Put the words on one side and what is touched on the side of the hand."""
        gap = sizes.gap
        if room.width >= room.height:
            one, two = columns(room, 2, gap)
            hand_side, words_side = (one, two) if self.hand == "left" else (two, one)
        else:
            words_side, hand_side = rows(room, 2, gap)
        third = words_side.height / 3
        place(self.picture, Rect(words_side.x, words_side.y + 2 * third, words_side.width, third))
        self.sentence.most = sizes.title
        place(
            self.sentence,
            Rect(words_side.x, words_side.y + third * 0.6, words_side.width, third * 1.3),
        )
        high = min(third * 0.4, 56.0 * sizes.unit)
        place(self.dots, Rect(words_side.x, words_side.y + third * 0.1, words_side.width, high))
        self.pad.fit(hand_side, self.hand, sizes)
        side = min(hand_side.width, hand_side.height) * 0.8
        middle = Rect(
            hand_side.x + (hand_side.width - side) / 2,
            hand_side.y + (hand_side.height - side) / 2,
            side,
            side,
        )
        place(self.breath, middle)
        self.button.fit(middle, sizes, sizes.title)
