"""Who practises: a code for each person, never a name, and a way to add one."""

from collections.abc import Callable, Sequence

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import CHOSEN, PLAIN, PictureButton
from mit_trainer.ui.helper import HelperSheet
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.layout_more import tiles
from mit_trainer.ui.pieces import reveal
from mit_trainer.ui.words import Words

_PAGE = 4  # people on one page; beside them "new" and "more"


class PeopleSheet(HelperSheet):
    """Tiles with codes.  ``people`` are (id, code); ``now`` is the id of who practises now."""

    def __init__(
        self,
        words: Words,
        people: Sequence[tuple[str, str]],
        now: str | None,
        on_back: Callable[[], None],
        on_choose: Callable[[str], None],
        on_add: Callable[[str], None],
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(words("people.title"), on_back, hand, text)
        self._words = words
        self._people, self._now, self._page = tuple(people), now, 0
        self._on_choose = on_choose
        self._codes = {code for _, code in people}
        self.persons = [
            PictureButton(lambda slot=slot: self._choose(slot), theme.picture("person"), "-")
            for slot in range(_PAGE)
        ]
        self.new = PictureButton(
            lambda: on_add(self._next_code()), theme.glyph("plus"), words("people.new")
        )
        self.more = PictureButton(self._turn, theme.glyph("lower"), words("people.later"))
        self.add_widget(self.new)
        self._show()

    def _next_code(self) -> str:
        number = len(self._people) + 1
        while str(number) in self._codes:
            number += 1
        return str(number)

    def _shown(self) -> tuple[tuple[str, str], ...]:
        return self._people[self._page * _PAGE : (self._page + 1) * _PAGE]

    def _show(self) -> None:
        shown = self._shown()
        for slot, button in enumerate(self.persons):
            reveal(self, button, on=slot < len(shown))
            if slot < len(shown):
                button.show(word=self._words("people.code", code=shown[slot][1]))
                button.wear(CHOSEN if shown[slot][0] == self._now else PLAIN)
        reveal(self, self.more, on=len(self._people) > _PAGE)

    def _choose(self, slot: int) -> None:
        self._on_choose(self._shown()[slot][0])

    def _turn(self) -> None:
        pages = -(-len(self._people) // _PAGE)
        self._page = (self._page + 1) % pages
        self._show()
        self.lay_out()

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay the tiles out."""
        buttons = [button for button in (*self.persons, self.new, self.more) if button.parent]
        for button, rect in zip(buttons, tiles(room, _PAGE + 2, sizes.gap), strict=False):
            button.fit(rect, sizes, sizes.body)
