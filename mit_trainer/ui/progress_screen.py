"""The honest page on the screen: the charts, and two buttons that keep the page."""

from collections.abc import Callable

from mit_trainer.chart import score_chart, speech_index_chart
from mit_trainer.progress import Course, Levels
from mit_trainer.ui import theme
from mit_trainer.ui.buttons import PictureButton
from mit_trainer.ui.drawing import ChartView
from mit_trainer.ui.helper import HelperSheet
from mit_trainer.ui.layout import Rect, columns, rows
from mit_trainer.ui.pieces import Plate, place
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words

_CHARTS = (score_chart, speech_index_chart)
_ADVICE_LINES = 4.2  # heights of its type: room for three lines


class ProgressSheet(HelperSheet):
    """Shows charts when they come; until then it says that they are being drawn.

    ``on_save`` is asked for a kind of file, "pdf" or "png"; `saved` tells where it is.
    """

    def __init__(
        self,
        words: Words,
        code: str,
        on_back: Callable[[], None],
        on_save: Callable[[str], None],
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(words("progress.title", code=code), on_back, hand, text)
        self._words, self._on_save = words, on_save
        self.saves = [
            PictureButton(
                lambda: self._save("pdf"), theme.glyph("page"), words("progress.save-pdf")
            ),
            PictureButton(
                lambda: self._save("png"), theme.glyph("picture"), words("progress.save-png")
            ),
        ]
        self.line = Text(text=words("progress.waiting"), colour=theme.QUIET_INK)
        self.advice = Text(halign="left", colour=theme.INK)
        self._paper = Plate(self.canvas, theme.CARD, theme.LINE)
        self.charts = [ChartView() for _ in _CHARTS]
        self._material: tuple[Course, Levels] | None = None
        for widget in (*self.saves, self.line, self.advice, *self.charts):
            self.add_widget(widget)
        self._able(able=False)

    def show(self, course: Course, levels: Levels) -> None:
        """Show a person's sittings."""
        self._material = course, levels
        self.line.text = ""
        self._able(able=True)
        self.lay_out()

    def advise(self, sentence: str) -> None:
        """Say what the sittings speak for; nothing when they speak for nothing."""
        self.advice.text = sentence
        self.lay_out()

    def saved(self, sentence: str) -> None:
        """Say where the page is, or why it could not be kept."""
        self.line.text = sentence
        self._able(able=True)

    def _save(self, kind: str) -> None:
        self._able(able=False)
        self.line.text = self._words("progress.saving")
        self._on_save(kind)

    def _able(self, able: bool) -> None:
        for button in self.saves:
            button.disabled = not able

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay out the paper with its charts, and the buttons below."""
        gap = sizes.gap
        foot = Rect(room.x, room.y, room.width, sizes.target)
        told = sizes.small * _ADVICE_LINES if self.advice.text else 0.0
        self.advice.most = sizes.small
        place(self.advice, Rect(room.x, foot.top + gap * 0.5, room.width, told))
        low = foot.top + gap + told
        paper = Rect(room.x, low, room.width, room.top - low)
        self._paper.lay(paper, 20.0 * sizes.unit, 2.0)
        inner = paper.inset(gap)
        split = columns if inner.width >= inner.height else rows
        for view, draw, rect in zip(
            self.charts, _CHARTS, split(inner, len(_CHARTS), gap * 2), strict=True
        ):
            place(view, rect)
            if self._material is not None:
                type_size = sizes.small * 0.8 / rect.height
                view.show(
                    draw(*self._material, aspect=rect.width / rect.height, type_size=type_size)
                )
        wide = min(foot.width * 0.3, sizes.unit * 320.0)
        first = Rect(foot.x, foot.y, wide, foot.height)
        second = Rect(first.right + gap, foot.y, wide, foot.height)
        for button, rect in zip(self.saves, (first, second), strict=True):
            button.fit(rect, sizes, sizes.body)
        self.line.most = sizes.small
        place(
            self.line,
            Rect(second.right + gap, foot.y, foot.right - second.right - gap, foot.height),
        )
