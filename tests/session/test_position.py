"""Where a sitting stands, told from its facts alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer.protocol.variant import Variant, Verdict
from mit_trainer.record import (
    AttemptId,
    AttemptMade,
    Entry,
    Fact,
    JudgementGiven,
    KeptTake,
    OpinionGiven,
    PatientId,
    SessionId,
    SessionStarted,
    TakeFound,
    TakeName,
)
from mit_trainer.session import position
from mit_trainer.session.keeping import blank
from mit_trainer.session.position import Position
from mit_trainer.session.spec import SessionSpec
from tests.session.rig import CLASSIC, COFFEE, HELLO, THREE_LEVELS, WATER, phrase

P, S = PatientId("p"), SessionId("s")
BEGINS = datetime(2030, 1, 1, tzinfo=UTC)
LONG = tuple(replace(phrase(t), level="advanced") for t in ("MY head HURTS to DAY", "COME in"))


def spec(variant: Variant = CLASSIC, level: str = "elementary") -> SessionSpec:
    """Decide on a sitting of three phrases."""
    phrases = (HELLO, COFFEE, WATER) if level == "elementary" else LONG
    names = tuple(p.id for p in phrases)
    style = {
        "high_st": 3.0,
        "syllables_per_min": 60.0,
        "stressed_length": 1.25,
        "stressed_gain_db": 3.0,
    }
    started = SessionStarted(
        P, S, variant.id, level, "d", "0", names, style, 180.0, "nobody", True, "0"
    )
    return SessionSpec(started, variant, phrases, 4.0)


class Book:
    """Writes the entries of a sitting as the runner would state its facts."""

    def __init__(self, plan: SessionSpec) -> None:
        self.spec = plan
        self.here = position.start(plan)
        self.entries: list[Entry] = []
        self._numbers = count()
        self.add(plan.started)

    def add(self, fact: Fact) -> Entry:
        n = next(self._numbers)
        entry = Entry(f"e{n}", n, BEGINS + timedelta(seconds=n), fact)
        self.entries.append(entry)
        return entry

    def answer(self, verdict: Verdict) -> None:
        """State one try and, if somebody answered, the human's word on it."""
        attempt = blank(self.spec, self.here, AttemptId(f"a{next(self._numbers)}"), ())
        self.add(attempt)
        passed = True
        if self.spec.level.step(attempt.step).response is not None:
            self.add(JudgementGiven(P, S, attempt.attempt, verdict.value, "carer", 0))
            passed = position.passed(self.spec, verdict)
        self.here = position.advanced(self.spec, self.here, passed)
        if self.here.state.ended:
            self.here, finished = position.finish(self.spec, self.here)
            self.add(finished)
            self.here = position.next_phrase(self.spec, self.here)


SPECS = [
    spec(),
    spec(THREE_LEVELS, "intermediate"),
    spec(THREE_LEVELS, "advanced"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([spec(), spec(THREE_LEVELS, "advanced")]),
    st.lists(st.sampled_from(list(Verdict)), max_size=80),
)
def test_the_facts_alone_lead_back_to_where_it_was(
    plan: SessionSpec, verdicts: list[Verdict]
) -> None:
    """After any sequence of judgements, also in the middle of a backup."""
    book = Book(plan)
    for verdict in verdicts:
        if book.here.phrase is None:
            break
        book.answer(verdict)
        assert position.found(plan, book.entries) == book.here


def test_a_sitting_begins_at_the_first_step_of_its_first_phrase() -> None:
    """With nothing but its beginning in the book."""
    book = Book(spec())
    here = position.found(spec(), book.entries)
    assert (here.phrase, here.state.step, here.state.try_number) == ("hel-lo", "listen", 1)


def test_an_attempt_without_a_judgement_is_still_due() -> None:
    """Nobody has said what was heard, so the same try is offered again."""
    book = Book(spec())
    book.answer(Verdict.UNDERSTOOD)  # listened
    before = book.here
    book.add(blank(book.spec, before, AttemptId("unjudged"), ()))
    assert position.found(book.spec, book.entries) == before


def test_a_late_word_on_an_earlier_recording_moves_nothing() -> None:
    """The therapist reviews a recording that was put aside; the sitting stands elsewhere now."""
    book = Book(spec())
    book.answer(Verdict.UNDERSTOOD)
    book.add(blank(book.spec, book.here, AttemptId("aside"), ()))
    book.answer(Verdict.UNDERSTOOD)
    book.add(JudgementGiven(P, S, AttemptId("aside"), "understood", "therapist", 1))
    assert position.found(book.spec, book.entries) == book.here


def test_a_voided_fact_does_not_count() -> None:
    """A judgement that was taken back is due again."""
    book = Book(spec())
    book.answer(Verdict.UNDERSTOOD)
    before = book.here
    book.answer(Verdict.UNDERSTOOD)
    book.entries[-1] = replace(book.entries[-1], voided=True)
    assert position.found(book.spec, book.entries) == before


def test_a_phrase_that_is_not_over_cannot_be_closed() -> None:
    """Closing it would be a defect."""
    with pytest.raises(ValueError, match="not ended"):
        position.finish(spec(), position.start(spec()))


def test_phrases_that_were_passed_over_come_no_more() -> None:
    """Not in this sitting; those that are through do not come either."""
    here = Position(None, position.start(spec()).state, finished=("hel-lo",))
    assert position.next_phrase(spec(), here).phrase == "i-want-cof-fee"
    here = position.next_phrase(spec(), here, without=["i-want-cof-fee", "wa-ter-please-now"])
    assert here.phrase is None


def found_at(name: str, seconds: float) -> TakeFound:
    """State that a recording was found that began so long after the sitting."""
    take = KeptTake(TakeName(name), "0", 1.0, 48000)
    return TakeFound(P, S, take, BEGINS + timedelta(seconds=seconds), whole=False)


def test_the_recording_that_was_cut_off_is_the_one_begun_after_the_last_act() -> None:
    """An opinion may come meanwhile; what was begun earlier belongs to something else."""
    book = Book(spec())  # at second 0
    book.answer(Verdict.UNDERSTOOD)  # at seconds 1 and 2
    book.add(OpinionGiven(P, S, AttemptId("a"), "g", {}))
    last_s = (book.entries[-2].at_utc - BEGINS).total_seconds()

    assert position.cut_off(book.entries) is None
    book.add(found_at("earlier", last_s - 0.5))
    assert position.cut_off(book.entries) is None
    cut = book.add(found_at("cut", last_s + 0.5))
    assert position.cut_off(book.entries) == cut.fact
    book.answer(Verdict.UNDERSTOOD)
    assert position.cut_off(book.entries) is None


def test_an_answer_is_due_only_where_somebody_answers() -> None:
    """Not while listening, not after the last phrase."""
    book = Book(spec())
    assert not position.answer_is_due(book.spec, book.here)
    book.answer(Verdict.UNDERSTOOD)
    assert position.answer_is_due(book.spec, book.here)
    for _ in range(2):
        while book.here.phrase is not None:
            book.answer(Verdict.UNDERSTOOD)
    assert not position.answer_is_due(book.spec, book.here)


def test_what_is_found_is_an_attempt_of_the_sitting() -> None:
    """The blank form carries phrase, step, try and nothing that is not known."""
    made = blank(spec(), position.start(spec()), AttemptId("a"), ("voice",))
    assert isinstance(made, AttemptMade)
    assert (made.phrase, made.step, made.take, made.taps_s) == ("hel-lo", "listen", None, ())
