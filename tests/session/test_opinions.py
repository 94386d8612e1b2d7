"""Opinions that come, come late, or do not come."""

from concurrent.futures import Future

import numpy as np

from mit_trainer.capture.take import Sound, Take
from mit_trainer.errors import WorkerTrouble
from mit_trainer.grading.model import Grade
from mit_trainer.ports import Answer
from mit_trainer.protocol.variant import Manner
from mit_trainer.record import AttemptId, OpinionGiven
from mit_trainer.session.opinions import Opinions
from mit_trainer.session.outbox import Outbox
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import HELLO, BareAnalyst
from tests.session.test_outbox import SlowBook
from tests.session.test_position import spec

TAKE = Take(Sound(np.zeros(480, dtype=np.float32), 48000), 1.0)
ANSWER = Answer(TAKE, spec().plan(HELLO), Manner.INTONED, None, 0.0, prompt_heard=False)


class SlowAnalyst:
    """Answers when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[Future[Grade]] = []

    def grade(self, answer: Answer) -> "Future[Grade]":
        """Take note."""
        self.asked.append(Future())
        return self.asked[-1]


def test_an_opinion_is_kept_when_it_comes_with_null_for_what_is_missing() -> None:
    """The object in the book is the one that a shell would print."""
    book, analyst = SlowBook(), SlowAnalyst()
    outbox = Outbox(book, HandClock())  # type: ignore[arg-type]
    opinions = Opinions(spec(), analyst, outbox)
    opinions.ask(AttemptId("a"), ANSWER)
    opinions.tick()
    assert (opinions.pending, book.asked) == (True, [])

    analyst.asked[0].set_result(BareAnalyst().grade(ANSWER).result(0))
    opinions.tick()
    ((fact,), _) = book.asked[0]
    assert isinstance(fact, OpinionGiven)
    assert (fact.attempt, fact.grader, fact.grade["speech_index"]) == ("a", "bare", None)
    assert list(fact.grade)[:4] == ["grader", "phrase", "language", "manner"]
    assert opinions.of(AttemptId("a")) is not None
    assert opinions.of(AttemptId("b")) is opinions.of(None) is None


def test_an_answer_that_cannot_be_listened_to_is_said_and_costs_nothing() -> None:
    """The sitting goes on by the human's word; the next opinion ends the trouble."""
    book, analyst = SlowBook(), SlowAnalyst()
    opinions = Opinions(spec(), analyst, Outbox(book, HandClock()))  # type: ignore[arg-type]
    opinions.ask(AttemptId("a"), ANSWER)
    opinions.ask(AttemptId("b"), ANSWER)
    analyst.asked[0].set_exception(WorkerTrouble("it died"))
    opinions.tick()
    assert (opinions.trouble, opinions.pending, book.asked) == (True, True, [])
    analyst.asked[1].set_result(BareAnalyst().grade(ANSWER).result(0))
    opinions.tick()
    assert (opinions.trouble, opinions.pending) == (False, False)
