"""Facts on their way into a book that may refuse."""

from concurrent.futures import Future

from mit_trainer.errors import StoreTrouble
from mit_trainer.record import Entry, Fact, PatientAdded, PatientId
from mit_trainer.session.outbox import Outbox
from mit_trainer.simulated.clock import HandClock


class SlowBook:
    """Answers when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[Fact, ...], Future[tuple[Entry, ...]]]] = []

    def append(self, *facts: Fact) -> "Future[tuple[Entry, ...]]":
        """Take note, and leave it open."""
        future: Future[tuple[Entry, ...]] = Future()
        self.asked.append((facts, future))
        return future


def fact(code: str) -> PatientAdded:
    """State something."""
    return PatientAdded(PatientId(code), code)


def test_acts_go_in_order_one_at_a_time() -> None:
    """The second is not even asked before the first is in."""
    book, clock = SlowBook(), HandClock()
    outbox = Outbox(book, clock)  # type: ignore[arg-type]
    first, second = outbox.put(fact("a")), outbox.put(fact("b"), fact("c"))
    assert [facts for facts, _ in book.asked] == [(fact("a"),)]
    assert not outbox.kept(first)

    book.asked[0][1].set_result(())
    outbox.tick()
    assert outbox.kept(first)
    assert not outbox.kept(second)
    assert book.asked[1][0] == (fact("b"), fact("c"))
    book.asked[1][1].set_result(())
    outbox.tick()
    assert outbox.kept(second)
    assert outbox.empty


def test_a_refusal_is_told_and_tried_again_before_anything_later() -> None:
    """After two seconds, with the same facts, and the trouble is over when it went in."""
    book, clock = SlowBook(), HandClock()
    outbox = Outbox(book, clock)  # type: ignore[arg-type]
    ticket = outbox.put(fact("a"))
    outbox.put(fact("b"))
    book.asked[0][1].set_exception(StoreTrouble("full"))
    outbox.tick()
    assert outbox.trouble
    assert not outbox.empty
    clock.advance(1.9)
    outbox.tick()
    assert len(book.asked) == 1
    clock.advance(0.2)
    outbox.tick()
    assert book.asked[1][0] == (fact("a"),)

    book.asked[1][1].set_result(())
    outbox.tick()
    assert (outbox.kept(ticket), outbox.trouble) == (True, False)
    assert book.asked[2][0] == (fact("b"),)
