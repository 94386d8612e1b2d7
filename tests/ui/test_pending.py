"""What is on its way comes back on the thread that asks."""

import threading
from concurrent.futures import Future

import pytest

from mit_trainer.ui.pending import Pending, aside


def test_results_and_troubles_come_back_once() -> None:
    """Each future calls back on the poll after it was settled, and never again."""
    pending, heard = Pending(), []
    good: Future[int] = Future()
    bad: Future[int] = Future()
    pending.wait(good, heard.append, heard.append)
    pending.wait(bad, heard.append, lambda error: heard.append(str(error)))

    pending.poll()
    assert heard == []
    good.set_result(1)
    pending.poll()
    bad.set_exception(ValueError("no"))
    pending.poll()
    pending.poll()

    assert heard == [1, "no"]


def test_a_callback_may_wait_for_the_next_thing() -> None:
    """What a callback asks for is not lost."""
    pending, heard = Pending(), []
    first: Future[int] = Future()
    second: Future[int] = Future()
    first.set_result(1)
    second.set_result(2)
    pending.wait(first, lambda _: pending.wait(second, heard.append, heard.append), heard.append)

    pending.poll()
    pending.poll()

    assert heard == [2]


def test_work_aside_is_done_elsewhere() -> None:
    """The work runs on another thread; its error comes with the future."""
    here = threading.current_thread()

    assert aside(threading.current_thread).result(5) is not here
    with pytest.raises(ZeroDivisionError):
        aside(lambda: 1 // 0).result(5)
