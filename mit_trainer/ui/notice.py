"""Calm full-screen notices: what is so, and what can be done about it.

They are for whoever helps.  Nothing is red, nothing blinks, nothing is anybody's fault.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mit_trainer.ui import theme
from mit_trainer.ui.buttons import CHOSEN, PLAIN, PictureButton
from mit_trainer.ui.layout_more import notice as notice_places
from mit_trainer.ui.pieces import Picture, place
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.text import Text


@dataclass(frozen=True)
class Answer:
    """One thing that can be done; the first one offered is the main one."""

    picture: str
    word: str
    act: Callable[[], None]


class NoticeSheet(Sheet):
    """A picture, a title, a sentence and up to three answers."""

    def __init__(
        self,
        picture: str,
        title: str,
        sentence: str,
        answers: tuple[Answer, ...],
        text: str = "normal",
    ) -> None:
        super().__init__(text=text)
        self.picture = Picture(source=picture)
        self.title = Text(bold=True, text=title)
        self.sentence = Text(text=sentence, valign="top")
        self.answers = [
            PictureButton(
                answer.act,
                answer.picture,
                answer.word,
                look=PLAIN if index else CHOSEN,
            )
            for index, answer in enumerate(answers)
        ]
        for widget in (self.picture, self.title, self.sentence, *self.answers):
            self.add_widget(widget)
        self.main = self.answers[0] if self.answers else None

    def arrange(self, sizes: theme.Sizes) -> None:
        """Put every piece in its place."""
        places = notice_places(self.width, self.height, len(self.answers), sizes)
        place(self.picture, places.picture)
        self.title.most = sizes.title
        place(self.title, places.title)
        self.sentence.most = sizes.body
        place(self.sentence, places.sentence)
        for button, rect in zip(self.answers, places.answers, strict=True):
            button.fit(rect, sizes, sizes.body)
