"""What a report says: every figure with its n, its method and what could not be measured."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from mit_trainer import __version__
from mit_trainer.chart.frame import SIMULATED
from mit_trainer.record import SessionSummary
from mit_trainer.report.summary import DESIGN, STATUS, Material, Summary, summarise
from tests.courses import FIVE, INTERMEDIATE, LEVELS, book, scored, sitting

WRITTEN = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)


def _summary(summaries: tuple[SessionSummary, ...], **more: str) -> Summary:
    return summarise(Material("AB-12", summaries, book(summaries, **more), LEVELS, WRITTEN))


def _value(summary: Summary, name: str) -> tuple[str, str]:
    (figure,) = (one for one in summary.figures if one.name.startswith(name))
    return figure.value, figure.n


def test_the_figures_are_those_of_the_table_worked_out_by_hand() -> None:
    """Five sittings: 66 minutes, 52 answers, at last 18/40 points and an index of 0.30 of 3/16."""
    summary = _summary(FIVE)

    assert _value(summary, "Sessions") == ("5", "38 phrases")
    assert _value(summary, "Minutes") == ("66", "5 of them answering")  # 3980 s, 312 s
    assert _value(summary, "Attempts") == ("100", "52 recorded answers")
    assert _value(summary, "Score, session 5") == ("45 %", "8 phrases")
    assert _value(summary, "Speech index, session 5") == ("0.30", "3 of 16 answers")


def test_no_figure_stands_without_its_n_and_its_method() -> None:
    """Whoever reads a number can see what stands behind it."""
    for figure in _summary(FIVE).figures:
        assert figure.n
        assert figure.method
    (index,) = (one for one in _summary(FIVE).figures if one.name.startswith("Speech"))
    assert index.missing == "not measurable in 13 of 16"


def test_the_three_sentences() -> None:
    """Level and score, criterion, voice: as a clinician would say them."""
    assert _summary(FIVE).sentences == (
        "Level now: Intermediate, since session 5; 45 % of the points (8 phrases, session 5).",
        "The protocol's criterion is 90 % in each of 5 sessions in a row; "
        "no session counts towards it now.",
        "Between song (0) and speech (1): 0.10 in session 1 (9 of 12 answers), 0.30 in session 5 "
        "(3 of 16 answers). Could not be measured in 29 of 52 answers; "
        "most often: it was too quiet (29).",
    )


def test_a_criterion_that_is_met_names_its_sessions_and_leaves_the_decision() -> None:
    """Sessions 2 to 6 reach 90 percent: the report says which and whose decision it is."""
    sentence = _summary(scored(60, 90, 95, 91, 92, 97)).sentences[1]

    assert "is met by sessions 2, 3, 4, 5, 6" in sentence
    assert "the therapist's decision" in sentence


@pytest.mark.parametrize(
    ("percents", "words"),
    [((60, 95), "1 of 5 so far (session 2)"), ((95, 92, 90), "3 of 5 so far (sessions 1, 2, 3)")],
)
def test_a_criterion_half_met_says_how_far(percents: tuple[float, ...], words: str) -> None:
    """What counts so far is counted and named."""
    assert words in _summary(scored(*percents)).sentences[1]


def test_a_new_level_without_a_finished_phrase_says_so() -> None:
    """The score of the level before is not passed off as that of the new one."""
    summary = _summary((*scored(95), sitting(2, 0, 0, 0, level=INTERMEDIATE)))

    assert summary.sentences[0] == (
        "Level now: Intermediate, since session 2; no phrase finished there yet."
    )


def test_an_unknown_protocol_is_said_to_be_unknown() -> None:
    """A record from another computer may name a protocol that is not here."""
    summary = _summary((sitting(1, 1, 4, 1, variant="from-elsewhere"),))

    assert "is not on this computer" in summary.sentences[1]


def test_a_simulated_patient_is_stated() -> None:
    """Results of the simulation carry the notice; those of a person do not."""
    assert _summary(scored(50, simulated=True)).notice == SIMULATED
    assert _summary(scored(50)).notice == ""


def test_simulated_sittings_beside_real_ones_are_not_mixed_in() -> None:
    """One real and one simulated sitting: figures and minutes of the real one only."""
    both = (*FIVE[:1], sitting(2, 4, 4, 1, simulated=True, n_answers=100))
    summary = _summary(both)

    assert _value(summary, "Sessions")[0] == "1"
    assert _value(summary, "Minutes") == _value(_summary(FIVE[:1]), "Minutes")
    assert "1 session with the simulated patient not shown." in summary.small_print


def test_the_small_print_is_complete() -> None:
    """Design limit, no medical device, version and listening rules are never left out."""
    text = " ".join(_summary(FIVE).small_print)

    assert DESIGN in text
    assert STATUS in text
    assert f"MIT Trainer {__version__}; listening rules 1.0.0." in text


def test_who_scored_is_said() -> None:
    """Fifty-two answers were judged by a carer."""
    (score,) = (one for one in _summary(FIVE, by="carer").figures if one.name.startswith("Score"))

    assert score.method.endswith("scored by the carer (52)")


def test_dates_are_those_of_the_place_where_the_report_is_written() -> None:
    """09:00 UTC on 2 March is still 1 March at 14 hours west of it."""
    west = datetime(2026, 4, 1, 0, 0, tzinfo=timezone(timedelta(hours=-14)))
    summary = summarise(Material("AB-12", FIVE, book(FIVE), LEVELS, west))

    assert summary.period == "2026-03-01 to 2026-03-09"
    assert _summary(FIVE).period == "2026-03-02 to 2026-03-10"


def test_no_sessions_are_said_and_make_no_figure_up() -> None:
    """An empty record gives no score and no index."""
    summary = _summary(())

    assert summary.sentences == ("There are no sessions yet.",)
    assert summary.period == "no sessions yet"
    assert [figure.name for figure in summary.figures] == ["Sessions", "Minutes", "Attempts"]


def test_an_index_that_was_never_measured_is_not_a_number() -> None:
    """Answers without any index give a sentence with their count and no value."""
    summary = _summary((sitting(1, 1, 4, 1, n_answers=3),))

    assert not [figure for figure in summary.figures if figure.name.startswith("Speech")]
    assert "could not be measured in 3 of 3 answers" in summary.sentences[2]
