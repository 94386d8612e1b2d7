"""Two voices are told from one, however that one sounds."""

import pytest

from mit_trainer.analysis.analyse import analyse
from mit_trainer.capture.take import Take
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.surroundings import Surroundings, heard_in
from mit_trainer.simulated.voice import Performance, Singer
from tests.voices import COFFEE, answer, tune

ONE = 0.1  # the share from which a wide range makes it two
ALONE = Surroundings(echo_s=0.6, echo_db=-6.0, noise_db=-20.0)


def share(singer: Singer, where: Surroundings, performance: Performance | None = None) -> float:
    """Sing somewhere and measure."""
    sung = answer(COFFEE, performance, singer)
    take = Take(heard_in(sung.sound, where, 5), 0.0)
    return analyse(take, tune(COFFEE), Manner.INTONED, prompt_heard=False).signs.second_voice_share


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
    assert share(singer, ALONE) < ONE


@pytest.mark.parametrize(
    "where",
    [Surroundings(talk_db=-3.0), Surroundings(talk_db=2.0), Surroundings(radio_db=-5.0)],
    ids=["talk 3 dB below", "talk 2 dB above", "radio 5 dB below"],
)
def test_somebody_else_is_heard(where: Surroundings) -> None:
    """Another person or the radio, about as loud as the voice."""
    assert share(Singer(), where) > 1.3 * ONE


def test_an_octave_slip_is_no_second_voice() -> None:
    """A voice that leaps an octave up is still one."""
    assert share(Singer(), ALONE, Performance(octave_slips=(1, 2))) < ONE
