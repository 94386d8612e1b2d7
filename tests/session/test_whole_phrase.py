"""The trainer's own core: one phrase goes the whole road, and the points are a number here.

A simulated microphone hears a voice whose syllables are known, a simulated hand taps, and
the real machine, recording, vault, analysis, grading and book do their work.
"""

from collections.abc import Iterator
from concurrent.futures import Future

import msgspec
import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.capture.take import Take
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.ports import Answer
from mit_trainer.protocol.variant import Verdict
from mit_trainer.record import (
    AttemptMade,
    JudgementGiven,
    OpinionGiven,
    PhraseFinished,
    SessionEnded,
)
from mit_trainer.session.choices import SILENCE_S
from mit_trainer.simulated.clock import HandClock
from mit_trainer.simulated.voice import Performance
from tests.session.rig import BEATS, PERFECT, WATER, Script, Table, opened

# "WA ter please NOW" without its third syllable, the others in their places.
WITHOUT_PLEASE = Performance(starts_after_s=0.05, left_out=(2,), pauses_s=((3, 1.0),))
THREE_OF_FOUR = [True, True, False, True]
# The ear finds 95 % of the vowel starts of a clear intoned voice within this.
NEAR_S = 0.05


class Listening:
    """An analyst that listens here and now, with the real ear."""

    def __init__(self) -> None:
        self._rubric = default_rubric(places.RUBRICS)

    def grade(self, answer: Answer) -> "Future[Grade]":
        """Listen at once."""
        heard: Future[Grade] = Future()
        heard.set_result(
            grade_take(
                answer.take,
                answer.plan,
                answer.manner,
                answer.taps_s,
                answer.taps_uncertain_s,
                prompt_heard=answer.prompt_heard,
                rubric=self._rubric,
            )
        )
        return heard


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Lead one phrase of four syllables down the whole road, with a real ear."""
    clock = HandClock()
    with opened(tmp_path_factory.mktemp("road") / "data", clock) as book:
        table = Table(book, clock, phrases=(WATER,), analyst=Listening())
        table.script = Script(
            default=PERFECT,
            at={
                (WATER.id, "unison", 1): WITHOUT_PLEASE,
                (WATER.id, "repeat", 1): WITHOUT_PLEASE,
            },
        )
        table.begin({SILENCE_S: 4.0})  # as the protocol says: a gap is no end
        table.play(lambda: carer(table))
        yield table


def carer(table: Table) -> Verdict:
    """Judge by what was really sung: nearly, when a syllable was missing."""
    missing = table.script.of(table.turns[-1]) is WITHOUT_PLEASE
    return Verdict.NEARLY if missing else Verdict.UNDERSTOOD


def test_one_phrase_goes_the_whole_road(table: Table) -> None:
    """Unison at the second try, fading at the first, repetition missed: two points of four."""
    (finished,) = table.facts(PhraseFinished)
    assert (finished.points, finished.points_max, finished.dropped) == (2, 4, True)
    judged = [(j.verdict, j.points) for j in table.facts(JudgementGiven)]
    assert judged == [("nearly", 0), ("understood", 1), ("understood", 1), ("nearly", 0)]
    steps = [(a.step, a.try_number) for a in table.facts(AttemptMade)]
    assert steps == [("listen", 1), ("unison", 1), ("unison", 2), ("fading", 1), ("repeat", 1)]
    (summary,) = table.trainer.summaries(table.patient).result(10)
    assert (summary.points, summary.points_max, summary.n_answers) == (2, 4, 4)
    assert [e.why for e in table.facts(SessionEnded)] == ["finished"]


def test_what_was_sung_is_what_was_heard(table: Table) -> None:
    """Three of four syllables at the repetition, each at its pitch, its place and its tap."""
    attempt = table.facts(AttemptMade)[-1]
    grades = {o.attempt: o.grade for o in table.facts(OpinionGiven)}
    assert len(grades) == 4
    grade = grades[attempt.attempt]
    assert (grade["syllables_expected"], grade["syllables_found"]) == (4, 3)
    found = [s["found"] for s in grade["syllables"]]
    assert found == THREE_OF_FOUR
    steps_st = [s["pitch_st"] for s in grade["syllables"] if s["found"]]
    np.testing.assert_allclose(np.diff(steps_st), [-3.0, 3.0], atol=0.3)
    assert grade["syllables"][2]["pitch_st"] is None

    # The hand came 80 ms after each vowel that was sung; the ear may be NEAR_S off.
    late_s = [s["tap_asynchrony_s"] for s in grade["syllables"] if s["found"]]
    np.testing.assert_allclose(late_s, BEATS[1], atol=NEAR_S)
    assert attempt.taps_s == pytest.approx(
        [s["onset_s"] + BEATS[1] for s in grade["syllables"] if s["found"]], abs=NEAR_S
    )


def test_the_recording_in_the_vault_is_what_the_ear_heard(table: Table) -> None:
    """Unsealed and listened to again, it gives the same object to the last digit."""
    attempt = table.facts(AttemptMade)[-1]
    kept = next(o.grade for o in table.facts(OpinionGiven) if o.attempt == attempt.attempt)

    assert attempt.take is not None
    again = Answer(
        take=Take(table.book.takes.read(attempt.take), started_at_s=0.0),
        plan=table.turns[-1].plan,
        manner=table.turns[-1].manner,
        taps_s=attempt.taps_s,
        taps_uncertain_s=attempt.taps_uncertain_s,
        prompt_heard=False,
    )
    grade = Listening().grade(again).result(0)
    assert msgspec.json.decode(msgspec.json.encode(grade)) == kept
