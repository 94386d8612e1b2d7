"""What a window may ask of the trainer."""

from dataclasses import replace
from itertools import pairwise

import pytest

from mit_trainer.errors import BadInput
from mit_trainer.record import SessionId, SessionStarted
from mit_trainer.session.choosing import pattern
from mit_trainer.session.trainer import Shelves, Trainer
from mit_trainer.session.view import Stage
from tests.session.rig import CLASSIC, COFFEE, HELLO, WATER, Table, deck, phrase


def test_the_first_run_asks_nobody_for_a_name(table: Table) -> None:
    """Somebody is there at once, and it stays the same one."""
    assert table.trainer.patients().result(10) == ()
    someone = table.trainer.someone().result(10)
    assert table.trainer.someone().result(10) == someone
    (added,) = table.trainer.patients().result(10)
    assert (added.patient, added.code) == (someone, "1")


def test_people_are_added_under_a_code(table: Table) -> None:
    """The last one added is the one who practises; an empty code is none."""
    table.trainer.someone().result(10)
    added = table.trainer.add_patient(" 17 b ").result(10)
    assert table.trainer.someone().result(10) == added
    assert [p.code for p in table.trainer.patients().result(10)] == ["1", "17 b"]
    with pytest.raises(BadInput, match="needs a code"):
        table.trainer.add_patient("  ")


def test_settings_last(table: Table) -> None:
    """The latest value of each counts."""
    table.trainer.change_setting(table.patient, "hand", "right").result(10)
    table.trainer.change_setting(table.patient, "hand", "left").result(10)
    table.trainer.change_setting(table.patient, "tonic_hz", 210.0).result(10)
    assert table.trainer.settings(table.patient).result(10) == {"hand": "left", "tonic_hz": 210.0}


def test_a_sitting_states_everything_that_is_needed_to_go_on(table: Table) -> None:
    """Protocol, level, deck with its fingerprint, phrases in order, style, tone, voice."""
    shelves = Shelves((deck(HELLO, COFFEE, WATER, phrase("LA")),), (CLASSIC,), "nobody")
    table.trainer = Trainer(table.ports, shelves, app_version="9.9", simulated=False)
    runner = table.begin({"tonic_hz": 200.0})
    table.until(Stage.READY)
    (started,) = table.facts(SessionStarted)

    assert started == runner.started
    assert sorted(started.phrases) == ["hel-lo", "i-want-cof-fee", "la", "wa-ter-please-now"]
    assert (started.deck, started.deck_hash) == ("table", "0" * 64)
    assert (started.tonic_hz, started.voice, started.app_version) == (200.0, "nobody", "9.9")
    assert not started.simulated
    assert runner.view().n_phrases == 4
    names = {p.id: p for p in (HELLO, COFFEE, WATER, phrase("LA"))}
    patterns = [pattern(names[name]) for name in started.phrases]  # type: ignore[index]
    assert all(a != b for a, b in pairwise(patterns))


def test_a_finished_sitting_is_summed_up(table: Table) -> None:
    """Four of four points for one phrase, with four answers."""
    table.begin()
    table.play()
    (summary,) = table.trainer.summaries(table.patient).result(10)
    assert (summary.points, summary.points_max, summary.n_phrases) == (4, 4, 1)
    assert summary.points_by_step["probe"] == (1, 1)
    assert table.trainer.unfinished(table.patient).result(10) is None


def test_going_on_keeps_the_tone_and_tempo_with_which_it_began(table: Table) -> None:
    """Settings that were changed meanwhile count from the next sitting on."""
    first = table.begin({"tonic_hz": 200.0}).started
    table.until(Stage.JUDGE)
    table.stop()
    again = table.resume(first.session)
    assert again.started == first
    assert again.view().plan.tonic_hz == 200.0


def test_a_sitting_whose_phrases_or_protocol_are_gone_is_said(table: Table) -> None:
    """In a sentence, with what to do; an unknown sitting too."""
    session = table.begin().started.session
    table.stop()
    gone = {
        "The phrase": Shelves((deck(COFFEE),), (CLASSIC,), "x"),
        "The protocol": Shelves((deck(HELLO),), (replace(CLASSIC, id="other"),), "x"),
    }
    for sentence, shelves in gone.items():
        trainer = Trainer(table.ports, shelves, app_version="0", simulated=True)
        with pytest.raises(BadInput, match=sentence):
            trainer.resume(session, {}).result(10)
    with pytest.raises(BadInput, match="not in the book"):
        table.trainer.resume(SessionId("nowhere"), {}).result(10)


def test_a_finished_sitting_that_is_gone_on_with_says_goodbye_again(table: Table) -> None:
    """Nothing is practised twice."""
    session = table.begin().started.session
    table.play()
    table.resume(session)
    view = table.until(Stage.GOODBYE)
    assert (view.n_done, view.n_phrases) == (1, 1)
