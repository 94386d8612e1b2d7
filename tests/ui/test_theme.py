"""Colours can be read, sizes follow the window, files are there."""

from pathlib import Path

import pytest
from PIL import Image

from mit_trainer.ui import theme
from mit_trainer.ui.theme import Sizes

TEXT_ON_GROUND = [
    ("INK", "GROUND"),
    ("INK", "CARD"),
    ("INK", "PALE_BLUE"),
    ("INK", "SKY"),
    ("INK", "PAD"),
    ("QUIET_INK", "GROUND"),
    ("CARD", "DEEP_BLUE"),
    ("CARD", "INK"),
]
MARKS_ON_GROUND = [
    ("BLUE", "PALE_BLUE"),
    ("BLUE", "PAD"),
    ("DEEP_BLUE", "GROUND"),
    ("VERMILLION", "GROUND"),
    ("VERMILLION", "CARD"),
]


def test_contrast_is_that_of_the_web_guidelines() -> None:
    """Black on white is 21:1; Okabe and Ito's blue on white is 5.2:1 (WCAG 2.2's formula)."""
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert theme.contrast("#0072B2", "#FFFFFF") == pytest.approx(5.19, abs=0.02)


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_every_text_stands_at_seven_to_one(ink: str, ground: str) -> None:
    """Text on every ground it is used on reaches the stricter bound of 7:1."""
    assert theme.contrast(getattr(theme, ink), getattr(theme, ground)) >= 7.0


@pytest.mark.parametrize(("mark", "ground"), MARKS_ON_GROUND)
def test_every_line_stands_out(mark: str, ground: str) -> None:
    """Lines and edges that mean something reach 3:1, the bound for marks."""
    assert theme.contrast(getattr(theme, mark), getattr(theme, ground)) >= 3.0


def test_a_unit_is_a_pixel_on_a_ten_inch_tablet() -> None:
    """1280x800 at ten inches has 149 pixels an inch: a target of 96 is 16 mm."""
    sizes = Sizes.of(1280, 800)

    assert sizes == Sizes.of(800, 1280)
    assert sizes.unit == 1.0
    assert sizes.target / 149 * 25.4 >= 15.0


def test_larger_text_leaves_targets_as_they_are() -> None:
    """The largest type is 1.4 times the normal one, and buttons keep their size."""
    normal, largest = (Sizes.of(1280, 800, text) for text in ("normal", "largest"))

    assert largest.body == pytest.approx(1.4 * normal.body)
    assert largest.target == normal.target


def test_every_picture_and_glyph_is_credited_or_our_own() -> None:
    """Each picture is named in the credits; each glyph has its own drawing beside it."""
    folder = Path(theme.picture("ear")).parent
    credited = (folder / "CREDITS.txt").read_text(encoding="utf-8")
    glyphs = Path(theme.glyph("start")).parent

    for file in folder.glob("*.png"):
        assert file.name in credited
    for file in glyphs.glob("*.png"):
        assert file.with_suffix(".svg").is_file()
        with Image.open(file) as image:
            assert image.size == (256, 256)


def test_the_fonts_come_with_their_licence() -> None:
    """Both faces are shipped, and the Open Font License beside them."""
    assert Path(theme.REGULAR).is_file()
    assert Path(theme.BOLD).is_file()
    assert "Open Font License" in (Path(theme.BOLD).parent / "OFL.txt").read_text(encoding="utf-8")
