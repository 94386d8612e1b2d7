"""A protocol on paper."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.chart import Text
from mit_trainer.protocol.overview import overview
from mit_trainer.protocol.reader import read_variants
from mit_trainer.protocol.variant import Variant
from mit_trainer.report.faces import faces_in
from mit_trainer.report.protocol_page import pages, rendered

FACES = faces_in(places.FONTS)
VARIANTS = read_variants(places.VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
def test_every_shipped_protocol_fits(variant: Variant) -> None:
    """Steps on the first sheet, sources there or on the second, nothing beyond the margins."""
    laid_out = overview(variant)
    sheets = pages(laid_out, FACES)

    assert len(sheets) in (1, 2)
    for sheet in sheets:
        texts = [shape for shape in sheet.shapes if isinstance(shape, Text)]
        assert min(text.y for text in texts) > 0.05
        assert min(text.size for text in texts) * 297 / 25.4 * 72 >= 5.9
    first = " ".join(shape.text for shape in sheets[0].shapes if isinstance(shape, Text))
    for level in laid_out.levels:
        assert level.heading in first


def test_a_very_long_file_still_fits() -> None:
    """More levels make the type smaller, not the page longer."""
    [long] = [one for one in VARIANTS if len(one.levels) == 4]
    more = tuple(replace(level, id=f"{level.id}-again") for level in long.levels[:2])
    sheets = pages(overview(replace(long, levels=(*long.levels, *more))), FACES)
    assert len(sheets) == 2
    assert min(s.y for sheet in sheets for s in sheet.shapes if isinstance(s, Text)) > 0.05


def test_the_file_can_be_read_and_is_the_same_twice(tmp_path: Path) -> None:
    """Letters stay letters, and no clock is in it."""
    laid_out = overview(VARIANTS[0])
    file = tmp_path / "page.pdf"
    file.write_bytes(rendered(laid_out, "pdf", FACES)[""])

    told = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    said = re.sub(r"\s+", " ", told.stdout)
    assert laid_out.title in said
    assert "Where the numbers come from" in said
    assert rendered(laid_out, "pdf", FACES)[""] == file.read_bytes()


def test_pictures_have_one_file_for_each_sheet() -> None:
    """The second is told apart by its name."""
    [two] = [one for one in VARIANTS if one.default]
    assert list(rendered(overview(two), "png", FACES)) == ["", "-2"]
