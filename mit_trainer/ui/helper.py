"""The helper's screens begin here: where to go, who practises, who answers."""

from collections.abc import Callable

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import BARE, PLAIN, PictureButton
from mit_trainer.ui.layout import Rect
from mit_trainer.ui.layout_more import HelperPlaces, tiles
from mit_trainer.ui.layout_more import helper as helper_places
from mit_trainer.ui.pieces import place
from mit_trainer.ui.sheet import ESCAPE, Sheet
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words


class HelperSheet(Sheet):
    """What all helper's screens share: a way back, always in the same place, and a title."""

    def __init__(
        self, title: str, on_back: Callable[[], None], hand: str = "left", text: str = "normal"
    ) -> None:
        super().__init__(hand, text)
        self.back = PictureButton(on_back, theme.glyph("back"), look=BARE)
        self.title = Text(bold=True, text=title, halign="left" if hand == "left" else "right")
        self.add_widget(self.back)
        self.add_widget(self.title)

    def key(self, code: int, at_s: float) -> bool:
        """Escape goes back."""
        if code == ESCAPE:
            self.back.press()
            return True
        return super().key(code, at_s)

    def arrange(self, sizes: theme.Sizes) -> None:
        """Place the head and hand the rest of the room to `fill`."""
        places: HelperPlaces = helper_places(self.width, self.height, self.hand, sizes)
        self.back.fit(places.back, sizes)
        self.title.most = sizes.title
        place(self.title, places.title)
        self.fill(places.room, sizes)

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Put this screen's own pieces into the room."""


class MenuSheet(HelperSheet):
    """Tiles: progress, settings, therapy, first checks, who practises, who answers, close."""

    def __init__(
        self,
        words: Words,
        acts: dict[str, Callable[[], None]],
        code: str,
        simulated: bool,
        by: str = "carer",
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(words("helper.now", code=code), acts["practice"], hand, text)
        answering = "simulated-on" if simulated else "simulated-off"
        self.tiles = {
            name: PictureButton(acts[name], picture, words(f"helper.{word}"), look=PLAIN)
            for name, picture, word in (
                ("practice", theme.picture("house"), "practice"),
                ("progress", theme.picture("chart"), "progress"),
                ("settings", theme.picture("gear"), "settings"),
                ("therapy", theme.picture("notes"), "therapy"),
                ("checks", theme.picture("ear"), "checks"),
                ("people", theme.picture("person"), "people"),
                ("simulated", theme.picture("robot"), answering),
                ("judge", theme.picture("thumbs-up"), f"judge-{by}"),
                ("finish", theme.picture("door"), "finish"),
            )
        }
        for tile in self.tiles.values():
            self.add_widget(tile)

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay the tiles out."""
        for tile, rect in zip(
            self.tiles.values(), tiles(room, len(self.tiles), sizes.gap), strict=True
        ):
            tile.fit(rect, sizes, sizes.body)
