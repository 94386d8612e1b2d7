"""Text that fits."""

from mit_trainer.ui import theme
from mit_trainer.ui.layout import Rect
from tests.ui.stage import Stage


def test_words_shrink_before_they_are_cut(stage: Stage) -> None:
    """A long word in a small place is set smaller; a short one keeps the size asked for."""
    from mit_trainer.ui.pieces import place
    from mit_trainer.ui.text import Text

    text = Text(text="ok")
    text.most = 40
    place(text, Rect(0, 0, 200, 60))
    assert text.font_size == 40

    text.text = "Donaudampfschifffahrt"
    assert 8 < text.font_size < 40


def test_the_type_fits_its_room(stage: Stage) -> None:
    """Measured by typesetting it anew, a sentence is neither wider nor higher than its room."""
    from kivy.core.text import Label

    from mit_trainer.ui.text import fitting

    sentence = "The microphone is gone. This answer is kept. Please plug it in again."
    for room in ((200, 100), (450, 90), (90, 400)):
        size = fitting(sentence, theme.REGULAR, 40, room)
        label = Label(
            text=sentence,
            font_name=theme.REGULAR,
            font_size=size,
            line_height=1.2,
            text_size=(room[0], None),
        )
        label.refresh()
        assert label.texture.height <= room[1]
