"""From the waking screen through a whole sitting and back, by touches alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mit_trainer.errors import AlreadyOpen, NoKeyStore, StoreTrouble
from mit_trainer.record import AttemptMade, JudgementGiven, SessionEnded, SessionStarted
from mit_trainer.session.view import Stage as Moment
from mit_trainer.simulated.clock import HandClock
from mit_trainer.ui.parts import Wish
from tests.session.rig import HELLO, Table, opened
from tests.ui.journey import Journey
from tests.ui.stage import Finger, Stage

Begin = Callable[..., Journey]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """Lay a table with one phrase of two syllables."""
    clock = HandClock()
    with opened(tmp_path / "records", clock) as book:
        yield Table(book, clock, phrases=(HELLO,))


@pytest.fixture
def begin(stage: Stage, finger: Finger, table: Table) -> Iterator[Begin]:
    """Set out on a journey; the window is left at rest."""
    journeys: list[Journey] = []

    def begin(**more: object) -> Journey:
        journeys.append(Journey(stage, finger, table, **more))
        return journeys[-1]

    yield begin
    for journey in journeys:
        journey.sheet.leave()


def test_the_trainer_wakes_into_the_first_screen(begin: Begin, table: Table) -> None:
    """On the first run somebody is added without a question, and the button is there."""
    journey = begin().open()

    assert journey.shown == "HomeSheet"
    assert journey.sheet.main is journey.sheet.begin
    assert [one.code for one in table.trainer.patients().result(5)] == ["1"]


def test_a_whole_sitting_by_touches(begin: Begin, table: Table) -> None:
    """From start to goodbye with three kinds of touches; all of it is in the book."""
    journey = begin().open()
    journey.touch(journey.sheet.begin)
    journey.until(lambda: journey.shown == "PracticeSheet")
    journey.practise_until(Moment.GOODBYE)
    journey.until(lambda: journey.shown == "GoodbyeSheet")
    journey.touch(journey.sheet.home)
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)

    (summary,) = table.trainer.summaries(journey.guide.person.patient).result(5)
    assert (summary.points, summary.points_max) == (4, 4)
    judged = table.facts(JudgementGiven, summary.session)
    assert {fact.by for fact in judged} == {"carer"}
    assert [fact.why for fact in table.facts(SessionEnded, summary.session)] == ["finished"]
    assert journey.guide.person.unfinished is None


def test_stop_ends_kindly(begin: Begin, table: Table) -> None:
    """Stop in the middle leads to the same goodbye as a whole sitting, and all is kept."""
    journey = begin().open()
    journey.touch(journey.sheet.begin)
    journey.practise_until(Moment.JUDGE)
    session = journey.guide._sitting._runner.started.session
    journey.touch(journey.sheet.stop)
    journey.until(lambda: journey.shown == "GoodbyeSheet")
    journey.touch(journey.sheet.home)
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)

    assert [fact.why for fact in table.facts(SessionEnded, session)] == ["stopped"]
    assert len(table.facts(AttemptMade, session)) == 2  # hum and listen, sing together


def test_a_sitting_that_broke_off_goes_on_where_it_was(begin: Begin, table: Table) -> None:
    """After the program died, the huge button goes on with the same sitting."""
    first = begin().open()
    first.touch(first.sheet.begin)
    first.practise_until(Moment.JUDGE)
    session = first.guide._sitting._runner.started.session
    table.microphone.stop()  # a killed program tells nobody

    journey = begin().open()
    assert journey.guide.person.unfinished == session
    assert journey.sheet.anew.parent
    journey.touch(journey.sheet.begin)
    journey.practise_until(Moment.JUDGE)
    assert journey.guide._sitting._runner.started.session == session


def test_closing_the_window_keeps_everything(begin: Begin, table: Table) -> None:
    """A window closed in the middle of an answer ends the sitting and keeps the answer."""
    journey = begin().open()
    journey.touch(journey.sheet.begin)
    journey.practise_until(Moment.TOGETHER)
    started = journey.guide._sitting._runner.started

    journey.guide.close()

    assert journey.n_closed == 1
    assert table.facts(SessionStarted, started.session)
    assert [fact.why for fact in table.facts(SessionEnded, started.session)] == ["stopped"]
    assert table.facts(AttemptMade, started.session)


def test_a_window_closed_while_the_trainer_wakes_leaves_nothing_open(begin: Begin) -> None:
    """What was still being opened is closed, too, and nothing is said about it."""
    journey = begin()
    journey.guide.open(Wish())

    journey.guide.close()

    assert journey.n_closed == 1


def test_no_microphone_offers_the_simulated_patient(begin: Begin) -> None:
    """The notice offers to try again, the simulated patient, and to leave; each does so."""
    journey = begin(microphone_trouble="No microphone.").open()
    assert journey.shown == "NoticeSheet"
    again, _, leave = journey.sheet.answers

    journey.touch(leave)
    assert journey.n_finished == 1
    journey.touch(again)
    journey.until(lambda: journey.shown == "NoticeSheet" and journey.sheet.answers[0] is not again)
    journey.touch(journey.sheet.answers[1])
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)

    assert journey.wishes == [Wish(), Wish(), Wish(simulated=True)]
    assert journey.n_closed == 2  # each opening before was closed first
    assert journey.sheet.robot.source


def test_no_key_store_offers_a_key_file(begin: Begin) -> None:
    """Choosing the key file opens the trainer with one."""

    def opening(wish: Wish) -> None:
        if not wish.key_file:
            raise NoKeyStore("This computer offers no key store.")

    journey = begin(opening=opening).open()
    assert journey.shown == "NoticeSheet"
    journey.touch(journey.sheet.answers[0])
    journey.until(lambda: journey.shown == "HomeSheet" and journey.sheet.main is not None)

    assert journey.wishes[-1] == Wish(key_file=True)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (AlreadyOpen("x"), "The trainer is already open in another window."),
        (StoreTrouble("No room in /data; free some."), "No room in /data; free some."),
    ],
)
def test_a_trouble_at_the_door_is_told_calmly(
    begin: Begin, error: StoreTrouble, sentence: str
) -> None:
    """What a person can mend is one sentence on a calm screen, with a way out."""

    def opening(_: Wish) -> None:
        raise error

    journey = begin(opening=opening).open()

    assert journey.shown == "NoticeSheet"
    assert journey.sheet.sentence.text.startswith(sentence)
    journey.touch(journey.sheet.answers[-1])
    assert journey.n_finished == 1


def test_a_defect_of_ours_is_not_hidden(begin: Begin) -> None:
    """Anything but our own family of errors ends the program with its traceback."""

    def opening(_: Wish) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begin(opening=opening).open()


def test_the_helper_is_deaf_while_the_trainer_wakes(begin: Begin) -> None:
    """The gear leads nowhere before there is anything behind it."""
    journey = begin()

    journey.guide._helper()

    assert journey.shown == "HomeSheet"
