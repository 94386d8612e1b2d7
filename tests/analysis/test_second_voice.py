"""Two voices are told from one, however that one sounds."""

import pytest

from mit_trainer import places
from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.quality import Quality
from mit_trainer.capture.take import Take
from mit_trainer.grading.deafness import deafened
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.surroundings import Surroundings, heard_in
from mit_trainer.simulated.voice import Performance, Singer
from tests.voices import COFFEE, answer, tune

LIMITS = default_rubric(places.RUBRICS).voice
ALONE = Surroundings(echo_s=0.6, echo_db=-6.0, noise_db=-20.0)


def judged(singer: Singer, where: Surroundings, performance: Performance | None = None) -> Quality:
    """Sing somewhere, measure, and judge by the shipped limits."""
    sung = answer(COFFEE, performance, singer)
    take = Take(heard_in(sung.sound, where, 5), 0.0)
    found = analyse(take, tune(COFFEE), Manner.INTONED, prompt_heard=False)
    return deafened(found, Manner.INTONED, LIMITS)


@pytest.mark.parametrize(
    "singer",
    [
        Singer(),
        Singer(tonic_hz=70.0),
        Singer(tonic_hz=300.0, formant_scale=1.17),
        Singer(creak=0.4, jitter=0.01),
        Singer(fry_s=0.3, creak=0.2),
        Singer(breath_db=-16.0, jitter=0.012),
        Singer(tremor_st=0.6),
        Singer(vibrato_cents=60.0),
    ],
    ids=["healthy", "70 Hz", "300 Hz", "creaky", "fry", "breathy", "tremor", "vibrato"],
)
def test_one_voice_is_one_in_a_room_and_noise(singer: Singer) -> None:
    """Healthy or not: echo of 0.6 s, noise at 20 dB."""
    assert judged(singer, ALONE).pitch


@pytest.mark.parametrize(
    "where",
    [Surroundings(talk_db=-3.0), Surroundings(talk_db=2.0), Surroundings(radio_db=-5.0)],
    ids=["talk 3 dB below", "talk 2 dB above", "radio 5 dB below"],
)
def test_somebody_else_is_heard(where: Surroundings) -> None:
    """Another person or the radio, about as loud as the voice."""
    assert not judged(Singer(), where).pitch


def test_an_octave_slip_is_no_second_voice() -> None:
    """A voice that leaps an octave up is still one."""
    found = judged(Singer(), ALONE, Performance(octave_slips=(1, 2)))

    assert not any("more than one voice" in why for why in found.why)
