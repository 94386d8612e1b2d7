"""A protocol in words: everything of the file, with where it comes from."""

import re

import pytest

from mit_trainer import places
from mit_trainer.protocol.overview import COLUMNS, overview
from mit_trainer.protocol.reader import default_variant, read_variants
from mit_trainer.protocol.variant import Variant

VARIANTS = read_variants(places.VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
def test_every_step_and_every_source_is_there(variant: Variant) -> None:
    """Nothing of the file is left out, and every number named leads to a source."""
    laid_out = overview(variant)
    for level, part in zip(variant.levels, laid_out.levels, strict=True):
        assert [row[0] for row in part.steps] == [s.id.replace("-", " ") for s in level.steps]
        assert all(len(row) == len(COLUMNS) for row in part.steps)
        assert str(level.points_max or "no points") in part.heading
        for step in level.steps:
            assert any(step.source in line for line in laid_out.sources)
            for remark in step.remarks:
                assert any(f"{remark.source} ({remark.trust}" in line for line in laid_out.sources)
    said = " ".join((*laid_out.facts, *(fact for part in laid_out.levels for fact in part.facts)))
    named = {int(n) for found in re.findall(r"\[([\d, ]+)\]", said) for n in found.split(",")}
    named |= {int(n) for part in laid_out.levels for row in part.steps for n in row[-1].split(",")}
    assert named == set(range(1, len(laid_out.sources) + 1))


def test_the_classic_form_in_words() -> None:
    """Cells of three steps, written by hand."""
    laid_out = overview(default_variant(places.VARIANTS))
    rows = {row[0]: row[1:-1] for part in laid_out.levels for row in part.steps}
    assert rows["unison"] == ("intoned (mouth)", "intoned, together", "guided", "", "4", "1",
                              "leave the phrase")  # fmt: skip
    assert rows["delayed spoken repeat"] == (
        "spoken", "spoken, alone", "none", "6 s", "1", "2 (1)",
        "back to speech song fading, then leave the phrase",
    )  # fmt: skip
    assert rows["introduce"][:2] == ("sprechgesang x2 (clicks)", "nobody")
    assert "90% in each of 5 sittings in a row" in laid_out.levels[0].facts[0]


def test_what_is_from_memory_says_so() -> None:
    """Each source ends with its mark of trust in words."""
    for variant in VARIANTS:
        for line in overview(variant).sources:
            assert re.search(r"\((T|T2|M|I|C): [a-z ]+\)$", line)
