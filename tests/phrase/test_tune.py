"""A tune: something high, something low, and no more than three low ones in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Syllable
from mit_trainer.phrase.tune import chooser, with_a_tune

CHOOSE = chooser(frozenset({"the"}))


def syllables(marks: str) -> list[Syllable]:
    """Make syllables of 0 and 1, each a word."""
    return [Syllable("la", mark == "1", starts_word=True) for mark in marks]


@pytest.mark.parametrize(
    ("before", "after"),
    [("00", "01"), ("111", "101"), ("11", "01"), ("1", "1"), ("00001", "10001"), ("101", "101")],
)
def test_a_tune_goes_up_and_down(before: str, after: str) -> None:
    """All low ends high; all high gives way from the end; a long low beginning starts high."""
    made = with_a_tune(syllables(before), CHOOSE)
    assert "".join(str(int(one.stress)) for one in made) == after


@given(st.text("01", min_size=1, max_size=30))
def test_no_more_than_three_low_syllables_follow_each_other(marks: str) -> None:
    """Whatever the stress of the words, something is high and no low run is longer than three."""
    made = "".join(str(int(one.stress)) for one in with_a_tune(syllables(marks), CHOOSE))
    assert "1" in made
    assert "0000" not in made


def test_an_article_is_not_raised() -> None:
    """Of the words between two high ones a preposition goes up before an article."""
    low = [Syllable(word, stress=False, starts_word=True) for word in ("is", "in", "the", "ga")]
    made = with_a_tune([Syllable("car", True, True), *low, Syllable("rage", True, False)], CHOOSE)
    assert [one.text for one in made if one.stress] == ["car", "in", "rage"]


def test_too_long_a_text_is_refused() -> None:
    """Thirty-one syllables are one too many."""
    with pytest.raises(BadInput, match="31 syllables"):
        with_a_tune(syllables("10" * 15 + "1"), CHOOSE)
