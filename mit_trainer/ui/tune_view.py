"""The phrase as a tune: a block for each syllable at its height, joined by one line.

Blocks stand where the plan has them in time, so the patient's own voice can be drawn
over them.  The block that sounds grows and darkens: form, not colour alone.
"""

from itertools import pairwise

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, InstructionGroup, SmoothLine
from kivy.uix.widget import Widget

from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.ui import present, theme
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.pieces import Plate, Text, place

_BLOCK_HEIGHT = 0.42
_WORD_GAP, _SYLLABLE_GAP = 44.0, 16.0  # units of space between two blocks
_GROWTH = 0.07
_BEND = 12  # pieces of the curve between two blocks


class TuneView(Widget):
    """Blocks, the line that joins them, and the live voice over both."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: ProsodyPlan | None = None
        self.lit: int | None = None
        self._blocks: tuple[present.Block, ...] = ()
        self._plates: list[Plate] = []
        self.words: list[Text] = []
        self._unit, self._type_size = 1.0, 40.0
        self._voice, self._lines = VoiceLine(), ()
        self.bind(pos=self._arrange, size=self._arrange)

    def fit(self, rect: Rect, sizes: theme.Sizes) -> None:
        """Put it in its place."""
        self._unit, self._type_size = sizes.unit, sizes.huge
        place(self, rect)
        self._arrange()

    def show(self, plan: ProsodyPlan, lit: int | None) -> None:
        """Show a plan, with one syllable lit or none."""
        if plan != self.plan:
            self.plan, self._blocks, self.lit = plan, present.blocks(plan), None
            self._build()
        if lit != self.lit:
            before, self.lit = self.lit, lit
            for index in {before, lit} - {None}:
                self._paint(index)

    def show_voice(self, lines: tuple[tuple[tuple[float, float], ...], ...]) -> None:
        """Draw the live voice; no lines clears it."""
        self._lines = lines
        self._draw_voice()

    def _draw_voice(self) -> None:
        self._voice.draw(
            tuple(
                tuple((self.x + x * self.width, self.y + y * self.height) for x, y in line)
                for line in self._lines
            ),
            self._unit,
        )

    def _build(self) -> None:
        self.clear_widgets()
        self.canvas.clear()
        with self.canvas:
            Color(*theme.rgba(theme.BLUE))
            self._string = SmoothLine(width=3.0)
        self._plates = [Plate(self.canvas, theme.CARD, theme.DEEP_BLUE) for _ in self._blocks]
        self._voice, self._lines = VoiceLine(), ()
        self.canvas.add(self._voice.group)  # over the blocks, under their letters
        self.words = [Text(bold=True, text=block.text) for block in self._blocks]
        for word in self.words:
            self.add_widget(word)
        self._arrange()

    def _arrange(self, *_) -> None:
        if not self._blocks or self.width < 2 * len(self._blocks):
            return
        size = self._common_type()
        for index, word in enumerate(self.words):
            word.most = size
            self._paint(index)
        self._string.width = 4.5 * self._unit
        self._string.points = [
            number
            for here, there in pairwise(range(len(self._blocks)))
            for point in _bend(self.rect_of(here), self.rect_of(there))
            for number in point
        ]
        self._draw_voice()

    def _common_type(self) -> float:
        label = CoreLabel(font_name=theme.BOLD, font_size=100)
        sizes = [self._type_size]
        for index, block in enumerate(self._blocks):
            room = self.rect_of(index)
            wide, high = label.get_extents(block.text)
            sizes += [100 * room.width * 0.82 / wide, 100 * room.height * 0.86 / high]
        return min(sizes)

    def rect_of(self, index: int) -> Rect:
        """Place of one block, as it stands when it is not lit."""
        block = self._blocks[index]
        high = self.height * _BLOCK_HEIGHT
        before = index > 0 and self._blocks[index - 1].joins_next
        left = self.x + block.left * self.width + self._gap(before) / 2
        right = self.x + block.right * self.width - self._gap(block.joins_next) / 2
        return Rect(left, self.y + block.y * self.height - high / 2, right - left, high)

    def _gap(self, inside_word: bool) -> float:
        gap = (_SYLLABLE_GAP if inside_word else _WORD_GAP) * self._unit
        return min(gap, 0.3 * self.width / len(self._blocks))

    def _paint(self, index: int) -> None:
        block, rect, lit = self._blocks[index], self.rect_of(index), index == self.lit
        fill = theme.SKY if block.high else theme.PALE_BLUE
        if lit:
            rect = rect.inset(-_GROWTH * rect.height)
        plate = self._plates[index]
        plate.colour(theme.DEEP_BLUE if lit else fill, theme.INK if lit else theme.DEEP_BLUE)
        plate.lay(rect, 18.0 * self._unit, (5.0 if lit else 2.5) * self._unit)
        self.words[index].color = theme.rgba(theme.CARD if lit else theme.INK)
        place(self.words[index], rect)


def _bend(here: Rect, there: Rect) -> list[tuple[float, float]]:
    """Points of a soft curve from the middle of one block to the middle of the next."""
    x0, y0 = here.x + here.width / 2, here.y + here.height / 2
    x1, y1 = there.x + there.width / 2, there.y + there.height / 2
    left, right = here.right - 0.2 * here.width, there.x + 0.2 * there.width
    points = [(x0, y0)]
    for piece in range(_BEND + 1):
        share = piece / _BEND
        rise = share * share * (3.0 - 2.0 * share)
        points.append((left + (right - left) * share, y0 + (y1 - y0) * rise))
    return [*points, (x1, y1)]


class VoiceLine:
    """The patient's own voice: a vermillion line with a white edge, on any ground."""

    def __init__(self) -> None:
        self.group = InstructionGroup()

    def draw(self, lines: tuple[tuple[tuple[float, float], ...], ...], unit: float) -> None:
        """Draw lines given in pixels."""
        self.group.clear()
        for colour, width in ((theme.CARD, 6.0), (theme.VERMILLION, 3.5)):
            self.group.add(Color(*theme.rgba(colour)))
            for line in lines:
                flat = [number for point in line for number in point]
                self.group.add(SmoothLine(points=flat, width=width * unit))
