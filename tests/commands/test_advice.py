"""Advice at the shell."""

from pathlib import Path

from mit_trainer.commands.advice import lines
from mit_trainer.session.choices import SILENCE_S
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import HELLO, Table, opened


def test_five_good_sittings_speak_for_the_next_level(tmp_path: Path) -> None:
    """After four the answer is to go on, after five the next level is proposed; nothing changes."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO,))
        assert lines(book.ledger, _code(table), simulated=True) == (
            "There is no sitting to look at yet.",
        )
        for _ in range(4):
            table.begin({SILENCE_S: 1.0})
            table.play()
        assert lines(book.ledger, _code(table), simulated=True) == ("Go on as before.",)
        table.begin({SILENCE_S: 1.0})
        table.play()

        [said] = lines(book.ledger, _code(table), simulated=True)

        assert said.startswith("For you to decide: the level Elementary is reached")
        assert said.endswith("Next could be Intermediate.")
        assert table.trainer.settings(table.patient).result(10) == {}
        assert lines(book.ledger, _code(table), simulated=False) == (
            "There is no sitting to look at yet.",
        )


def _code(table: Table) -> str:
    patient = table.patient
    return next(one.code for one in table.trainer.patients().result(10) if one.patient == patient)
