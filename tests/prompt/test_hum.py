"""The hum: its pitch by Praat, its colour by its partials."""

import numpy as np
import pytest

from mit_trainer.capture.take import Samples
from mit_trainer.places import AUDIO
from mit_trainer.praat.listen import contour
from mit_trainer.prompt.hum import Note, hum
from mit_trainer.prompt.recordings import read_voice
from mit_trainer.units import level_db

RATE_HZ = 24_000
NOTES = (Note(0.1, 1.1, 200.0), Note(1.1, 2.35, 237.84, 3.0), Note(2.35, 3.35, 200.0))


def hummed(voice: str, notes: tuple[Note, ...] = NOTES) -> Samples:
    """Hum in one of the shipped voices."""
    read = read_voice(AUDIO, "en", voice)
    assert read is not None
    return hum(notes, 3.6, read.timbre, RATE_HZ, seed=1)


@pytest.mark.parametrize("voice", ["clb", "bdl"])
def test_the_tune_is_the_planned_one(voice: str) -> None:
    """Praat hears each note within 10 cents (median) and 30 (19 in 20) of its pitch, all voiced."""
    heard = contour(hummed(voice).astype(np.float64), RATE_HZ)
    for note in NOTES:
        inside = (heard.t_s > note.start_s + 0.1) & (heard.t_s < note.end_s - 0.12)
        cents = np.abs(1200.0 * np.log2(heard.f0_hz[inside] / note.f0_hz))
        assert np.median(cents) < 10.0
        assert np.percentile(cents, 95) < 30.0


@pytest.mark.parametrize("voice", ["clb", "bdl"])
def test_it_is_a_voice_and_not_a_beep(voice: str) -> None:
    """At least five partials stand within 45 dB of the strongest, falling as in a closed mouth."""
    part = hummed(voice)[int(0.4 * RATE_HZ) : int(0.9 * RATE_HZ)]
    spectrum = 20.0 * np.log10(np.abs(np.fft.rfft(part * np.hanning(part.size))) + 1e-9)
    hz = np.fft.rfftfreq(part.size, 1.0 / RATE_HZ)
    partials = np.array(
        [spectrum[(hz > 200 * n - 40) & (hz < 200 * n + 40)].max() for n in range(1, 16)]
    )
    assert np.count_nonzero(partials > partials.max() - 45.0) >= 5
    assert partials[:3].max() > partials[5:].max() + 15.0


def test_syllables_are_parted_and_the_stressed_one_is_louder() -> None:
    """Level dips by 6 dB or more where two notes meet, and the stressed note stands out."""
    sound = hummed("bdl")

    def level(at_s: float, width_s: float) -> float:
        half = width_s / 2.0
        return level_db(sound[int((at_s - half) * RATE_HZ) : int((at_s + half) * RATE_HZ)])

    low, high = level(0.6, 0.4), level(1.7, 0.4)
    assert 1.5 < high - low < 4.5
    assert level(1.1, 0.02) < low - 6.0
    assert level(2.35, 0.02) < low - 6.0


def test_it_begins_and_ends_in_silence() -> None:
    """Before the first note and after the last there is nothing, and no click at the edges."""
    sound = hummed("clb")
    assert not sound[: int(0.1 * RATE_HZ)].any()
    assert not sound[int(3.36 * RATE_HZ) :].any()
    assert np.abs(np.diff(sound[: int(0.12 * RATE_HZ)])).max() < 0.05 * np.abs(sound).max()


def test_parted_notes_leave_silence_between() -> None:
    """Where one note ends well before the next begins, breath can be taken."""
    sound = hummed("clb", (Note(0.1, 0.7, 200.0), Note(1.1, 1.7, 200.0)))
    assert not sound[int(0.75 * RATE_HZ) : int(1.05 * RATE_HZ)].any()
