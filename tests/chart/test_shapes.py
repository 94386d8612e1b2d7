"""Widths of texts are estimated without a font, and never too small."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.chart import PAPER, Role
from mit_trainer.chart.shapes import text_width
from mit_trainer.report.faces import faces_in

FACES = faces_in(places.FONTS)
LETTERS = string.ascii_letters + string.digits + " .,:;'%/()-äöüßéñŁő…"


@settings(deadline=None)  # shared computers stall
@given(st.text(LETTERS, min_size=4), st.booleans())
def test_the_estimate_is_at_least_the_real_width(text: str, bold: bool) -> None:
    """Whatever is written, the font of the screens needs no more room than was left for it."""
    # Bold capitals may be a hair wider one by one; a text of a few letters never is.
    assert text_width(text, 1.0, 1.0) >= 0.97 * FACES.width(text, bold=bold)


def test_the_estimate_is_not_wasteful() -> None:
    """A plain sentence is estimated at most a fifth wider than it is."""
    sentence = "criterion: 90 % in each of 5 sessions in a row"

    assert text_width(sentence, 1.0, 1.0) <= 1.2 * FACES.width(sentence)


def test_a_wider_chart_makes_a_text_relatively_narrower() -> None:
    """Sizes are fractions of the height, so twice the aspect is half the share of the width."""
    assert text_width("session", 0.05, 4.0) == pytest.approx(text_width("session", 0.05, 2.0) / 2)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: Role, other: Role) -> float:
    light, dark = sorted((_luminance(PAPER[one]), _luminance(PAPER[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [Role.PAPER, Role.NOTICE, Role.CRITERION])
def test_text_stands_out_from_every_ground_it_is_written_on(ground: Role) -> None:
    """Ink reaches the 7:1 of WCAG 2.2, success criterion 1.4.6."""
    assert _contrast(Role.INK, ground) >= 7.0


@pytest.mark.parametrize(
    "mark", [Role.TRAINED, Role.UNTRAINED, Role.INDEX, Role.ANSWER, Role.PHASE]
)
def test_marks_stand_out_from_the_paper(mark: Role) -> None:
    """Lines and dots reach the 3:1 of WCAG 2.2, success criterion 1.4.11."""
    assert _contrast(mark, Role.PAPER) >= 3.0


def test_every_role_has_a_colour() -> None:
    """No painter will look in vain."""
    assert set(PAPER) == set(Role)
