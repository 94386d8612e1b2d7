"""Where words are divided, against divisions that dictionaries print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.phrase.division import divide

DIVIDED = (
    "cof-fee wa-ter doc-tor o-pen a-bout ta-ble lit-tle hap-py bath-room rain-ing i-de-a "
    "ra-di-o ham-mer Ma-ri-a ap-ple to-mor-row"
)


@pytest.mark.parametrize("divided", DIVIDED.split())
def test_divides_as_a_dictionary_does(divided: str) -> None:
    """Common words fall apart where a printed dictionary divides them."""
    pieces = divided.split("-")
    assert divide("".join(pieces), len(pieces)) == tuple(pieces)


@given(
    word=st.text("abcdefghijklmnopqrstuvwxyzé'", min_size=1, max_size=20),
    count=st.integers(1, 8),
)
def test_nothing_is_lost(word: str, count: int) -> None:
    """The pieces put together are the word, and there are as many as asked for if it is long."""
    pieces = divide(word, count)
    assert "".join(pieces) == word
    assert len(pieces) == min(count, len(word))
    assert all(pieces)
