"""What came before a sitting, read from the book."""

from pathlib import Path

from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import SessionStarted
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import HELLO, WATER, Table, opened


def test_a_sitting_is_the_past_of_the_next(tmp_path: Path) -> None:
    """Phrases, their points and how they ended; the next sitting knows how many there were."""
    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(WATER, HELLO))
        table.begin()
        failed = {WATER.id}
        table.play(
            lambda: (
                Verdict.NOT_YET if table.turns[-1].plan.phrase.id in failed else Verdict.UNDERSTOOD
            )
        )

        past = table.trainer.past(table.patient).result(10)

        found = {one.phrase: (one.share, one.dropped) for one in past.phrases}
        assert found == {WATER.id: (0.0, True), HELLO.id: (1.0, False)}
        assert past.finished_at("classic-mit", "elementary") == 1
        assert past.finished_at("classic-mit", "advanced") == 0

        runner = table.trainer.begin(table.patient, {}, past)
        assert runner.started.sittings_before == 1
        assert set(runner.started.why) == {WATER.id, HELLO.id}
        assert runner.started.phrases[-1] == HELLO.id


def test_sittings_of_the_simulated_patient_are_no_past_of_a_person(tmp_path: Path) -> None:
    """Nor do hers count for it."""
    from mit_trainer.session.past import past
    from mit_trainer.session.trainer import Trainer

    clock = HandClock()
    with opened(tmp_path / "data", clock) as book:
        table = Table(book, clock, phrases=(HELLO,))
        table.begin()
        table.play()
        real = Trainer(table.ports, table._shelves, app_version="0", simulated=False)
        assert real.past(table.patient).result(10) == past((), (), simulated=False)
        assert len(table.facts(SessionStarted)) == 1
