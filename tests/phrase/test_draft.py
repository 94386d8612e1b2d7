"""Phrases as they are typed, written as a deck."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.errors import BadInput
from mit_trainer.phrase.draft import Draft, DraftHead, slug, written, written_head
from mit_trainer.phrase.notation import read_notation


def phrase(draft: Draft, language: str = "en") -> dict[str, object]:
    """Write a draft and read it as TOML."""
    (table,) = tomllib.loads(written(draft, "x", language))["phrase"]
    return dict(table)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Call Maria", "call-maria"),
        ("  Où sont mes clés\u00a0? ", "ou-sont-mes-cles"),
        ("Große Straße", "grosse-strasse"),
        ("¡Qué día!", "que-dia"),
        ("😀", ""),
        ("a" * 100, "a" * 60),
    ],
)
def test_an_id_is_made_of_plain_letters(text: str, identity: str) -> None:
    """Accents, signs and capitals go; an id has at most sixty letters."""
    assert slug(text) == identity


def test_what_is_left_out_is_filled_in() -> None:
    """Syllables by the rules, the level by their number, a question that always fits."""
    made = phrase(Draft("Call Maria"))
    assert made["notation"] == "CALL Ma-RI-a"
    assert made["level"] == "intermediate"
    assert made["probe"] == "What did you say?"
    assert made["item_set"] == "trained"
    assert made["formulaic"] is False
    assert "picture" not in made


@pytest.mark.parametrize(
    ("text", "level"),
    [("Tea", "elementary"), ("more tea please", "elementary"),
     ("I would like to see the river", "advanced")],
)  # fmt: skip
def test_the_level_follows_the_length(text: str, level: str) -> None:
    """Two or three syllables are elementary, four to six intermediate, more are advanced."""
    assert phrase(Draft(text))["level"] == level


def test_words_that_only_a_sign_parts_are_two() -> None:
    """A missing space after a comma is put in."""
    made = phrase(Draft("yes,please", probe="Tea?Coffee?"))
    assert (made["text"], made["notation"]) == ("yes, please", "yes PLEASE")
    assert made["probe"] == "Tea? Coffee?"


def test_the_therapist_is_right() -> None:
    """What she writes herself stays as she writes it."""
    made = phrase(
        Draft(
            'Say "hello"', "say HEL-lo", "What now?", "WHAT now", "a.png", "mine", "my level",
            "Untrained other pattern", "Social", "Yes",
        )
    )  # fmt: skip
    assert made["text"] == 'Say "hello"'
    assert made["notation"] == "say HEL-lo"
    assert made["probe_notation"] == "WHAT now"
    assert (made["level"], made["item_set"]) == ("my-level", "untrained-other-pattern")
    assert (made["function"], made["formulaic"]) == ("social", True)
    assert (made["picture"], made["picture_source"]) == ("a.png", "mine")


@pytest.mark.parametrize(
    ("draft", "language", "sentence"),
    [
        (Draft("la " * 60), "en", "60 syllables"),
        (Draft("tea ☕"), "en", "emoji"),
        (Draft("more\u200btea"), "en", r"unseen sign U\+200B"),
        (Draft("שלום"), "en", "right to left"),
        (Draft("tea", "TE"), "en", "do not spell"),
        (Draft("tea", function="fun"), "en", '"fun" is no function; write need'),
        (Draft("tea", item_set="some"), "en", '"some" is no set'),
        (Draft("tea", formulaic="perhaps"), "en", "yes or no"),
        (Draft("buongiorno"), "it", "no probe question"),
        (Draft("buongiorno", probe="Che?"), "it", "divided by itself"),
        (Draft("tea", probe="שלום"), "en", "right to left"),
    ],
)
def test_what_cannot_be_practised_gets_a_sentence(
    draft: Draft, language: str, sentence: str
) -> None:
    """Too long, emoji, unseen signs, other scripts, and words that are no choice."""
    with pytest.raises(BadInput, match=sentence):
        written(draft, "x", language)


def test_a_head_is_checked() -> None:
    """A name that would turn the line around, and a language that is none, are refused."""
    for head in (
        DraftHead("a\u202eb", "me", "private", "en"),
        DraftHead("mine", "me", "private", "../en"),
        DraftHead("", "me", "private", "en"),
    ):
        with pytest.raises(BadInput, match="cannot be named so"):
            written_head(head)


@given(
    st.lists(
        st.sampled_from(["more", "tea", "Maria", "please,", "garden?", "O'Brien"]),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_written_can_be_read(words: list[str]) -> None:
    """The notation that is written spells the text."""
    made = phrase(Draft(" ".join(words)))
    assert read_notation(str(made["notation"]), str(made["text"]))
