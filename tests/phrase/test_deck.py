"""Decks: the shipped one is read as it was written, and every fault has its sentence."""

import hashlib
from pathlib import Path

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import check_deck, read_deck, read_decks
from mit_trainer.places import PHRASES, PICTURES

SHIPPED = PHRASES / "en" / "first-words.toml"

GOOD = """\
name = "Ours"
author = "A. Therapist"
licence = "private"
version = "1"
language = "en"

[[phrase]]
id = "more-tea"
text = "More tea"
notation = "more TEA"
probe = "What now?"
probe_notation = "what NOW"
picture = "water.png"
picture_source = "OpenMoji"
level = "elementary"
item_set = "trained"
function = "food"
formulaic = false
"""


@pytest.fixture
def deck_file(tmp_path: Path) -> Path:
    """Give the place of a deck that is as it should be."""
    path = tmp_path / "ours.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_shipped_deck_is_read_as_written() -> None:
    """Ten phrases of two to four syllables; coffee is low high high low."""
    deck = read_decks(PHRASES, "en")[0]

    assert len(deck.phrases) == 10
    assert {len(phrase.syllables) for phrase in deck.phrases} == {2, 3, 4}
    coffee = next(phrase for phrase in deck.phrases if phrase.id == "i-want-coffee")
    assert [(s.text, s.stress) for s in coffee.syllables] == [
        ("I", False),
        ("want", True),
        ("cof", True),
        ("fee", False),
    ]
    assert coffee.probe is not None
    assert coffee.probe.text == "What do you want to drink?"
    assert deck.content_hash == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()


def test_every_shipped_picture_has_a_credit() -> None:
    """Each picture a phrase names is a file, and the credits name it."""
    credits_file = (PICTURES / "CREDITS.txt").read_text(encoding="utf-8")
    for deck in read_decks():
        for phrase in deck.phrases:
            assert phrase.picture is not None
            assert (PICTURES / phrase.picture).is_file()
            assert phrase.picture in credits_file


def test_no_deck_of_a_language_is_an_answer() -> None:
    """A language without a folder has no decks, and that is not an error."""
    assert read_decks(PHRASES, "xx") == ()


def test_a_good_deck_has_no_fault(deck_file: Path) -> None:
    """The deck that the other tests spoil is good before they do; a mark in front is no fault."""
    assert check_deck(deck_file)[1] == ()
    deck_file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert check_deck(deck_file)[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('function = "food"', 'funktion = "food"', 'line 17: phrase "more-tea": the key "funktion" is not known'),  # noqa: E501
        ('function = "food"', 'function = "fun"', 'line 17: phrase "more-tea": "function" must be "need"'),  # noqa: E501
        ('author = "A. Therapist"\n', "", 'line 1: the key "author" is missing; add it'),
        ('text = "More tea"\n', "", 'line 7: phrase "more-tea": the key "text" is missing; add it'),
        ("more TEA", "more TEE", 'line 10: phrase "more-tea": The syllables "more TEE" do not spell "More tea"'),  # noqa: E501
        ("more TEA", "more tea", "line 10: .* No syllable .* is stressed; write"),
        ("what NOW", "what", "line 12: .* do not spell"),
        ("water.png", "none.png", 'line 13: .*"none.png" is not in the folder'),
        ("water.png", "../../secret.png", 'line 13: .*"picture" must be the plain name'),
        ("water.png", "/etc/x.png", 'line 13: .*"picture" must be the plain name'),
        ("water.png", "a\\\\b.png", 'line 13: .*"picture" must be the plain name'),
        ("more-tea", "../more", 'line 8: .*"id" must be small letters'),
        ("false", '"no"', "line 18: .*true or false"),
        ("[[phrase]]", "[phrase]", "no phrases"),
        ('text = "More tea"', "text = 3", 'line 9: .*"text" must be one line of text'),
        ('"More tea"', '"   "', 'line 9: .*"text" must be one line of text'),
        ('text = "More tea"', "text = More tea", "line 9: not well-formed TOML"),
        ('language = "en"', 'language = "../en"', 'line 5: "language" must be the short code'),
    ],
)  # fmt: skip
def test_names_line_phrase_and_remedy(deck_file: Path, old: str, new: str, sentence: str) -> None:
    """A spoilt deck is refused with its name, the line, the phrase and what to do."""
    assert old in GOOD
    deck_file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput, match=f"ours.toml.*{sentence}"):
        read_deck(deck_file)


def test_finds_every_fault_at_once(deck_file: Path) -> None:
    """Three faults in two phrases come as three sentences, the second id as the fourth."""
    second = GOOD[GOOD.index("[[phrase]]") :].replace("more TEA", "more tea")
    spoilt = GOOD.replace("water.png", "none.png").replace("formulaic = false", "")
    deck_file.write_text(spoilt + second, encoding="utf-8")

    lines = [fault.line for fault in check_deck(deck_file)[1]]

    assert lines == [7, 22, 20]
    deck_file.write_text(spoilt.replace("none.png", "door.png") + second, encoding="utf-8")
    assert "line 8 has the same id" in str(check_deck(deck_file)[1][-1])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", 'the key "name" is missing'),
        (b"#" * 1_000_001, "larger than 1 MB"),
        (b"a = " + b"[" * 5_000, "too deep|not well-formed"),
        (GOOD.encode() + b"[[phrase]]\n" * 1_001, "at most 1000"),
        (b"phrase = 3", "missing"),
        (b"\x00\x01", "not well-formed"),
    ],
)
def test_refuses_hostile_files(deck_file: Path, content: bytes, sentence: str) -> None:
    """What is no deck at all is refused with a sentence, quickly, never with a crash."""
    deck_file.write_bytes(content)
    with pytest.raises(BadInput, match=sentence):
        read_deck(deck_file)


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    """A folder and a missing file are refused with the same sentence."""
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(BadInput, match="no such file"):
            read_deck(path)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"More tea"', '"More tea ☕"', 'line 9: phrase "more-tea": it has a picture sign'),
        ('"More tea"', '"עוד תה"', "line 9: .* right to left"),
        ('"More tea"', '"More\u200btea"', r"line 9: .* unseen sign U\+200B"),
        ('"What now?"', '"What 👍🏽?"', "line 11: .* picture sign"),
        ("more TEA", "LA-" * 59 + "la", "line 10: .* 60 syllables are too many"),
        ("formulaic = false", "formulaic = false\naccept = [0]", 'line 19: .*"accept" must be'),
        ("formulaic = false", 'formulaic = false\naccept = "3"', 'line 19: .*"accept" must be'),
        ('"More tea"', '"' + "x" * 201 + '"', 'line 9: .*"text" must be one line'),
        ('"More tea"', '"More\\u0007tea"', 'line 9: .*"text" must be one line'),
        ('"More tea"', '""', 'line 9: .*"text" must be one line'),
    ],
)  # fmt: skip
def test_hostile_texts_get_a_line_and_a_sentence(
    deck_file: Path, old: str, new: str, sentence: str
) -> None:
    """Emoji, hidden signs, right-to-left and endless text: the line, the phrase, the remedy."""
    assert old in GOOD
    deck_file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=f"ours.toml.*{sentence}"):
        read_deck(deck_file)


def test_a_phrase_may_have_no_picture_and_other_counts(deck_file: Path) -> None:
    """Without a picture nothing is wrong; other counts of syllables are kept."""
    text = GOOD.replace('picture = "water.png"\npicture_source = "OpenMoji"\n', "accept = [3]\n")
    deck_file.write_text(text, encoding="utf-8")
    (phrase,) = read_deck(deck_file).phrases
    assert phrase.picture is None
    assert phrase.accept == (3,)
