"""When an answer is over, against the clock and the meter's word."""

from math import nan

import pytest

from mit_trainer.protocol.variant import PatienceRow
from mit_trainer.session.waiting import LINGER_S, Now, Waiting

PATIENCE = PatienceRow(4.0, 20.0, 2, 180.0, 0.8, "test", "I")


def waiting(free_s: float = 100.0, quiet_from_s: float = 100.0) -> Waiting:
    """Open a turn at 100 s that ends after four seconds of silence."""
    return Waiting(PATIENCE, 4.0, free_s, quiet_from_s)


@pytest.mark.parametrize(
    ("now_s", "silent_for_s", "then"),
    [
        (101.0, nan, Now.WAIT),  # nobody yet
        (119.9, nan, Now.WAIT),  # and nobody hurries
        (120.0, nan, Now.HELP),
        (103.0, 0.5, Now.WAIT),  # a voice, and a breath
        (103.0, 3.99, Now.WAIT),
        (105.0, 4.0, Now.OVER),
        (105.0, 5.0, Now.WAIT),  # that voice was before the turn
        (150.0, 1.0, Now.WAIT),  # somebody who takes her time
    ],
)
def test_only_silence_after_a_voice_ends_an_answer(
    now_s: float, silent_for_s: float, then: Now
) -> None:
    """Four seconds after the last sound, never by the clock alone."""
    assert waiting().look(now_s, silent_for_s) is then


def test_silence_is_counted_from_the_end_of_the_model() -> None:
    """Whoever has finished before the model is not cut off while it still sounds."""
    turn = waiting(quiet_from_s=110.0)
    assert turn.look(112.0, 6.0) is Now.WAIT
    assert turn.look(114.0, 8.0) is Now.OVER


def test_a_voice_while_the_model_still_helps_is_not_yet_an_answer() -> None:
    """With a model that drops out, only what comes after it is the patient's own."""
    turn = waiting(free_s=103.0, quiet_from_s=105.0)
    assert turn.look(110.0, 8.0) is Now.WAIT  # the last voice was at 102 s
    assert turn.look(110.0, 5.0) is Now.OVER


def test_help_comes_twice_and_then_the_helper_is_asked() -> None:
    """Each spoken instruction gives another twenty seconds; its own sound is no answer."""
    turn = waiting()
    assert turn.look(120.0, nan) is Now.HELP
    turn.helped(123.0)
    assert turn.look(124.0, 1.0) is Now.WAIT  # the loudspeaker, until 123 s
    assert turn.look(127.1, 4.05) is Now.WAIT
    assert turn.look(143.0 + LINGER_S, nan) is Now.HELP
    turn.helped(145.0)
    assert turn.look(165.0, nan) is Now.WAIT
    assert turn.look(165.0 + LINGER_S, nan) is Now.OVER
