"""Proposals in plain words, with the sittings behind them."""

from datetime import UTC, datetime

from mit_trainer import places
from mit_trainer.progress import Point
from mit_trainer.protocol.reader import default_variant
from mit_trainer.record import SessionId
from mit_trainer.session.advising import Kind, Proposal
from mit_trainer.ui.advice import sentence, sentences
from mit_trainer.ui.words import read_words

WORDS = read_words(places.WORDS, "en")
CLASSIC = default_variant(places.VARIANTS)


def point(number: int, value: float) -> Point:
    """One sitting with its score."""
    when = datetime(2026, 1, number, tzinfo=UTC)
    return Point(SessionId(f"s{number}"), number, when, value, 10, 10)


def test_every_kind_has_a_sentence_that_leaves_the_decision() -> None:
    """Each names the sittings that led to it."""
    for kind in Kind:
        proposal = Proposal(kind, "elementary", "intermediate", (point(3, 91.6), point(4, 95.0)))
        said = sentence(WORDS, CLASSIC, proposal)
        assert said.startswith("For you to decide")
        assert "sittings 3 to 4: 92, 95 %" in said


def test_phrases_left_in_a_row_are_the_reason_when_they_are() -> None:
    """The number of phrases is said instead of scores."""
    proposal = Proposal(Kind.EASIER, "intermediate", "elementary", (point(3, 80.0),), dropped=3)
    said = sentences(WORDS, CLASSIC, [proposal])
    assert "3 phrases in a row" in said
    assert "Elementary" in said
