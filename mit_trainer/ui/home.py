"""The first screen: one huge button that begins, and nothing to read."""

from collections.abc import Callable
from dataclasses import dataclass

from mit_trainer.ui import theme
from mit_trainer.ui.aside import Breath
from mit_trainer.ui.buttons import LARGE, PLAIN, PictureButton
from mit_trainer.ui.helper_corner import HelperCorner
from mit_trainer.ui.layout_more import HomePlaces
from mit_trainer.ui.layout_more import home as home_places
from mit_trainer.ui.pieces import Picture, place, reveal
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words


@dataclass(frozen=True)
class HomeActs:
    """What can be done on this screen."""

    start: Callable[[], None]
    go_on: Callable[[], None]
    helper: Callable[[], None]


class HomeSheet(Sheet):
    """Begins a sitting, or goes on with one that was left.

    Until `ready` is called the trainer is still waking up: a slow breath stands in
    place of the button.
    """

    def __init__(
        self, words: Words, acts: HomeActs, hand: str = "left", text: str = "normal"
    ) -> None:
        super().__init__(hand, text)
        self._words, self._acts = words, acts
        self._unfinished = False
        self.wave = Picture(source=theme.picture("waving-hand"))
        self.breath = Breath()
        self.begin = PictureButton(self._begin, look=LARGE)
        self.anew = PictureButton(
            acts.start, theme.picture("seedling"), words("home.anew"), look=PLAIN
        )
        self.corner = HelperCorner(acts.helper)
        self.robot = Picture()
        self.aside = Text(colour=theme.QUIET_INK, halign=hand)
        for widget in (self.wave, self.breath, self.corner, self.robot, self.aside):
            self.add_widget(widget)
        self.breath.show(on=True)

    def ready(self, unfinished: bool, simulated: bool, notices: tuple[str, ...] = ()) -> None:
        """Offer the button: to go on when a sitting was left, else to start."""
        self._unfinished = unfinished
        name = "go-on" if unfinished else "start"
        self.begin.show(theme.glyph(name), self._words(f"home.{name}"))
        reveal(self, self.begin, on=True)
        reveal(self, self.anew, on=unfinished)
        self.breath.show(on=False)
        self.robot.source = theme.picture("robot") if simulated else ""
        answering = (self._words("notice.simulated"),) if simulated else ()
        self.aside.text = " ".join((*answering, *notices))
        self.main = self.begin
        self.lay_out()

    def leave(self) -> None:
        """Stand still."""
        self.breath.show(on=False)
        self.corner.leave()

    def _begin(self) -> None:
        (self._acts.go_on if self._unfinished else self._acts.start)()

    def arrange(self, sizes: theme.Sizes) -> None:
        """Put every piece in its place."""
        places: HomePlaces = home_places(self.width, self.height, self.hand, sizes)
        self.begin.fit(places.begin, sizes, sizes.title * 1.3)
        place(self.breath, places.begin)
        self.anew.fit(places.anew, sizes, sizes.body)
        place(self.wave, places.wave)
        self.corner.fit(places.gear, places.door, sizes)
        place(self.robot, places.robot)
        self.aside.most = sizes.small
        place(self.aside, places.aside)
