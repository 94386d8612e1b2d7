"""Which form of the therapy is practised, and at which of its levels."""

from collections.abc import Callable, Sequence

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import PictureButton
from mit_trainer.ui.helper import HelperSheet
from mit_trainer.ui.layout import Rect, columns, rows
from mit_trainer.ui.parts import ProtocolChoice
from mit_trainer.ui.pieces import place
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words

_STEPS = {
    ("variant", -1): ("back", "variant-before"),
    ("variant", 1): ("back", "variant-after"),
    ("level", -1): ("lower", "level-lower"),
    ("level", 1): ("higher", "level-higher"),
}
"""Glyph and word of the buttons that go through a list."""

_FAINT = 0.35  # a button that leads nowhere now
_HIGHEST = 190.0  # units; a button need not fill a tall screen


class TherapySheet(HelperSheet):
    """Leads through the protocols, and through the levels of the one that is chosen.

    ``on_change`` is told "variant" or "level" and the id that is chosen.
    """

    def __init__(
        self,
        words: Words,
        protocols: Sequence[ProtocolChoice],
        chosen: tuple[str, str],
        on_back: Callable[[], None],
        on_change: Callable[[str, str], None],
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(words("therapy.title"), on_back, hand, text)
        self._words, self._protocols, self._on_change = words, protocols, on_change
        self.variant, self.level = chosen
        self.names = {name: Text(bold=True, halign="left") for name in ("variant", "level")}
        self.steps = {step: self._step(*step) for step in _STEPS}
        for widget in (*self.names.values(), *self.steps.values()):
            self.add_widget(widget)
        self._mark()

    def _step(self, name: str, by: int) -> PictureButton:
        glyph, word = _STEPS[name, by]
        button = PictureButton(
            lambda: self._move(name, by), theme.glyph(glyph), self._words(f"therapy.{word}")
        )
        button.picture.mirror = (name, by) == ("variant", 1)
        return button

    def _protocol(self) -> ProtocolChoice:
        """Give the protocol that is chosen, or else the usual one."""
        chosen = (one for one in self._protocols if one.id == self.variant)
        return next(chosen, self._protocols[0])

    def _place(self, name: str) -> tuple[tuple[str, ...], int]:
        """Give the ids among which one is chosen, and the place of the one that is."""
        if name == "variant":
            ids = tuple(one.id for one in self._protocols)
            return ids, ids.index(self._protocol().id)
        ids = tuple(id_ for id_, _ in self._protocol().levels)
        return ids, ids.index(self.level) if self.level in ids else 0

    def _move(self, name: str, by: int) -> None:
        ids, at = self._place(name)
        if not 0 <= at + by < len(ids):
            return
        self._choose(name, ids[at + by])
        if name == "variant":  # another form begins with its first level
            self._choose("level", self._protocol().levels[0][0])
        self._mark()

    def _choose(self, name: str, value: str) -> None:
        setattr(self, name, value)
        self._on_change(name, value)

    def _mark(self) -> None:
        """Write what is chosen above the buttons; those that lead nowhere are faint."""
        level = self._protocol().levels[self._place("level")[1]][1]
        for name, chosen in (("variant", self._protocol().name), ("level", level)):
            self.names[name].text = self._words(f"therapy.{name}", name=chosen)
            ids, at = self._place(name)
            self.steps[name, -1].opacity = _FAINT if at == 0 else 1.0
            self.steps[name, 1].opacity = _FAINT if at == len(ids) - 1 else 1.0

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay out a row for the protocol and one for its level."""
        high = min(room.height / 2, _HIGHEST * sizes.unit + sizes.body * 2)
        upper = Rect(room.x, room.top - 2 * high, room.width, 2 * high)
        for name, cell in zip(("variant", "level"), rows(upper, 2, sizes.gap), strict=True):
            head = sizes.body * 1.5
            self.names[name].most = sizes.body
            place(self.names[name], Rect(cell.x, cell.top - head, cell.width, head))
            below = Rect(cell.x, cell.y, cell.width, cell.height - head - sizes.gap * 0.4)
            for by, rect in zip((-1, 1), columns(below, 2, sizes.gap), strict=True):
                self.steps[name, by].fit(rect, sizes, sizes.body)
