"""A sitting through the runner: what is shown, what moves it, what it keeps."""

from itertools import pairwise

import numpy as np
import pytest

from mit_trainer.capture.tap import Tap
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import (
    AttemptMade,
    JudgementGiven,
    OpinionGiven,
    PhraseFinished,
    SessionEnded,
    SessionStarted,
)
from mit_trainer.session.view import Press, Stage
from tests.session.rig import LEAD_S, TICK_S, Table


def test_a_sitting_runs_from_the_first_press_to_the_goodbye(table: Table) -> None:
    """Everything understood at the first try earns every point, and all of it is kept."""
    table.begin()
    played = table.play()

    attempts = table.facts(AttemptMade)
    assert [a.step for a in attempts] == ["listen", "unison", "fading", "repeat", "probe"]
    assert [a.take is not None for a in attempts] == [False, True, True, True, True]
    assert [(j.points, j.points_max) for j in table.facts(JudgementGiven)] == [(1, 1)] * 4
    (finished,) = table.facts(PhraseFinished)
    assert (finished.points, finished.points_max, finished.dropped) == (4, 4, False)
    assert [e.why for e in table.facts(SessionEnded)] == ["finished"]
    assert len(table.facts(OpinionGiven)) == 4
    assert (played.n_judged, played.notices) == (4, frozenset())


def test_nothing_moves_before_the_button_and_the_record_comes_first(table: Table) -> None:
    """The sitting is in the book before the first button is offered; then it waits."""
    runner = table.begin()
    view = table.until(Stage.READY)

    assert view.press is Press.START
    (started,) = table.facts(SessionStarted)
    assert (started.variant, started.level, started.phrases) == (
        "classic-mit",
        "elementary",
        ("hel-lo",),
    )
    for _ in range(200):
        runner.tick()
        table.clock.advance(1.0)
    assert runner.view().stage is Stage.READY


def test_an_answer_is_kept_before_anybody_is_asked_to_judge_it(table: Table) -> None:
    """When the judgement is asked for, the attempt and its recording are on the disk."""
    table.begin()
    table.until(Stage.JUDGE)

    kept = table.facts(AttemptMade)[-1].take
    assert kept is not None
    sound = table.book.takes.read(kept)
    assert sound.duration_s == pytest.approx(kept.duration_s)
    assert np.max(np.abs(sound.samples)) > 0.05


def test_the_hint_is_shown_only_after_the_human_has_judged(table: Table) -> None:
    """The machine's opinion cannot colour the human's."""
    runner = table.begin()
    view = table.until(Stage.JUDGE)
    for _ in range(50):
        view = table.tick()
        assert view.hint is None
    assert table.facts(OpinionGiven)  # it had long come
    runner.judge(Verdict.NEARLY, "carer")

    hints = [table.tick().hint for _ in range(20)]
    assert hints[-1] is not None
    assert hints[-1].grader == "bare"
    assert table.until(Stage.JUDGE).hint is None


def test_the_humans_word_moves_on_and_is_kept_as_it_was_said(table: Table) -> None:
    """Nearly is not passed: the same step is tried again, the word itself is in the book."""
    table.begin()
    table.judge(Verdict.NEARLY)
    table.until(Stage.JUDGE)

    (judgement,) = table.facts(JudgementGiven)
    assert (judgement.verdict, judgement.by, judgement.points) == ("nearly", "carer", 0)
    tries = [(a.step, a.try_number) for a in table.facts(AttemptMade)]
    assert tries == [("listen", 1), ("unison", 1), ("unison", 2)]


def test_four_tries_without_success_leave_the_phrase_kindly(table: Table) -> None:
    """The phrase is dropped and counts four points that could have been earned."""
    table.begin()
    table.play(lambda: Verdict.NOT_YET)

    (finished,) = table.facts(PhraseFinished)
    assert (finished.points, finished.points_max, finished.dropped) == (0, 4, True)
    assert len(table.facts(JudgementGiven)) == 4


def test_each_step_is_announced_by_its_spoken_instruction(table: Table) -> None:
    """Nobody needs to read: the words are spoken before the step, and named for the screen."""
    table.speak_instructions()
    table.begin()
    spoken = []
    for _ in range(4):
        view = table.until(Stage.INSTRUCTION)
        assert view.press is Press.NOTHING
        spoken.append(view.instruction)
        table.judge()

    assert spoken == ["listen", "sing-on-alone", "sing-after", "answer-the-question"]


def test_light_follows_the_sound(table: Table) -> None:
    """Each syllable is lit from its beat on, by the time at which the card says it is heard."""
    table.begin()
    table.until(Stage.TOGETHER)
    lit: dict[int, float] = {}
    while (view := table.tick()).stage is Stage.TOGETHER:
        if view.lit is not None:
            lit.setdefault(view.lit, table.clock.monotonic_s() - TICK_S)
    playback = table.speaker.sounded[-1]
    onsets_s = [note.onset_s for note in table.turns[-1].plan.syllables]

    for index, onset_s in enumerate(onsets_s):
        due_s = playback.ends_s - playback.sound.duration_s + LEAD_S + onset_s
        assert due_s <= lit[index] <= due_s + 2 * TICK_S


def test_the_hand_pulses_once_through_the_patients_own_turn(table: Table) -> None:
    """At repetition no voice helps, but the hand beats every syllable once."""
    table.begin()
    for _ in range(2):
        table.judge()
    view = table.until(Stage.YOUR_TURN, "repeat")
    assert (view.taps_shown, view.taps_wanted) == (True, True)
    lit = [view.lit]
    while (view := table.tick()).stage is Stage.YOUR_TURN:
        lit.append(view.lit)

    changes = [after for before, after in pairwise(lit) if after != before]
    assert changes == [0, 1, None]


def test_taps_count_while_they_are_wanted(table: Table) -> None:
    """A tap 80 ms after each syllable is kept at its place in the recording."""
    runner = table.begin()
    runner.tap(Tap(table.clock.monotonic_s(), 0.001, "too soon"))
    table.judge()
    attempt = table.facts(AttemptMade)[-1]

    assert len(attempt.taps_s) == 2
    assert attempt.taps_uncertain_s == pytest.approx(0.001)
    first_s, second_s = attempt.taps_s
    assert second_s - first_s == pytest.approx(1.25, abs=0.01)  # HEL is stressed
    (given,) = table.analyst.given  # type: ignore[attr-defined]
    assert given.taps_s == attempt.taps_s
    assert given.prompt_heard


def test_taps_that_nobody_asked_for_are_no_taps(table: Table) -> None:
    """The probe question is answered without the hand; the analyst hears that it was so."""
    table.begin()
    for _ in range(4):
        table.judge()
    given = table.analyst.given[-1]  # type: ignore[attr-defined]

    assert given.taps_s is None
    assert not given.prompt_heard
    assert table.facts(AttemptMade)[-1].cues == ()


def test_the_record_says_what_helped(table: Table) -> None:
    """The cues of each step of the classic form, as its file gives them."""
    table.begin()
    table.play()

    assert [(a.step, a.cues) for a in table.facts(AttemptMade)] == [
        ("listen", ("voice", "light", "hand", "clicks")),
        ("unison", ("voice", "light", "hand", "mouth")),
        ("fading", ("voice", "light", "hand", "mouth")),
        ("repeat", ("light", "hand")),
        ("probe", ()),
    ]
    assert [(a.step, a.helps["voice"], a.helps["melody"]) for a in table.facts(AttemptMade)] == [
        ("listen", 1.0, 1.0),
        ("unison", 1.0, 1.0),
        ("fading", 0.5, 1.0),
        ("repeat", 0.0, 1.0),
        ("probe", 0.0, 1.0),
    ]


def test_the_large_button_ends_an_answer(table: Table) -> None:
    """Whoever is done need not wait for the silence."""
    runner = table.begin()
    for _ in range(2):
        table.judge()
    table.until(Stage.YOUR_TURN, "repeat")
    while table.tick().press is not Press.DONE:  # the button comes with the turn
        pass
    since_s = table.clock.monotonic_s()
    runner.press()
    table.until(Stage.JUDGE)

    assert table.clock.monotonic_s() - since_s < 0.2


@pytest.mark.parametrize("n_judged", [0, 1, 2, 3])
def test_words_at_the_wrong_time_change_nothing(table: Table, n_judged: int) -> None:
    """A judgement nobody waits for, or a press on no button, is not kept for later."""
    table.speak_instructions()
    runner = table.begin()
    for _ in range(n_judged):
        table.judge()
    table.until(Stage.INSTRUCTION)
    runner.judge(Verdict.NOT_YET, "carer")
    runner.press()
    table.until(Stage.JUDGE)

    assert len(table.facts(JudgementGiven)) == n_judged
