"""Every screen as it stands on the window: nothing cut off, nothing too small, all in sight."""

from itertools import combinations
from pathlib import Path

import pytest

from mit_trainer.ui.layout import FREE_SHARE, Rect
from mit_trainer.ui.theme import Sizes
from tests.ui.stage import SIZES, Stage

LEAST_TYPE = 15.0
"""Units; smaller type would be unreadable at arm's length.  Charts have their own."""


def rect(widget) -> Rect:
    """Give a widget's place on the window."""
    return Rect(widget.x, widget.y, widget.width, widget.height)


def shown(sheet) -> tuple[list, list, list]:
    """List the buttons, the written words and the free-standing pictures on a screen."""
    from mit_trainer.ui.buttons import PictureButton
    from mit_trainer.ui.pieces import Picture
    from mit_trainer.ui.text import Text

    seen = list(sheet.walk(restrict=True))
    buttons = [widget for widget in seen if isinstance(widget, PictureButton)]
    inside = {id(part) for button in buttons for part in button.walk(restrict=True)}
    texts = [widget for widget in seen if isinstance(widget, Text) and widget.text]
    pictures = [
        widget
        for widget in seen
        if isinstance(widget, Picture) and widget.source and id(widget) not in inside
    ]
    return buttons, texts, pictures


def inside_of(place: Rect, size: tuple[int, int]) -> bool:
    """Say whether a place is wholly on the window, to a hundredth of a pixel."""
    low, right, top = min(place.x, place.y), size[0] - place.right, size[1] - place.top
    return min(low, right, top) >= -0.01


def typeset(word) -> tuple[float, float]:
    """Set a text anew without bounds on its height, and measure it."""
    from kivy.core.text import Label

    label = Label(
        text=word.text,
        font_name=word.font_name,
        font_size=word.font_size,
        line_height=word.line_height,
        text_size=(word.width, None),
    )
    label.refresh()
    longest = max(label.get_extents(part)[0] for part in word.text.split())
    return longest, label.texture.height


def names() -> list[str]:
    """Read the names without importing the gallery, which needs a window."""
    source = (Path(__file__).parent / "gallery.py").read_text(encoding="utf-8")
    listed = source.split("GALLERY:")[1]
    return [line.split('"')[1] for line in listed.splitlines() if line.startswith('    "')]


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Take each of the two sizes of a ten inch tablet."""
    return request.param


@pytest.mark.parametrize(
    ("hand", "text"), [("left", "normal"), ("right", "normal"), ("left", "largest")]
)
@pytest.mark.parametrize("name", names())
def test_a_screen_is_whole(
    stage: Stage, name: str, hand: str, text: str, size: tuple[int, int]
) -> None:
    """Buttons are large, words fit, nothing overlaps, and all stands where it is seen."""
    from tests.ui.gallery import GALLERY

    sheet = stage.show(GALLERY[name](hand, text), size, n_frames=1)
    sizes = Sizes.of(*size, text)
    buttons, texts, pictures = shown(sheet)

    for widget in (*buttons, *texts, *pictures):
        assert inside_of(rect(widget), size), widget
    for button in buttons:
        assert min(button.size) >= 96 * sizes.unit - 0.01, (button.word.text, button.size)
        edge = button.right if hand == "left" else size[0] - button.x
        if not name.startswith("notice"):
            assert edge <= size[0] * (1 - FREE_SHARE) + 0.01, button.word.text
    for one, other in combinations(buttons, 2):
        assert not rect(one).inset(-7.99 * sizes.unit).meets(rect(other).inset(-7.99 * sizes.unit))
    for word in texts:
        assert word.font_size >= LEAST_TYPE * sizes.unit, (word.text, word.font_size)
        wide, high = typeset(word)
        assert wide <= word.width + 1, word.text
        assert high <= word.height + 1, word.text
    inside = {id(part) for button in buttons for part in button.walk(restrict=True)}
    free = [*buttons, *(word for word in texts if id(word) not in inside), *pictures]
    for one, other in combinations(free, 2):
        assert not rect(one).meets(rect(other)), (name, one, other)
    sheet.leave()
