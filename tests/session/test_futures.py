"""Futures of what follows."""

from concurrent.futures import Future

import pytest

from mit_trainer.session.futures import then


def test_what_follows_comes_when_the_first_has_come() -> None:
    """With the result changed."""
    first: Future[int] = Future()
    after = then(first, lambda n: n + 1)
    assert not after.done()
    first.set_result(1)
    assert after.result(0) == 2


@pytest.mark.parametrize("first_fails", [True, False])
def test_trouble_of_either_is_passed_on(first_fails: bool) -> None:
    """Whoever waits hears of it."""
    first: Future[int] = Future()
    after = then(first, lambda n: 1 // n)
    if first_fails:
        first.set_exception(ZeroDivisionError())
    else:
        first.set_result(0)
    with pytest.raises(ZeroDivisionError):
        after.result(0)
