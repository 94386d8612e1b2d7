"""The amount of practice is added up from the book, with its pauses and its reasons."""

from dataclasses import replace
from datetime import timedelta

from mit_trainer.record import JudgementGiven
from mit_trainer.report.dose import dose
from tests.courses import FIVE, book, scored


def test_five_sittings_add_up_by_hand() -> None:
    """52 answers of 6 s are 312 s; a sitting of n answers and p phrases has 3 n + p + 1 gaps."""
    done = dose(FIVE, book(FIVE))

    assert (done.n_sessions, done.n_phrases, done.n_answers) == (5, 38, 52)
    assert done.n_attempts == 5 * 20
    assert done.answering_s == 52 * 6.0
    assert done.lasted_s == 20 * (3 * 52 + 38 + 5)


def test_a_long_pause_is_not_practice() -> None:
    """A sitting that was left for two hours and then ended does not last two hours."""
    entries = book(FIVE[:1])
    late = replace(entries[-1], at_utc=entries[-1].at_utc + timedelta(hours=2))

    assert dose(FIVE[:1], (*entries[:-1], late)).lasted_s == dose(FIVE[:1], entries[:-1]).lasted_s


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    """An entry from an hour ago adds nothing and subtracts nothing."""
    entries = book(FIVE[:1])
    early = replace(entries[-1], at_utc=entries[-1].at_utc - timedelta(hours=1))

    assert dose(FIVE[:1], (*entries[:-1], early)).lasted_s == dose(FIVE[:1], entries[:-1]).lasted_s


def test_the_latest_judgement_of_an_attempt_is_the_one_that_counts() -> None:
    """Ten answers scored by a carer, one of them again by the therapist: nine and one."""
    entries = book(FIVE[3:4], by="carer")
    entry = next(one for one in entries if isinstance(one.fact, JudgementGiven))
    judged = entry.fact
    assert isinstance(judged, JudgementGiven)
    again = replace(entry, id="again", fact=replace(judged, by="therapist"))

    assert dose(FIVE[3:4], (*entries, again)).judged_by == (("carer", 9), ("therapist", 1))


def test_reasons_for_missing_measurements_are_counted() -> None:
    """3 + 12 + 1 + 0 + 13 answers had no index, all for the same reason."""
    assert dose(FIVE, book(FIVE)).unmeasured_why == (("it was too quiet", 29),)


def test_voided_facts_do_not_count() -> None:
    """An answer that was taken back is not practice."""
    entries = tuple(replace(entry, voided=True) for entry in book(FIVE))

    done = dose(FIVE, entries)

    assert (done.answering_s, done.judged_by, done.graders) == (0.0, (), ())


def test_nothing_done_is_nothing() -> None:
    """No sittings and no entries are zeros, not an error."""
    done = dose((), ())

    assert (done.n_sessions, done.lasted_s, done.unmeasured_why) == (0, 0.0, ())


def test_listening_rules_are_named_once() -> None:
    """Fifty opinions by the same rules are one version."""
    assert dose(scored(50), book(FIVE)).graders == ("1.0.0",)
