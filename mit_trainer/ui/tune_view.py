"""The phrase as a tune: a block for each syllable at its height, joined by one line.

Blocks stand where the plan has them in time.  One line runs through all of them, below
the letters, and the patient's own voice is drawn over it, so that it never strikes a
word out.  The block that sounds grows and darkens: form, not colour alone.
"""

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, InstructionGroup, SmoothLine
from kivy.uix.widget import Widget

from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.ui import present, theme
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.pieces import Plate, place
from mit_trainer.ui.text import Text

_BLOCK_HEIGHT = 0.5
_LANE = 0.24  # how far below the middle of a block the line runs, in heights of a block
_LETTERS = 0.66  # upper part of a block that is the letters'
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
        if lines != self._lines:
            self._lines = lines
            self._draw_voice()

    def _draw_voice(self) -> None:
        low = self.y - _LANE * _BLOCK_HEIGHT * self.height
        self._voice.draw(
            tuple(
                tuple((self.x + x * self.width, low + y * self.height) for x, y in line)
                for line in self._lines
            ),
            self._unit,
        )

    def _build(self) -> None:
        self.clear_widgets()
        self.canvas.clear()
        self._plates = [Plate(self.canvas, theme.CARD, theme.DEEP_BLUE) for _ in self._blocks]
        with self.canvas:
            Color(*theme.rgba(theme.BLUE))
            self._string = SmoothLine(width=3.0)
        self._voice, self._lines = VoiceLine(), ()
        self.canvas.add(self._voice.group)  # over the line, under the letters
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
        self._string.points = self._contour()
        self._draw_voice()

    def _contour(self) -> list[float]:
        """Points of the line: level through each block, bending from one to the next."""
        points: list[float] = []
        lanes = [self.rect_of(index) for index in range(len(self._blocks))]
        for index, here in enumerate(lanes):
            y = self._lane(here)
            points += [here.x + 0.06 * here.width, y, here.right - 0.12 * here.width, y]
            if index + 1 < len(lanes):
                there = lanes[index + 1]
                points += _bend(here, y, there, self._lane(there))
        return points

    @staticmethod
    def _lane(rect: Rect) -> float:
        return rect.y + (0.5 - _LANE) * rect.height

    def _common_type(self) -> float:
        label = CoreLabel(font_name=theme.BOLD, font_size=100)
        sizes = [self._type_size]
        for index, block in enumerate(self._blocks):
            room = self.rect_of(index)
            wide, high = label.get_extents(block.text)
            sizes += [100 * room.width * 0.82 / wide, 100 * room.height * _LETTERS / high]
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
        letters = rect.height * _LETTERS
        place(self.words[index], Rect(rect.x, rect.top - letters, rect.width, letters))


def _bend(here: Rect, y0: float, there: Rect, y1: float) -> list[float]:
    """Points of a soft curve from the end of one block to the beginning of the next."""
    left, right = here.right - 0.12 * here.width, there.x + 0.06 * there.width
    points: list[float] = []
    for piece in range(1, _BEND):
        share = piece / _BEND
        rise = share * share * (3.0 - 2.0 * share)
        points += [left + (right - left) * share, y0 + (y1 - y0) * rise]
    return points


class VoiceLine:
    """The patient's own voice: a vermillion line with a white edge, on any ground."""

    def __init__(self) -> None:
        self.group = InstructionGroup()

    def draw(self, lines: tuple[tuple[tuple[float, float], ...], ...], unit: float) -> None:
        """Draw lines given in pixels."""
        self.group.clear()
        for colour, width in ((theme.CARD, 7.0), (theme.VERMILLION, 4.5)):
            self.group.add(Color(*theme.rgba(colour)))
            for line in lines:
                flat = [number for point in line for number in point]
                self.group.add(SmoothLine(points=flat, width=width * unit))
