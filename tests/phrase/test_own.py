"""The decks that a person has added."""

from dataclasses import replace
from pathlib import Path

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.phrase.draft import Draft, DraftHead, written, written_head
from mit_trainer.phrase.find import Origin, find
from mit_trainer.phrase.making import Material
from mit_trainer.phrase.own import add_deck, own_decks, write_file
from mit_trainer.places import data_folder

HEAD = DraftHead("Our phrases", "me", "private", "en")


def material(text: str = "Call Maria", head: DraftHead = HEAD) -> Material:
    """Make a deck of one phrase."""
    return Material(written_head(head) + written(Draft(text), "one", head.language), {}, {})


def test_an_added_deck_is_found_again(tmp_path: Path) -> None:
    """It lies in a folder of its name, below its language, and is read with the others."""
    deck, path = add_deck(material(), tmp_path)
    assert path == tmp_path / "en" / "our-phrases" / "deck.toml"
    assert deck.id == "our-phrases"
    assert own_decks(tmp_path, "en") == ((deck,), ())
    assert own_decks(tmp_path, "de") == ((), ())
    assert own_decks(tmp_path / "none", "en") == ((), ())


def test_a_deck_is_replaced_only_when_that_is_wished(tmp_path: Path) -> None:
    """A second one of the same name is refused; replaced, only the new one is there."""
    add_deck(material(), tmp_path)
    with pytest.raises(BadInput, match=r'already a deck "Our phrases".*--replace'):
        add_deck(material("More tea"), tmp_path)
    add_deck(material("More tea"), tmp_path, replace=True)
    (deck,), _ = own_decks(tmp_path, "en")
    assert [phrase.text for phrase in deck.phrases] == ["More tea"]
    assert [path.name for path in tmp_path.iterdir()] == ["en"]


def test_a_deck_with_a_fault_leaves_nothing_behind(tmp_path: Path) -> None:
    """It is refused with its first fault and the number of the others."""
    spoilt = replace(material(), deck=material().deck + "x = 1\ny = 2\n")
    with pytest.raises(BadInput, match=r"line \d+.*1 more fault"):
        add_deck(spoilt, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_deck_does_not_keep_the_others_away(tmp_path: Path) -> None:
    """What cannot be read any more is left out with a sentence."""
    add_deck(material(), tmp_path)
    _, path = add_deck(material(head=replace(HEAD, name="Other")), tmp_path)
    path.write_text("name = ", encoding="utf-8")
    decks, sentences = own_decks(tmp_path, "en")
    assert [deck.name for deck in decks] == ["Our phrases"]
    assert len(sentences) == 1
    assert "was left out: deck.toml, line 1" in sentences[0]


@pytest.mark.parametrize("name", ["deck.txt", "none/deck.toml"])
def test_a_deck_is_written_where_one_can_be(tmp_path: Path, name: str) -> None:
    """Another ending, and a folder that is not there, are refused."""
    with pytest.raises(BadInput, match=r"ends in \.toml, in a folder that exists"):
        write_file(material(), tmp_path / name)


def test_a_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """The second time the name is taken, unless it is to be replaced."""
    write_file(material(), tmp_path / "a.toml")
    with pytest.raises(BadInput, match="already a file"):
        write_file(material(), tmp_path / "a.toml")
    assert write_file(material("More tea"), tmp_path / "a.toml", replace=True)[0].id == "a"


def test_a_phrase_of_an_added_deck_is_found_by_its_words() -> None:
    """Typed anywhere, it is the phrase of the deck, with her stress."""
    own = material().deck.replace("CALL Ma-RI-a", "call Ma-RI-a")
    add_deck(Material(own, {}, {}), data_folder().decks)
    found = find("call Maria")
    assert found.origin is Origin.DECK
    assert [one.stress for one in found.phrase.syllables] == [False, False, True, False]
