"""The end of a sitting: a waving hand, stars for having come, and the way home.

The stars are the same whatever was heard and however long it lasted.
"""

from collections.abc import Callable

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import LARGE, PictureButton
from mit_trainer.ui.layout import columns
from mit_trainer.ui.layout_more import goodbye as goodbye_places
from mit_trainer.ui.motion import Motion
from mit_trainer.ui.pieces import Picture, place
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.words import Words

_STARS = 3
_RISE_S = 1.6


class GoodbyeSheet(Sheet):
    """Says goodbye in pictures."""

    def __init__(
        self,
        words: Words,
        on_home: Callable[[], None],
        hand: str = "left",
        text: str = "normal",
    ) -> None:
        super().__init__(hand, text)
        self.wave = Picture(source=theme.picture("waving-hand"))
        self.stars = [Picture(source=theme.picture("star")) for _ in range(_STARS)]
        self.home = PictureButton(on_home, theme.glyph("leave"), words("press.leave"), look=LARGE)
        for widget in (self.wave, *self.stars, self.home):
            self.add_widget(widget)
        self.main = self.home
        self._rise = Motion(self._grow_stars, _RISE_S)
        self._rise.start()

    def leave(self) -> None:
        """Stand still."""
        self._rise.stop()

    def arrange(self, sizes: theme.Sizes) -> None:
        """Put every piece in its place."""
        wave, stars, home = goodbye_places(self.width, self.height, self.hand, sizes)
        place(self.wave, wave)
        for star, rect in zip(self.stars, columns(stars, _STARS, sizes.gap), strict=True):
            place(star, rect)
        self.home.fit(home, sizes, sizes.title)

    def _grow_stars(self, share: float) -> None:
        for index, star in enumerate(self.stars):
            mine = min(1.0, max(0.0, share * _STARS - index))
            star.grow = 0.2 + 0.8 * mine * (2.0 - mine)
            star.opacity_of_picture = mine
