"""The opinion is modest: never sure, and none where words cannot be told from noise."""

from dataclasses import replace

import pytest

from mit_trainer.analysis.features import Analysis
from mit_trainer.grading.hint import hint
from mit_trainer.grading.model import Hint, Melody
from mit_trainer.protocol.variant import Manner
from tests.grading.test_grade import GOOD, HEARD, RUBRIC, vowel


def opinion(heard: Analysis, melody: float = 1.0, manner: Manner = Manner.INTONED) -> Hint:
    """Form an opinion by the shipped rubric."""
    return hint(heard, manner, Melody(melody, 3, 3), 0.1, RUBRIC)


def test_a_whole_answer_earns_the_point_but_no_certainty() -> None:
    """Syllables can be counted and words cannot: four fifths sure at most."""
    found = opinion(HEARD)

    assert found.points == 1
    assert found.confidence == pytest.approx(0.8)
    assert found.reasons == ("4 of 4 syllables heard", "melody kept")


def test_half_an_answer_earns_none() -> None:
    """Two of four are fewer than four fifths."""
    found = opinion(replace(HEARD, syllables=(*HEARD.syllables[:2], None, None)))

    assert found.points == 0
    assert found.reasons[0] == "2 of 4 syllables heard"


def test_melody_is_a_reason_and_never_a_gate() -> None:
    """An understood phrase on one tone is an understood phrase."""
    found = opinion(HEARD, melody=0.0)

    assert found.points == 1
    assert "melody not clear" in found.reasons


def test_one_false_start_makes_it_less_sure_and_two_too_much() -> None:
    """One extra syllable leaves the point, two do not."""
    once = opinion(replace(HEARD, extras=(vowel(5.0, 100.0),)))
    twice = opinion(replace(HEARD, extras=(vowel(5.0, 100.0), vowel(6.0, 100.0))))

    assert once.points == 1
    assert once.confidence < 0.8
    assert twice.points == 0
    assert "2 extra syllables" in twice.reasons


def test_humming_gets_no_opinion_unless_it_was_asked_for() -> None:
    """The right tune without words is not the phrase; on the humming step it is."""
    hummed = replace(HEARD, quality=replace(GOOD, hummed=True))

    assert opinion(hummed) == Hint(
        None, 0.0, ("4 of 4 syllables heard", "sounded hummed, without words")
    )
    assert opinion(hummed, manner=Manner.HUMMED).points == 1


def test_what_could_not_be_measured_gets_no_opinion() -> None:
    """The reason is the recording's own."""
    deaf = replace(GOOD, voice=False, pitch=False, rhythm=False, why=("the recording is silent",))

    assert opinion(replace(HEARD, quality=deaf)) == Hint(None, 0.0, ("the recording is silent",))


def test_noise_and_doubt_lower_the_confidence() -> None:
    """A noisy room and uncertain syllables each make the opinion weaker."""
    noisy = replace(HEARD, quality=replace(GOOD, clear=0.5))
    doubtful = replace(HEARD, syllables=tuple(replace(s, odds=-1.0) for s in HEARD.syllables if s))

    assert opinion(noisy).confidence == pytest.approx(0.4)
    assert opinion(doubtful).confidence == pytest.approx(0.2)


def test_a_spoken_answer_that_was_sung_is_told() -> None:
    """On the way back to speech it matters."""
    sung = hint(HEARD, Manner.SPOKEN, Melody(), 0.1, RUBRIC)
    spoken = hint(HEARD, Manner.SPOKEN, Melody(), 0.9, RUBRIC)

    assert "sounded sung rather than spoken" in sung.reasons
    assert "sounded sung rather than spoken" not in spoken.reasons


def test_a_tune_of_part_of_the_phrase_says_so() -> None:
    """Kept, but in two of three steps."""
    found = hint(HEARD, Manner.INTONED, Melody(1.0, 2, 2), 0.1, RUBRIC)

    assert "melody kept in the 2 of 3 steps that were sung" in found.reasons


def test_where_two_witnesses_disagree_it_is_less_sure_and_says_so() -> None:
    """With two of four syllables uncertain the opinion is worth no more than a throw of a coin."""
    unsure = tuple(replace(s, certain=k > 1) if s else s for k, s in enumerate(HEARD.syllables))
    found = opinion(replace(HEARD, syllables=unsure))

    assert found.points == 1
    assert found.confidence == pytest.approx(0.5)
    assert "2 of 4 syllables are uncertain" in found.reasons
