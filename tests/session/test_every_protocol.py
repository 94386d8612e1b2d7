"""Every shipped protocol is led through a whole sitting, with somebody who answers.

The patient answers by voice or hand; a carer who fails each step that has a backup at
first brings every step of the file about.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.protocol.reader import read_variants
from mit_trainer.protocol.variant import Level, Manner, Sharing, Variant, Verdict
from mit_trainer.record import AttemptMade, PhraseFinished
from mit_trainer.session.choices import SILENCE_S
from mit_trainer.session.view import Stage
from mit_trainer.simulated.clock import HandClock
from tests.session.rig import Table, opened, phrase

LEVELS = [
    pytest.param(variant, level, id=f"{variant.id}-{level.id}")
    for variant in read_variants(places.VARIANTS)
    for level in variant.levels
]


@pytest.fixture
def clock() -> HandClock:
    """Give a clock that is set by hand."""
    return HandClock()


@pytest.fixture
def table(tmp_path: Path, clock: HandClock) -> Iterator[Table]:
    """Lay a table for one phrase."""
    with opened(tmp_path / "data", clock) as book:
        yield Table(book, clock)


def led(table: Table, variant: Variant, level: Level, *, kind: bool) -> list[AttemptMade]:
    """Lead one phrase through a level; the unkind carer fails what has a backup, once each."""
    word = phrase("LA la", level=(level.takes or (level.id,))[0])
    deck = replace(table._shelves.decks[0], phrases=(word,))
    deck = replace(deck, language=(variant.languages or ("en",))[0])
    table._shelves = replace(table._shelves, decks=(deck,), variants=(variant,))
    table.lay(table.ports)
    runner = table.begin({"variant": variant.id, "level": level.id, SILENCE_S: 2.5})
    failed: set[str] = set()

    def verdict() -> Verdict:
        step = level.step(runner.view().step)
        if kind or step.backup is None or step.id in failed:
            return Verdict.UNDERSTOOD
        failed.add(step.id)
        return Verdict.NOT_YET

    played = table.play(verdict)
    assert not played.notices
    waits = any(step.delay_s for step in level.steps)
    assert (Stage.WAIT in played.stages) is waits
    return table.facts(AttemptMade)


@pytest.mark.parametrize(("variant", "level"), LEVELS)
def test_every_step_of_every_level_really_happens(
    table: Table, variant: Variant, level: Level
) -> None:
    """All steps come, backups too; what the file says is what was sounded, awaited and kept."""
    attempts = led(table, variant, level, kind=False)

    assert {attempt.step for attempt in attempts} == {step.id for step in level.steps}
    for attempt in attempts:
        step = level.step(attempt.step)
        assert (attempt.take is None) is (step.response is None)
        least, most = step.delay_s, max(step.delay_s, step.delay_up_to_s)
        if level.fading is None:
            assert least <= attempt.helps["wait_s"] <= most
        assert (
            attempt.helps["voice"]
            == {
                Sharing.MODEL: 1.0,
                Sharing.UNISON: 1.0,
                Sharing.FADING: step.voice_share,
                Sharing.ALONE: 0.0,
            }[step.sharing]
        )
        if step.response is Manner.DRUMMED:
            assert attempt.taps_s
    ordered = {order.manner for order in table.prompts.ordered}  # type: ignore[attr-defined]
    assert ordered == {cue.manner for step in level.steps for cue in step.cues}
    [finished] = table.facts(PhraseFinished)
    assert not finished.dropped
    with_backup = [step for step in level.steps if step.backup]
    lost = sum(step.points - step.points_after_backup for step in with_backup)
    assert (finished.points, finished.points_max) == (level.points_max - lost, level.points_max)


def test_the_drum_is_answered_by_the_hand_alone(table: Table) -> None:
    """An answer by hand ends when the hand rests, and nobody listens for a voice in it."""
    [variant] = [v for v in read_variants(places.VARIANTS) if v.levels[0].id == "tmr-beat"]
    attempts = led(table, variant, variant.levels[0], kind=True)

    [answered] = [attempt for attempt in attempts if attempt.take is not None]
    assert len(answered.taps_s) == 2
    assert answered.take is not None
    assert answered.take.duration_s < 12.0
    assert table.analyst.given == []  # type: ignore[attr-defined]
